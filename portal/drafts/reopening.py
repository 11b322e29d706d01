"""A form opened again with what was typed: the page that its own view answers to a form with a fault, without faults.

The view is asked as if the form had been sent once more, while no form counts as filled in and no row can be written.
Where it has no such page, what was typed stands on a page of its own, from which it can be sent or copied.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import current_app, flash, make_response, render_template, request
from flask.globals import request_ctx
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.test import EnvironBuilder

from portal.core.forms.reopening import UNTYPED
from portal.drafts.rules import Fields
from portal.web import access
from portal.web.field_labels import label
from portal.web.form_again import shown_again

COPIED = 200
REFUSALS = (409, 422)


class CopiedField(NamedTuple):
    name: str
    label: str
    value: str
    rows: int


def page(address: str, fields: Fields, files: list[str]) -> Any:
    """Of the signed-in person, or of a visitor to a public address."""
    flash(what_to_do(files))
    answer = own_page(address, fields)
    return answer if answer is not None else copied_page(address, fields)


def what_to_do(files: list[str]) -> str:
    text = _("Not saved yet. What you typed is in the form again: check it, then save. Passwords are typed again.")
    if not files:
        return text
    return _("%(text)s Files have to be chosen again: %(names)s.", text=text, names=_("; ").join(files))


def own_page(address: str, fields: Fields) -> Any | None:
    """What the view of the form answers; None where it has no page for it."""
    posted = posted_again(address, fields)
    if posted is None or not access.allowed(current_user.role, access.required(current_app, posted.endpoint)):
        return None
    context: Any = request_ctx._get_current_object()  # type: ignore[attr-defined]
    asked, context.request = context.request, posted
    try:
        answer = shown_again(current_app.view_functions[posted.endpoint], posted.view_args, fields, REFUSALS)
    finally:
        context.request = asked
    return make_response(with_every_button(answer.get_data(as_text=True)), answer.status_code) if answer else None


def with_every_button(body: str) -> str:
    """Where a script saves what is changed, nothing would be: the text stands in the form already."""
    return body.replace("<noscript>", "").replace("</noscript>", "")


def posted_again(address: str, fields: Fields) -> Any | None:
    """The request as the browser sent it, without its files; None where the address takes no form."""
    path, _mark, query = address.partition("?")
    headers = [(name, value) for name, value in request.headers if name in ("Cookie", "User-Agent", "Accept-Language")]
    builder = EnvironBuilder(
        path=path, query_string=query, method="POST", data=MultiDict(fields), headers=headers, base_url=request.host_url
    )
    posted = current_app.request_class(builder.get_environ())
    adapter = current_app.create_url_adapter(posted)
    try:
        if adapter is None:
            return None
        posted.url_rule, values = adapter.match(return_rule=True)
    except HTTPException:
        return None
    posted.view_args = dict(values)
    return posted


def copied_page(address: str, fields: Fields) -> Any:
    """What was typed, field by field."""
    posted = posted_again(address, fields)
    may = posted is not None and access.allowed(current_user.role, access.required(current_app, posted.endpoint))
    kind = address.split("/")[1].rstrip("s")
    copied = [
        CopiedField(name, label(kind, name.rpartition("-")[2]), value, min(8, value.count("\n") + 1 + len(value) // 90))
        for name, value in fields
        if value and name not in UNTYPED
    ]
    hidden = [(name, value) for name, value in fields if not value or name in UNTYPED]
    body = render_template("drafts/copied.html", address=address, shown=copied, hidden=hidden, may=may)
    return make_response(body, COPIED)
