"""A category with what changed of it, ready for its page."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.audit.queries.trail import Change, changes
from portal.web.conflicts import NOTHING
from portal.web.filters import moment
from portal.web.words import choices, word


class ChangedField(NamedTuple):
    """A field of a category before and after a change; before is None where the category was new."""

    label: str
    before: str | None
    after: str


class CategoryChange(NamedTuple):
    at: str
    by: str
    verb: str
    fields: list[ChangedField]


def category_form(form: Any) -> Any:
    """Goods are physical or digital."""
    form.kind.choices = choices("goods")[:2]
    return form


def category_changes(form: Any, id: int) -> list[CategoryChange]:
    return [
        CategoryChange(
            moment(change.at),
            change.by or _("the program"),
            word(change.verb, "verb"),
            changed_fields(form, change),
        )
        for change in changes("category", id)
    ]


def changed_fields(form: Any, change: Change) -> list[ChangedField]:
    return [
        ChangedField(
            str(form[name].label.text),
            None if before is None else cell_text(name, before),
            cell_text(name, after),
        )
        for name, before, after in change.fields
        if name in form
    ]


def cell_text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return (word(value, "goods") if name == "kind" else value) or NOTHING
