"""The records that an import would make, as they would be on file: a page of one kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.imports.pages.kinds.categories import KIND
from portal.imports.pages.kinds.cells import choice_text
from portal.imports.pages.outcomes import outcome_tag
from portal.imports.pages.reading import ImportReading
from portal.imports.pages.records import KindPlan, Texts, without_category
from portal.imports.rules.importing import ImportStep
from portal.imports.rules.mixed import WRITTEN_IN_ORDER, MadeHere
from portal.quotes.rules.price_lists import price_list
from portal.sheets.rules.row_outcomes import RowOutcome
from portal.suppliers.rules.pipeline import Status
from portal.web.filters import exact, listed
from portal.web.tags import Tag
from portal.web.words import word

ON_A_PAGE = 20
MOST_COLUMNS = 8
REFERENCES = {"supplier": "suppliers", "product": "products", "category": "categories", "categories": "categories"}


class PreviewCell(NamedTuple):
    label: str
    text: str
    new: bool = False  # made by the same file


class PreviewRow(NamedTuple):
    record: str  # as the form names it
    name: str
    tag: Tag
    wanted: bool
    tickable: bool
    cells: list[PreviewCell]


class KindTab(NamedTuple):
    label: str
    url: str
    current: bool


class ImportPreview(NamedTuple):
    tabs: list[KindTab]
    headings: list[str]
    rows: list[PreviewRow]
    page: int
    pages: int
    previous: str
    following: str


def import_preview(reading: ImportReading, kind: str, page: int) -> ImportPreview:
    """Of the kind a person looks at; of the one with the most to tell where nobody chose."""
    plans = {plan.kind: plan for plan in reading.records.plans if plan.steps}
    order = [name for name in reversed(WRITTEN_IN_ORDER) if name in plans]
    chosen = kind if kind in plans else next(iter(order), "")
    tabs = [
        KindTab(f"{word(name, 'import_kind')} {len(plans[name].steps)}", address(reading, name, 1), name == chosen)
        for name in order
    ]
    if not chosen:
        return ImportPreview(tabs, [], [], 1, 1, "", "")
    plan = plans[chosen]
    pages = max(1, -(-len(plan.steps) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    steps = plan.steps[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    names, fields = record_names(reading), fields_of(plan)
    labels = reading.readers[chosen].labels() if chosen in reading.readers else {}
    headings = [heading(name, labels) for name in fields]
    rows = [preview_row(plan, step, fields, headings, names, reading) for step in steps]
    previous = address(reading, chosen, page - 1) if page > 1 else ""
    following = address(reading, chosen, page + 1) if page < pages else ""
    return ImportPreview(tabs, headings, rows, page, pages, previous, following)


def address(reading: ImportReading, kind: str, page: int) -> str:
    return url_for("imports.show", id=reading.row.id, kind=kind, page=page if page > 1 else None, _anchor="records")


def heading(name: str, labels: dict[str, str]) -> str:
    return labels.get(name) or (word(name, "record") if name in ("supplier", "product") else "")


def fields_of(plan: KindPlan) -> list[str]:
    """What any of the records holds, what it is called first."""
    names = {"quotes": ["supplier", "product", "breaks"], "contacts": ["name", "supplier"]}.get(plan.kind, ["name"])
    for step in plan.steps:
        names += [
            name
            for name, value in values_of(plan, step).items()
            if name not in names and name not in HIDDEN and value not in (None, "", [])
        ]
        if len(names) >= MOST_COLUMNS:
            break
    return names[:MOST_COLUMNS]


HIDDEN = frozenset({"business", "version"})


def values_of(plan: KindPlan, step: ImportStep) -> dict[str, Any]:
    """What the record would hold; of a refused one what the file says."""
    known = dict(step.target.values) if step.target else {}
    return {**known, **plan.values.get(step.number, {}), **(step.changes or {})}


def record_names(reading: ImportReading) -> dict[tuple[str, Any], str]:
    """What the records are called that others belong to, by kind and key."""
    named = [plan for plan in reading.records.plans if plan.kind in REFERENCES.values()]
    names = {(plan.kind, key_of(plan, step)): name_of(plan, step) for plan in named for step in plan.steps}
    return names | {(KIND, key): name for key, name in reading.records.categories.names.items()}


def key_of(plan: KindPlan, step: ImportStep) -> int | MadeHere:
    return step.target.id if step.target else MadeHere(plan.kind, step.number)


def name_of(plan: KindPlan, step: ImportStep) -> str:
    sources = (step.changes or {}, plan.values.get(step.number, {}), step.target.values if step.target else {})
    return next((source["name"] for source in sources if source.get("name")), "")


def preview_row(
    plan: KindPlan, step: ImportStep, fields: list[str], headings: list[str], names: Any, reading: ImportReading
) -> PreviewRow:
    kind, values = plan.kind, values_of(plan, step)
    form = reading.readers[kind].form if kind in reading.readers else None
    if kind == "suppliers" and "status" in fields:
        values = values | {"status": status_text(reading, step, values)}
    texts = reading.records.rows.get(step.number, {})
    cells = [
        owner_cell(name, label, values.get(name), names, texts)
        if name in REFERENCES
        else PreviewCell(label, text_of(name, values.get(name), form, values))
        for name, label in zip(fields, headings, strict=True)
    ]
    record = without_category(values["name"]) if kind == KIND else f"{kind}:{step.number}"
    name = " · ".join(filter(None, [cells[0].text, cells[1].text if kind == "quotes" else ""])) or _(
        "Row %(row)s", row=step.number
    )
    wanted = record not in reading.records.chosen.without
    tickable = step.outcome in (RowOutcome.new, RowOutcome.changed) or not wanted
    return PreviewRow(record, name, outcome_tag(step.outcome), wanted, tickable, cells)


def status_text(reading: ImportReading, step: ImportStep, values: dict[str, Any]) -> str:
    """Where it would enter; who is on file stays where people moved it."""
    if step.target:
        status = reading.readers["suppliers"].writer.records[step.target.id].status
        return _("stays “%(status)s”", status=word(status, "status"))
    status = values.get("status") or Status.candidate
    return word(status, "status") if status in tuple(Status) else status


def owner_cell(name: str, label: str, value: Any, names: Any, texts: Texts) -> PreviewCell:
    """What the record belongs to; the row's own words where nothing of that name can be made."""
    keys = [key for key in (value if isinstance(value, list) else [value]) if key is not None]
    made = any(isinstance(key, MadeHere) for key in keys)
    named = listed(names.get((REFERENCES[name], key), "") for key in keys)
    return PreviewCell(label, named or texts.get(f"{REFERENCES[name]}.name", ""), made)


def text_of(name: str, value: Any, form: Any, values: dict[str, Any]) -> str:
    if value is None or value == "":
        return "—"
    if name == "breaks":
        return f"{values.get('currency', '')} {price_list(value)}".strip()
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return listed(str(part) for part in value)
    return choice_text(form, name, str(value))
