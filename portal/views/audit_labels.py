"""What the audit page calls a column: as the form does in which people type it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from flask_babel.speaklater import LazyString
from wtforms import Form
from wtforms.fields.core import UnboundField

from portal import forms
from portal.models.record import table_name
from portal.words import WORDS

# Forms not called after the table they fill in.
FILLS = {
    "AssignForm": "answer",
    "RateForm": "fx_rate",
    "ReputationForm": "reputation_note",
    "TesterForm": "sample",
}


def label(kind: str, column: str) -> str:
    """The name of the column in the reader's language; the raw one where nobody gave it another."""
    own, shared = labels()
    column = column.removesuffix("_state")
    key = f"{kind}.{column}"
    return str(WORDS["column"].get(key) or own.get(key) or WORDS["column"].get(column) or shared.get(column) or column)


@cache
def labels() -> tuple[dict[str, Any], dict[str, Any]]:
    """`<kind>.<column>` as the forms of that kind say it, and each column as the first form that has it."""
    own: dict[str, Any] = {}
    shared: dict[str, Any] = {}
    for form in all_forms():
        kind = FILLS.get(form.__name__, table_name(form).removesuffix("_form").removeprefix("new_"))
        for column, text in labelled(form):
            own.setdefault(f"{kind}.{column}", text)
            shared.setdefault(column, text)
    return own, shared


def all_forms() -> Iterator[Any]:
    for module in iter_modules(forms.__path__, f"{forms.__name__}."):
        for one in vars(import_module(module.name)).values():
            if isinstance(one, type) and issubclass(one, Form) and one.__module__ == module.name:
                yield one


def labelled(form: Any) -> Iterator[tuple[str, Any]]:
    for column in dir(form):
        field = getattr(form, column)
        if isinstance(field, UnboundField):
            yield from ((column, text) for text in field.args if isinstance(text, LazyString))
