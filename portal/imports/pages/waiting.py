"""The page of a file that waits: how it is read, what its columns are, and what the import would do."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from portal.imports.forms import CarryOutForm, EncodingForm, choices_form_class
from portal.imports.models.jobs import ImportEnd
from portal.imports.pages.kinds.registry import column_choices
from portal.imports.pages.outcomes import kind_counts, written
from portal.imports.pages.preview import import_preview
from portal.imports.pages.problems import AS_IT_IS, ImportProblem, asked, import_problems, row_numbers
from portal.imports.pages.reading import ImportReading
from portal.imports.rules.columns import STATUS, TIER
from portal.imports.rules.completed import REMARK
from portal.imports.rules.importing import MatchRule
from portal.sheets.csv_reader import ENCODINGS
from portal.sheets.refusal import why_not
from portal.sheets.rules.cells import BadTable
from portal.sheets.upload import SheetSource
from portal.web.filters import listed, sentences
from portal.web.words import choices, word

SHOWN = 8  # problems before a fold
MOST_ASKED = 100  # at once; whoever has more has the wrong column, or another file


class ImportNotice(NamedTuple):
    tone: str
    text: str


class ImportColumnLine(NamedTuple):
    """A column of the file with the first thing that stands in it, and the choice of what it is."""

    name: str
    example: str
    field: Any


def waiting_page(
    reading: ImportReading, status: int = 200, source: Any = None, form: Any = None, end: str = "", busy: str = ""
) -> Any:
    row = reading.row
    notices = waiting_notices(end, busy)
    try:
        plan: dict[str, Any] = planned(reading, form)
        notices += [*other_sheets(reading), *nothing_named(reading), *prices_beside(reading)]
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


def nothing_named(reading: ImportReading) -> list[ImportNotice]:
    text = _("None of the columns is the name of a supplier, a product or a contact: say below which one it is.")
    return [] if reading.kinds else [ImportNotice("warn", text)]


def prices_beside(reading: ImportReading) -> list[ImportNotice]:
    """Prices that are not read, because a row can speak of one supplier and of one price for a quantity only."""
    beside = _(
        "%(headings)s stand side by side, and a row can hold the prices of one supplier only: none of them is read. Make one row for each supplier, with its name in a column of its own, and send the file again. Or choose below the columns of one supplier and say its name; then send the file again for the next one.",  # noqa: E501
        headings=quoted(reading.side_by_side),
    )
    other = _(
        "%(headings)s: not read, since a row can hold one price for a quantity only. Choose below the one that counts.",
        headings=quoted(reading.other_prices),
    )
    named = ((beside, reading.side_by_side), (other, reading.other_prices))
    return [ImportNotice("warn", text) for text, headings in named if headings]


def quoted(headings: list[str]) -> str:
    return listed(_("“%(text)s”", text=text) for text in headings)


def other_sheets(reading: ImportReading) -> list[ImportNotice]:
    """A workbook of which one sheet is read says so."""
    others = [sheet for sheet in reading.source.sheets if sheet != reading.source.sheet]
    text = _(
        "This is the sheet “%(sheet)s”. The workbook also has: %(others)s. Choose another one below.",
        sheet=reading.source.sheet,
        others=listed(others),
    )
    return [ImportNotice("info", text)] if others else []


def planned(reading: ImportReading, form: Any) -> dict[str, Any]:
    every_problem, counts = import_problems(reading), reading.records.counts
    problems = every_problem[:MOST_ASKED]
    form = form or filled_choices(reading, problems)
    every_line = [
        (problem, mend, form[problem.fill] if problem.fill else None)
        for problem, mend in zip(problems, form.mends, strict=False)
    ]
    statuses = [line for line in every_line if line[0].field == STATUS]
    lines = [line for line in every_line if line[0].field != STATUS]
    asked_for = {problem.fill for problem in problems}
    return {
        "readable": True,
        "counts": kind_counts(counts),
        "to_write": written(counts),
        "figures": reading.figures,
        "statuses": statuses,
        "staying": staying_text(reading) if statuses else "",
        "problems": lines[:SHOWN],
        "more": lines[SHOWN:],
        "asked": asked(every_problem),
        "untold": len(every_problem) - len(problems),
        "skipped": skipped_text(reading),
        "form": form,
        "columns": column_lines(reading, form),
        "column_names": [name for value, name in form.columns[0].names_here if value],
        "columns_fault": " ".join(str(fault) for fault in form.columns.errors if not isinstance(fault, (list, tuple))),
        "recognised": recognised_text(reading),
        "unrecognised": not all(reading.columns),
        "preview": import_preview(reading, request.args.get("kind", ""), request.args.get("page", 1, int)),
        "rules": [
            (f"{word(kind, 'import_kind')}: {word(rule, reading.readers[kind].rule_words)}", form[f"rule_{name}"])
            for name, kind, rule in rules_of(reading)
        ],
        "fill": [form[f"fill_{name}"] for name in reading.fillable if f"fill_{name}" not in asked_for],
    }


def column_lines(reading: ImportReading, form: Any) -> list[ImportColumnLine]:
    lines = []
    for place, heading in enumerate(reading.headings):
        cells = (cells[place] for _number, cells in reading.body if place < len(cells) and cells[place].strip())
        name = heading or _("Column %(number)s", number=place + 1)
        lines.append(ImportColumnLine(name, next(cells, ""), form.columns[place]))
    return lines


def recognised_text(reading: ImportReading) -> str:
    known = sum(bool(field) for field in reading.columns)
    if known == len(reading.columns):
        return ngettext("%(num)d column, recognised", "%(num)d columns, all recognised", known)
    return _(
        "%(total)s columns: %(known)s recognised, %(rest)s not imported",
        total=len(reading.columns), known=known, rest=len(reading.columns) - known,
    )  # fmt: skip


def skipped_text(reading: ImportReading) -> str:
    """Rows that are no records, and rows of which no quote is made."""
    totals, unpriced = reading.totals, reading.records.unpriced
    summed = ngettext(
        "%(num)d row only sums up and is left out", "%(num)d rows only sum up and are left out", len(totals)
    )
    bare = ngettext(
        "%(num)d row has no price: no quote is made of it",
        "%(num)d rows have no price: no quotes are made of them",
        len(unpriced),
    )
    named = ((summed, totals), (bare, unpriced))
    return sentences(_("%(what)s (row %(rows)s).", what=text, rows=row_numbers(rows)) for text, rows in named if rows)


def staying_text(reading: ImportReading) -> str:
    """Of suppliers that are on file already."""
    staying = sum(
        step.target is not None for plan in reading.records.plans if plan.kind == "suppliers" for step in plan.steps
    )
    text = ngettext(
        "%(num)d supplier is on file already and stays where it is.",
        "%(num)d suppliers are on file already and stay where they are.",
        staying,
    )
    return text if staying else ""


def choices_class(reading: ImportReading) -> Any:
    rules = {name: choices("deed") for name, _kind, _rule in rules_of(reading)}
    kinds = [SelectChoice(kind, word(kind, "import_kind")) for kind in reading.kinds]
    columns = column_choices(reading.readers)
    return choices_form_class(columns, TIER, rules, reading.fillable, kinds)


def filled_choices(reading: ImportReading, problems: list[ImportProblem]) -> Any:
    form = choices_class(reading)
    values: dict[str, Any] = {
        f"rule_{kind}_{rule}": deed.value for kind, deeds in reading.deeds.items() for rule, deed in deeds.items()
    }
    values |= {f"fill_{name}": value for name, value in reading.filled.items()}
    mends = [{"field": each.field, "text": each.cell, "value": each.value} for each in problems]
    return form(
        None,
        version=reading.row.version,
        columns=reading.columns,
        kinds=sorted(reading.wanted_kinds),
        mends=mends,
        **values,
    )


def posted_choices(form: Any, reading: ImportReading) -> dict[str, Any]:
    """What a person chose, as the import keeps it. Records that are not on this page of the list stay as they were."""
    on_page, wanted = set(form.listed.data or ()), set(form.wanted.data or ())
    without = set(reading.row.choices.get("without", ())) - on_page | (on_page - wanted)
    fill = {name: str(form[f"fill_{name}"].data or "") for name in reading.fillable}
    return {
        "columns": reading.taken_for(form.use.data or "", form.columns.data),
        "no_kinds": sorted({*reading.kinds} - {*form.kinds.data}) if len(reading.kinds) > 1 else [],
        "deeds": {name: form[f"rule_{name}"].data for name, _kind, _rule in rules_of(reading)},
        "fill": {**reading.row.choices.get("fill", {}), **fill},
        "mends": mends_of(form.mends.data, reading),
        "without": sorted(without),
    }


def unsaved(form: Any, reading: ImportReading) -> bool:
    """Whether the form holds choices that are not kept yet: without a script nothing keeps them on the way."""
    if not form.columns.data:
        return False
    if not form.validate():  # it also finds the columns that were chosen by name
        return True
    chosen = posted_choices(form, reading)
    kept = {
        "columns": reading.columns,
        "no_kinds": sorted({*reading.kinds} - reading.wanted_kinds),
        "deeds": {name: reading.deeds[kind][rule].value for name, kind, rule in rules_of(reading)},
        "mends": sorted([field, text, value] for (field, text), value in reading.mends.items()),
        "without": sorted(reading.row.choices.get("without", ())),
    }
    chosen["mends"].sort()
    filled = {name: value for name, value in chosen["fill"].items() if name in reading.fillable and value}
    before = {name: value for name, value in reading.filled.items() if name in reading.fillable}
    return filled != before or any(chosen[name] != value for name, value in kept.items())


def rules_of(reading: ImportReading) -> list[tuple[str, str, MatchRule]]:
    """By what rows are found to be on file: as the form names it, kind and rule."""
    return [(f"{kind}_{rule}", kind, rule) for kind in reading.kinds for rule in reading.readers[kind].rules]


def mends_of(lines: list[dict[str, str]], reading: ImportReading) -> list[list[str]]:
    """Column, text and what it counts as, of those for which another text is wanted; of others it stays as it was."""
    asked_now = {(line["field"], line["text"].replace("\r\n", "\n")) for line in lines}
    others = [[field, text, value] for (field, text), value in reading.mends.items() if (field, text) not in asked_now]
    mends = [(line["field"], line["text"].replace("\r\n", "\n"), (line["value"] or "").strip()) for line in lines]
    columns = {REMARK, *filter(None, reading.columns)}
    wanted = [mend for mend in mends if mend[0].partition(":")[0] in columns and mend[2] not in (AS_IT_IS, mend[1])]
    return others + [list(mend) for mend in wanted]


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
