"""What the team calls its columns: headings that people chose a meaning for, to look at, to add and to forget."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.imports.forms import HeadingForm
from portal.imports.models.imports import ImportColumn
from portal.imports.pages.kinds.registry import KINDS
from portal.imports.rules.columns import KINDS as KINDS_IN_ORDER
from portal.imports.rules.columns import TIER
from portal.web.words import word


class TeamHeading(NamedTuple):
    id: int
    heading: str
    meaning: str


def column_labels() -> dict[str, str]:
    """What a column can be: field -> kind of record and label."""
    return {
        f"{kind}.{name}": f"{word(kind, 'import_kind')} · {label}"
        for kind in KINDS_IN_ORDER
        for name, label in KINDS[kind]().labels().items()
    }


def heading_form() -> HeadingForm:
    form = HeadingForm()
    labels = column_labels()
    form.field.choices = [SelectChoice(field, label) for field, label in labels.items() if field != TIER]
    return form


def headings_page(form: HeadingForm | None = None, status: int = 200) -> Any:
    labels = column_labels()
    columns = ImportColumn.select().order_by(ImportColumn.heading, ImportColumn.id)
    headings = [TeamHeading(row.id, row.heading, labels.get(row.field) or _("not imported")) for row in columns]
    return render_template("imports/headings.html", form=form or heading_form(), headings=headings), status
