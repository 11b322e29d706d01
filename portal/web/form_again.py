"""A form that cannot be saved now: shown once more with all that was typed, or ready to be sent again."""

from __future__ import annotations

from typing import Any

import peewee
from flask import current_app, g, make_response, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from portal.core.forms.posted import asked_again
from portal.web import hx
from portal.web.headers import SAFE

SHOWN = {200, 422}  # a page with the form
OURS = {"csrf_token", "key", "version", "rev", "seen", "back", "next"}  # what a page adds by itself
PASSWORD = "password"  # noqa: S105  part of the names of fields


def form_again() -> Any:
    """What the view shows of a form with a fault, this time without one; None where it shows none, or not all of it."""
    if request.method in SAFE or hx.wanted() or "unsaved" in g:
        return None
    g.unsaved = True
    asked: list[Any] = []
    token = asked_again.set(asked)
    view = current_app.view_functions[request.endpoint or ""]
    try:
        answer = make_response(current_app.ensure_sync(view)(**request.view_args or {}))
    except (peewee.PeeweeException, OSError, HTTPException):
        return None
    finally:
        asked_again.reset(token)
    if not asked:
        return answer if answer.status_code < 400 else None  # there was room again
    if answer.status_code not in SHOWN or not shows(answer.get_data(as_text=True), typed()):
        return None
    answer.status_code = 507
    return answer


def shows(page: str, texts: list[tuple[str, str]]) -> bool:
    return all(str(escape(line.strip())) in page for _name, text in texts for line in text.splitlines())


def typed() -> list[tuple[str, str]]:
    """What a person filled in or chose; never a password."""
    sent = request.form.items(multi=True)
    return [(name, text) for name, text in sent if text.strip() and name not in OURS and PASSWORD not in name]


def resent() -> list[tuple[str, str]]:
    """What a button has to send to do the same again; nothing where files or a password belong to it."""
    if request.method in SAFE or request.files or any(PASSWORD in name for name in request.form):
        return []
    return [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
