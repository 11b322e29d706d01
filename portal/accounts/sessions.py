"""Signed-in browsers: a random token in a cookie, its hash in a table. flask-login reads it through here."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import peewee
from flask import Flask, Request, Response, current_app, g, make_response, redirect, request, session, url_for
from flask_login import AnonymousUserMixin, LoginManager

from portal.accounts import tries
from portal.core.models.users import Session, User, digest
from portal.web import errors, logs
from portal.web.access import allowed
from portal.web.clock import now
from portal.web.cookies import cookie, drop_cookie, put_cookie

IDLE, ABSOLUTE, TRUSTED = timedelta(hours=8), timedelta(hours=12), timedelta(days=30)
COOKIE = "portal"
RENEW_EVERY = timedelta(minutes=5)
ACTING = "portal.person"  # in the environment of what is done after a request: no header can set it


class Person:
    """The signed-in user, as views and templates meet them."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, row: User, session_id: int) -> None:
        self.row, self.session_id = row, session_id
        self.id: int = row.id
        self.name: str = row.name
        self.username: str = row.username
        self.role: str = row.role
        self.language: str | None = row.language
        self.theme: str | None = row.theme

    def get_id(self) -> str:
        return str(self.id)

    def may(self, permission: str) -> bool:
        return allowed(self.role, permission)


class Stranger(AnonymousUserMixin):
    id = None
    name = username = role = ""
    language = theme = None

    def may(self, permission: str) -> bool:
        return permission == "public"


def load(req: Request) -> Person | None:
    if ACTING in req.environ:
        acting: Person | None = req.environ[ACTING]
        return acting
    token = cookie(COOKIE, req)
    if not token:
        return None
    query = Session.select(Session, User).join(User).where(Session.token_hash == digest(token))
    session_row = query.first()
    if session_row is None or session_row.user.disabled_at is not None or expired(session_row, now()):
        return None
    g.session_row = session_row
    return Person(session_row.user, session_row.id)


@contextmanager
def in_the_name_of(user: User | None, language: str) -> Iterator[None]:
    """What somebody asked for is done after the request, as if in it: by the same person, in the same language."""
    about = {ACTING: Person(user, 0) if user else None}
    with current_app.test_request_context(environ_base=about, headers={"Accept-Language": language}):
        yield


def expired(row: Any, at: datetime) -> bool:
    if row.trusted:
        return bool(at - row.created_at > TRUSTED)
    return bool(at - row.created_at > ABSOLUTE or at - row.seen_at > IDLE)


def sign_in(user: User, response: Any, trusted: bool = False) -> Any:
    """A new token at every sign-in; the row of an older one in this browser is deleted."""
    end_current()
    session.clear()
    token = Session.begin(user, now(), trusted, request.remote_addr or "", request.user_agent.string)
    return put_cookie(tries.remember(user, response), COOKIE, token, TRUSTED if trusted else None)


def end_current() -> None:
    token = cookie(COOKIE)
    if token:
        Session.delete().where(Session.token_hash == digest(token)).execute()


def sign_out(response: Any) -> Any:
    end_current()
    session.clear()
    return drop_cookie(response, COOKIE)


def unauthorized(following: str | None = None) -> Any:
    """`following`: where the person goes after signing in; without it the page that was asked for."""
    if request.htmx and "HX-PTag" in request.headers:  # type: ignore[attr-defined]
        return errors.page(401)  # a page that asks what is new stays open, with what is being typed into it
    if request.htmx:  # type: ignore[attr-defined]
        # A redirect would be followed and the sign-in page swapped into the target.
        answer = make_response("", 401)
        answer.headers["HX-Redirect"] = url_for("auth.login", next=following)
        return answer
    asked = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("auth.login", next=following or asked), 303)


def left_behind() -> User | None:
    """Who was signed in in this browser: by a session that ran out, else who signed in here last."""
    token = cookie(COOKIE)
    ended = (
        Session.select(Session, User).join(User).where(Session.token_hash == digest(token)).first() if token else None
    )
    last = ended.user_id if ended else next(iter(tries.people_of_browser()), None)
    user: User | None = User.get_or_none(User.id == last, User.disabled_at.is_null())
    return user


def note_seen(response: Response) -> Response:
    """Renew the idle time at most every five minutes; polling never does, and no page is kept from its reader by it."""
    row = g.get("session_row")
    if row is not None and "HX-PTag" not in request.headers and now() - row.seen_at > RENEW_EVERY:
        try:
            Session.update(seen_at=now()).where(Session.id == row.id).execute()
        except peewee.OperationalError as error:
            logs.write("session not renewed", logging.WARNING, error=str(error))
    return response


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # sessions live in our table; an address may change on Wi-Fi
    manager.anonymous_user = Stranger
    manager.request_loader(load)
    manager.unauthorized_handler(unauthorized)
    app.after_request(note_seen)
