"""What the audit page calls a column: as the form does in which people type it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

from flask_babel.speaklater import LazyString
from wtforms import Form
from wtforms.fields.core import UnboundField

from portal.core.models.record import table_name
from portal.web.words import WORDS

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
    """Every form of the program by the noun of its file, in the order the file has them."""
    modules = sorted({form.__module__ for form in below(Form)}, key=noun)
    for name in modules:
        if name.startswith("portal."):
            yield from (form for form in vars(sys.modules[name]).values() if own_form(form, name))


def below(form: type[Form]) -> Iterator[type[Form]]:
    yield form
    for child in form.__subclasses__():
        yield from below(child)


def noun(module: str) -> str:
    return module.removesuffix(".forms").rpartition(".")[2]


def own_form(value: Any, module: str) -> bool:
    return isinstance(value, type) and issubclass(value, Form) and value.__module__ == module


def labelled(form: Any) -> Iterator[tuple[str, Any]]:
    for column in dir(form):
        field = getattr(form, column)
        if isinstance(field, UnboundField):
            yield from ((column, text) for text in field.args if isinstance(text, LazyString))
