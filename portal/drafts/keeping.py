"""What is done with a form that could not be taken: its session had ended, or its form token was too old."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.exceptions import HTTPException

from portal.accounts import sessions
from portal.drafts import reopening
from portal.drafts.kept_fields import without_secrets, worth_keeping
from portal.drafts.models import Draft
from portal.drafts.rules import Fields
from portal.web import access, errors, hx
from portal.web.clock import now
from portal.web.form_tokens import masked
from portal.web.headers import SAFE

SHOWN = "drafts"  # in the form session: the drafts that are open in this browser, and where each of them is sent
MOST_OPEN = 5
TOKEN = "X-Form-Token"  # noqa: S105


def unauthorized() -> Any:
    """To sign in; whoever sent a form comes back to it afterwards."""
    draft = keep() if request.method not in SAFE and is_ours() else None
    return sessions.unauthorized(url_for("drafts.show", id=draft.id) if draft else None)


def keep() -> Draft | None:
    """None where nobody knows whose it is, nothing was typed, or it is too much."""
    fields, user = sent_fields(), sessions.left_behind()
    address = request.full_path.rstrip("?")
    known = user is not None and "token" not in (request.view_args or {}) and len(address) <= Draft.address.max_length
    if user is None or not known or not worth_keeping(fields):
        return None
    return Draft.keep(user, address, fields, "\n".join(sent_files()), now())


def is_ours() -> bool:
    """Whether it surely comes from a page of ours: by its form token, or as the browser says."""
    if g.get("csrf_valid"):
        return True
    origin = request.headers.get("Origin", "")
    return request.headers.get("Sec-Fetch-Site") == "same-origin" or origin.partition("://")[2] == request.host


def sent_fields() -> Fields:
    return without_secrets(request.form.items(multi=True), request.blueprint == "codes")


def sent_files() -> list[str]:
    return [file.filename for file in request.files.values() if file.filename]


def token_failed(error: CSRFError) -> Any:
    """The form comes back with what was typed, and a token that is new."""
    try:
        turned_away = access.check()
    except HTTPException as refused:
        return errors.http(refused)
    if turned_away is not None:
        return turned_away
    if hx.wanted():
        return with_new_token()
    public = access.is_public(request.endpoint or "")
    page = reopening.page(request.full_path.rstrip("?"), sent_fields(), sent_files()) if public or is_ours() else None
    if page is None or (public and page.status_code == reopening.COPIED):
        return errors.csrf(error)
    page.status_code = 400
    return page


def with_new_token() -> Any:
    """A script puts the token into the page, which keeps what was typed."""
    answer = errors.renewed()
    answer.headers[TOKEN] = masked(generate_csrf())
    return answer


def open_in_browser(draft: Draft) -> None:
    open_now = {**session.get(SHOWN, {}), str(draft.id): draft.address}
    session[SHOWN] = dict(list(open_now.items())[-MOST_OPEN:])


def forget_used(response: Any) -> Any:
    """A draft that was opened and sent is deleted."""
    if request.method in SAFE or response.status_code >= 400 or SHOWN not in session:
        return response
    address = request.full_path.rstrip("?")
    used = [key for key, sent_to in session[SHOWN].items() if sent_to == address]
    if used and current_user.is_authenticated:
        Draft.delete().where(Draft.user == current_user.id, Draft.id.in_([int(key) for key in used])).execute()
        session[SHOWN] = {key: value for key, value in session[SHOWN].items() if key not in used}
    return response


def init_app(app: Flask) -> None:
    app.login_manager.unauthorized_handler(unauthorized)  # type: ignore[attr-defined]
    app.register_error_handler(CSRFError, token_failed)
    app.after_request(forget_used)
