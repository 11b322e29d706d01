"""What the team calls its columns: headings that people chose a meaning for, to look at, to add and to forget."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext as _

from portal.imports.forms import HeadingForm
from portal.imports.models.headings import ImportColumn, ImportWord
from portal.imports.pages.kinds.registry import READERS, column_choices
from portal.imports.rules.columns import KINDS, TIER
from portal.web.words import word


class TeamHeading(NamedTuple):
    id: int
    heading: str
    meaning: str


class TeamWord(NamedTuple):
    id: int
    word: str
    column: str
    meaning: str


def heading_form() -> HeadingForm:
    form = HeadingForm()
    offered = column_choices({kind: READERS[kind]() for kind in KINDS})
    form.field.choices = [choice for choice in offered if choice.value != TIER]
    return form


def headings_page(form: HeadingForm | None = None, status: int = 200) -> Any:
    form = form or heading_form()
    meanings = {choice.value: str(choice.label) for choice in form.field.choices}
    columns = ImportColumn.select().order_by(ImportColumn.heading, ImportColumn.id)
    headings = [TeamHeading(row.id, row.heading, meanings.get(row.field) or _("not imported")) for row in columns]
    words = [
        TeamWord(row.id, row.word, meanings.get(row.field, ""), word(row.code, "status"))
        for row in ImportWord.select().order_by(ImportWord.word, ImportWord.id)
    ]
    return render_template("imports/headings.html", form=form, headings=headings, words=words), status
