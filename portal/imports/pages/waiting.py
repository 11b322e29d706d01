"""The page of a file that waits: how it is read, what its columns are, and what the import would do."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.imports.forms import CarryOutForm, EncodingForm, columns_form
from portal.imports.models.jobs import ImportEnd
from portal.imports.pages.outcomes import count_tags, outcome_tag, written
from portal.imports.pages.pages import NAMED
from portal.imports.pages.reading import ImportReading
from portal.imports.rules.importing import ImportStep
from portal.sheets.csv_reader import ENCODINGS
from portal.sheets.refusal import why_not
from portal.sheets.rules.cells import BadTable, Row
from portal.sheets.upload import SheetSource
from portal.web.tags import Tag
from portal.web.words import choices, word

PREVIEWED = 10  # rows of the preview


class ImportNotice(NamedTuple):
    tone: str
    text: str


class ImportColumnLine(NamedTuple):
    """A column of the file with the first thing that stands in it, and the choice of what it is."""

    name: str
    example: str
    field: Any


class ImportPreviewRow(NamedTuple):
    number: int
    tag: Tag
    cells: list[str]


def waiting_page(
    reading: ImportReading, status: int = 200, source: Any = None, columns: Any = None, end: str = "", busy: str = ""
) -> Any:
    row = reading.row
    notices = waiting_notices(end, busy)
    try:
        plan: dict[str, Any] = planned(reading, columns)
    except BadTable as bad:
        plan = {"readable": False}
        notices.append(ImportNotice("bad", why_not(bad)))
    source = source or source_form(reading)
    go = CarryOutForm(formdata=None, version=row.version, expected=plan.get("figures", ""))
    body = render_template("imports/waiting.html", row=row, source=source, go=go, notices=notices, **plan)
    return body, status


def waiting_notices(end: str, busy: str) -> list[ImportNotice]:
    """`busy`: the file of another import that is still running; `end`: why this one wrote nothing."""
    running = _(
        "Your import of %(file)s is still running: one at a time. Wait until it is done, then start this one.",
        file=busy,
    )
    ends = {
        ImportEnd.changed: ImportNotice("warn", _("Something changed since you looked; nothing was imported. Look again at what the import would do now.")),  # noqa: E501
        ImportEnd.interrupted: ImportNotice("warn", _("The import was interrupted because the server stopped. Nothing was changed: start it again.")),  # noqa: E501
        ImportEnd.failed: ImportNotice("bad", _("The import failed on our side. Nothing was changed: start it again, and tell whoever runs the server if it fails again.")),  # noqa: E501
    }  # fmt: skip
    return ([ImportNotice("warn", running)] if busy else []) + ([ends[ImportEnd(end)]] if end else [])


def planned(reading: ImportReading, columns: Any) -> dict[str, Any]:
    problems, form = reading.problems(), columns or form_of_columns(reading)
    lines = column_lines(reading, form)
    return {
        "readable": True,
        "tags": count_tags(reading.counts),
        "to_write": written(reading.counts),
        "figures": reading.figures,
        "problems": problems[:NAMED],
        "more": max(0, len(problems) - NAMED),
        "columns": form,
        "lines": lines,
        "preview": preview_rows(reading, len(lines)),
        "rules": [(word(rule, reading.kind.rule_words), form[f"rule_{rule}"]) for rule in reading.kind.rules],
        "fill": [form[f"fill_{name}"] for name in reading.kind.fill()],
        "ignored": ignored_text(reading),
    }


def column_lines(reading: ImportReading, form: Any) -> list[ImportColumnLine]:
    lines = []
    for place, heading in enumerate(reading.headings):
        cells = (cells[place] for _number, cells in reading.body if place < len(cells) and cells[place].strip())
        name = heading or _("Column %(number)s", number=place + 1)
        lines.append(ImportColumnLine(name, next(cells, ""), form.columns[place]))
    return lines


def preview_rows(reading: ImportReading, width: int) -> list[ImportPreviewRow]:
    steps = zip(reading.body, reading.steps, strict=True)
    return [preview_row(row, step, width) for row, step in list(steps)[:PREVIEWED]]


def preview_row(row: Row, step: ImportStep, width: int) -> ImportPreviewRow:
    number, cells = row
    return ImportPreviewRow(number, outcome_tag(step.outcome), (cells + [""] * width)[:width])


def ignored_text(reading: ImportReading) -> str:
    """The columns that are not imported by their headings; empty: all are."""
    ignored = [heading for heading, field in zip(reading.headings, reading.columns, strict=True) if not field]
    return (", ".join(filter(None, ignored)) or "—") if ignored else ""


def form_of_columns(reading: ImportReading) -> Any:
    fields, fill = reading.kind.fields(), reading.kind.fill()
    form = columns_form(list(fields.items()), reading.kind.rules, choices("deed"), fill)
    values: dict[str, Any] = {f"rule_{rule}": deed.value for rule, deed in reading.deeds.items()}
    values |= {f"fill_{name}": value for name, value in reading.fill.items()}
    return form(None, version=reading.row.version, columns=reading.columns, **values)


def source_form(reading: ImportReading) -> EncodingForm:
    try:
        source, heading = reading.source, reading.heading
    except BadTable:
        source, heading = guessed(reading), None
    form = EncodingForm(
        None,
        version=reading.row.version,
        encoding=source.encoding,
        delimiter=source.delimiter,
        sheet=source.sheet,
        heading=heading,
    )
    return with_choices(form, source)


def guessed(reading: ImportReading) -> SheetSource:
    """How the file is read when it cannot be: what was chosen last."""
    chosen: dict[str, Any] = {name: reading.row.choices.get(name, "") for name in ("encoding", "delimiter", "sheet")}
    try:
        return reading.source
    except BadTable:
        return SheetSource(**chosen)


def with_choices(form: EncodingForm, source: SheetSource) -> EncodingForm:
    form.encoding.choices = [SelectChoice(name, name.upper()) for name in ENCODINGS]
    form.delimiter.choices = choices("delimiter")
    form.sheet.choices = [SelectChoice(name, name) for name in source.sheets]
    return form
