"""The pages of an import: the list, a file that waits, and one that is done."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.imports.forms import CarryOutForm, EncodingForm, NewImportForm, columns_form
from portal.imports.models.imports import Import
from portal.imports.pages.carry_out import under_way
from portal.imports.pages.reading import ImportReading
from portal.sheets.csv_reader import ENCODINGS
from portal.sheets.refusal import why_not
from portal.sheets.rules.cells import BadTable
from portal.sheets.rules.row_outcomes import RowOutcome
from portal.sheets.upload import SheetSource
from portal.web.words import choices, word

PREVIEWED, NAMED = 10, 100  # rows of the preview, problems on the page
WRITTEN = (RowOutcome.new, RowOutcome.changed)


def listing(form: NewImportForm, status: int = 200) -> Any:
    form.kind.choices = choices("import_kind")
    return render_template("imports/index.html", form=form, lines=Import.newest(), under_way=under_way()), status


def waiting_page(
    reading: ImportReading, status: int = 200, source: Any = None, columns: Any = None, end: str = "", busy: str = ""
) -> Any:
    row = reading.row
    try:
        found: dict[str, Any] = planned(reading, columns)
    except BadTable as bad:
        found = {"fault": why_not(bad)}
    source = source or source_form(reading)
    go = CarryOutForm(formdata=None, version=row.version, expected=found.get("figures", ""))
    body = render_template(
        "imports/waiting.html", row=row, source=source, go=go, end=end, busy=busy, written=WRITTEN, **found
    )
    return body, status


def planned(reading: ImportReading, columns: Any) -> dict[str, Any]:
    problems = reading.problems()
    return {
        "counts": reading.counts,
        "figures": reading.figures,
        "problems": problems[:NAMED],
        "more": len(problems) - NAMED,
        "columns": columns or columns_of(reading),
        "headings": headings_of(reading),
        "preview": list(zip(reading.body, reading.steps, strict=True))[:PREVIEWED],
        "rules": [(str(rule), word(rule, reading.kind.rule_words)) for rule in reading.kind.rules],
        "fill": list(reading.kind.fill()),
        "ignored": [heading for heading, field in zip(reading.headings, reading.columns, strict=True) if not field],
    }


def headings_of(reading: ImportReading) -> list[tuple[str, str]]:
    """Of each column what it is called here, and the first thing that stands in it."""
    found = []
    for place, heading in enumerate(reading.headings):
        cells = (cells[place] for _number, cells in reading.body if place < len(cells) and cells[place].strip())
        found.append((heading or _("Column %(number)s", number=place + 1), next(cells, "")))
    return found


def columns_of(reading: ImportReading) -> Any:
    fields, fill = reading.kind.fields(), reading.kind.fill()
    form = columns_form(list(fields.items()), reading.kind.rules, choices("deed"), fill)
    given: dict[str, Any] = {f"rule_{rule}": deed.value for rule, deed in reading.deeds.items()}
    given |= {f"fill_{name}": value for name, value in reading.fill.items()}
    return form(None, version=reading.row.version, columns=reading.columns, **given)


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
    return offered(form, source)


def guessed(reading: ImportReading) -> SheetSource:
    """How the file is read when it cannot be: what was chosen last."""
    chosen: dict[str, Any] = {name: reading.row.choices.get(name, "") for name in ("encoding", "delimiter", "sheet")}
    try:
        return reading.source
    except BadTable:
        return SheetSource(**chosen)


def offered(form: EncodingForm, source: SheetSource) -> EncodingForm:
    form.encoding.choices = [SelectChoice(name, name.upper()) for name in ENCODINGS]
    form.delimiter.choices = choices("delimiter")
    form.sheet.choices = [SelectChoice(name, name) for name in source.sheets]
    return form


def done_page(row: Import, status: int = 200, touched: list[str] | None = None) -> Any:
    counts: dict[str, int] = row.counts or {}
    body = render_template(
        "imports/done.html",
        row=row,
        touched=touched,
        written=sum(counts.get(outcome, 0) for outcome in WRITTEN),
        refused=row.refusals()[:NAMED],
    )
    return body, status
