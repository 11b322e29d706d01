"""What is read of a body: forms alone, each part with a name, one value where a view asks for one."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, request
from flask_babel import gettext as _
from htmx_flask.requests import HtmxAwareRequest
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.formparser import FormDataParser

from portal.web import errors
from portal.web.headers import SAFE

FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


class SentFields(ImmutableMultiDict[str, Any]):
    """The fields of a form: `get` asks for one value, `getlist` for all there are."""

    def get(self, key: Any, default: Any = None, type: Any = None) -> Any:  # type: ignore[override]
        if len(self.getlist(key)) > 1:
            abort(400)
        return super().get(key, default, type)


class PortalRequest(HtmxAwareRequest):
    def make_form_data_parser(self) -> FormDataParser:
        parser = super().make_form_data_parser()
        parser.cls = SentFields
        return parser


def arrived() -> Any:
    """Whether the body is here: the server in front says with which status it did not come, and this in words."""
    refused = request.environ.get("portal.refused", 0)
    if refused == 429:
        title, advice = _("Too many uploads at the same time"), _("Nothing was saved. Try again when others are done.")
        return errors.page(429, title, advice)
    # What is too large the form itself says, if anything is read from it.
    return errors.page(refused) if refused and refused != 413 else None


def a_form() -> None:
    """A write brings a form or nothing: no other body is looked into."""
    if request.method in SAFE or request.mimetype in FORMS:
        return
    length = request.content_length or 0
    if length > (request.max_content_length or length):
        abort(413)
    if length or request.mimetype:
        abort(415)


def named() -> None:
    """Every part of a form has a name; what reads the form relies on it."""
    if request.method not in SAFE and (None in request.form or None in request.files):
        abort(400)


def init_app(app: Flask) -> None:
    app.request_class = PortalRequest
    app.before_request(arrived)
    app.before_request(a_form)
    app.before_request(named)
