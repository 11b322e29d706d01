"""The page that a view answers to a form with a fault, this time without one: all that was typed stands in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import peewee
from flask import current_app, make_response, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from portal.core.forms.posted import OddPart
from portal.core.forms.reopening import UNTYPED, WriteRefused, is_reopening, is_secret, reopening
from portal.core.models.change import Stale
from portal.core.rules.text import clean
from portal.web import hx
from portal.web.headers import SAFE

SHOWN = (200, 422)  # a page with the form


def shown_again(
    view: Callable[..., Any], about: Mapping[str, Any], fields: Iterable[tuple[str, str]], statuses: Collection[int]
) -> Any:
    """The view is asked as if the form had been sent, while no form counts as filled in and no row can be written.

    None where it has no such page, or one that does not hold everything.
    """
    try:
        with reopening():
            answer = make_response(current_app.ensure_sync(view)(**about))
    except (HTTPException, OddPart, Stale, WriteRefused, peewee.PeeweeException, OSError):
        return None
    is_page = answer.status_code in statuses and answer.mimetype == "text/html"
    return answer if is_page and holds_all(answer.get_data(as_text=True), fields) else None


def holds_all(page: str, fields: Iterable[tuple[str, str]]) -> bool:
    """Whether everything typed stands in the page, line by line as it is tidied."""
    lines = (line.strip() for name, text in fields if name not in UNTYPED for line in clean(text).splitlines())
    return all(str(escape(line)) in page for line in lines)


def unsaved() -> Any:
    """Of the request that could not be saved now; None where its view has no such page."""
    if request.method in SAFE or hx.wanted() or is_reopening():
        return None
    view = current_app.view_functions[request.endpoint or ""]
    answer = shown_again(view, request.view_args or {}, typed(), SHOWN)
    if answer is not None:
        answer.status_code = 507
    return answer


def typed() -> list[tuple[str, str]]:
    """What a person filled in or chose; never a password or a code."""
    sent = request.form.items(multi=True)
    return [(name, text) for name, text in sent if text.strip() and name not in UNTYPED and not is_secret(name, text)]


def resent() -> list[tuple[str, str]]:
    """What a button has to send to do the same again; nothing where files, a password or codes belong to it."""
    sent = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    if request.method in SAFE or request.files or any(is_secret(name, text) for name, text in sent):
        return []
    return sent
