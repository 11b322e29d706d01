"""A waiting file as it is read now: its table, what its columns are, and the records its rows speak of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from portal.core.models import bulk
from portal.core.models.audit import AuditHead
from portal.core.models.users import User
from portal.core.rules.text import whole
from portal.imports.models.headings import ImportWord
from portal.imports.models.imports import Import, RefusedRow
from portal.imports.pages.kinds.cells import choice_text, closed_list, fault_text
from portal.imports.pages.records import FileRecords, RecordChoices
from portal.imports.pages.table import ImportTable
from portal.imports.rules.columns import KINDS, STATUS, kinds_of
from portal.imports.rules.completed import OF_SUPPLIER, REMARK
from portal.imports.rules.importing import USUAL, Deed, MatchRule
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.settings.team import team
from portal.sheets.rules.row_outcomes import CellFault
from portal.suppliers.rules.pipeline import Status
from portal.web.clock import today
from portal.web.filters import days, listed
from portal.web.language import choose
from portal.web.words import word

LONG = 1000  # rows: above it nobody waits for the answer, and what was read is kept for the next page


@dataclass
class ImportReading(ImportTable):
    """Everything a page of a waiting import shows, computed when it is asked for."""

    chosen: dict[str, str] | None = None  # what stands where the file says nothing, as the person saw it
    tell: Callable[[int], None] = lambda done: None  # hears now and then how many rows are checked
    shown: bool = False  # on a page; nothing is written from it

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that the rows speak of."""
        speak_of = kinds_of(self.columns)
        named = self.fill.get("suppliers", {}).get("name") or (REMARK, OF_SUPPLIER) in self.answered
        return tuple(kind for kind in KINDS if kind in speak_of or (named and kind == "suppliers"))

    def taken_for(self, use: str, columns: list[str]) -> list[str]:
        """The columns with the one that a press takes for what is missing: "3:suppliers.name"."""
        place, _colon, field = use.partition(":")
        number = whole(place)
        if number is None or number >= len(columns) or field not in self.labels or field in columns:
            return columns
        return [*columns[:number], field, *columns[number + 1 :]]

    @property
    def deeds(self) -> dict[str, dict[MatchRule, Deed]]:
        wanted = self.row.choices.get("deeds", {})
        return {
            kind: {rule: Deed(wanted.get(f"{kind}_{rule}", USUAL.get(rule, Deed.update))) for rule in MatchRule}
            for kind in KINDS
        }

    @cached_property
    def fill(self) -> dict[str, dict[str, str]]:
        """What stands where the file says nothing, by kind and field."""
        wanted = self.row.choices.get("fill", {}) if self.chosen is None else self.chosen
        fill = {}
        for kind, reader in self.readers.items():
            usual = reader.defaults(dict(zip(self.headings, self.columns, strict=True)))
            if kind == "quotes" and self.day_above:
                usual["quoted_on"] = self.day_above
            values = {name: str(wanted.get(f"{kind}_{name}", usual.get(name, ""))) for name in reader.fill()}
            fill[kind] = {name: value for name, value in values.items() if value}
        return fill

    @cached_property
    def fillable(self) -> dict[str, tuple[str, Any]]:
        """What a person may say where the file says nothing: label and choices of what no column holds."""
        fill = {
            f"{kind}.{name}": (f"{word(kind, 'import_kind')} · {label}", options)
            for kind in self.kinds
            for name, (label, options) in self.readers[kind].fill().items()
            if options != []
        }
        fill.pop("suppliers.name", None)
        if {"quotes", "contacts"} & {*self.kinds}:
            fill["suppliers.name"] = self.readers["suppliers"].fill()["name"]
        return {field.replace(".", "_", 1): about for field, about in fill.items() if self.lacks(field)}

    def lacks(self, field: str) -> bool:
        """Whether no column holds a field, or one that is empty in rows which speak of its kind."""
        if field not in self.columns:
            return True
        kind = "quotes." if field == "suppliers.name" else f"{field.partition('.')[0]}."
        rows = (texts for texts in self.texts.values() if field not in texts)
        return any(name.startswith(kind) for texts in rows for name in texts)

    @property
    def filled(self) -> dict[str, str]:
        """The same in one row, as it is kept."""
        return {f"{kind}_{name}": value for kind, values in self.fill.items() for name, value in values.items()}

    @property
    def wanted_kinds(self) -> frozenset[str]:
        return frozenset(self.kinds) - set(self.row.choices.get("no_kinds", ()))

    @cached_property
    def records(self) -> FileRecords:
        if len(self.body) <= LONG:
            return self.read()
        if self.shown:
            return kept_records(self)
        records = taken_records(self) or self.read()
        self.readers.update(records.kinds)  # what they write with
        return records

    def read(self) -> FileRecords:
        wanted = RecordChoices(self.wanted_kinds, self.deeds, self.fill, frozenset(self.row.choices.get("without", ())))
        return FileRecords(self.texts, {kind: self.readers[kind] for kind in self.kinds}, wanted, self.tell)

    @property
    def held_against(self) -> tuple[Any, ...]:
        """Another one as soon as anything changed that the records of the file are held against."""
        of_rows = [self.readers[kind].writer.model for kind in self.kinds]
        marks = (bulk.mark(model) for model in (Category, Business, User, *of_rows))
        return team().currency, ImportWord.remembered(STATUS), *marks

    def plan_again(self) -> None:
        """The records on file are others now."""
        for name in ("readers", "records"):
            self.__dict__.pop(name, None)

    @property
    def figures(self) -> str:
        """The counts as a form carries them, to notice that they are no longer what a person saw."""
        return ",".join(str(number) for counts in self.records.counts.values() for number in counts.values())

    def problems(self) -> list[tuple[int, str]]:
        """Row and every fault with its cell, in the order of the file."""
        return [(row, self.problem(row, kind, fault)) for row, kind, fault in self.records.problems()]

    def problem(self, number: int, kind: str, fault: CellFault) -> str:
        field = fault.field if "." in fault.field or not fault.field else f"{kind}.{fault.field}"
        label, reason = self.labels.get(field, ""), self.reason(field, fault)
        if field not in self.columns or not fault.field:
            return _("Row %(row)s: %(reason)s", row=number, reason=reason)
        column = self.headings[self.columns.index(field)] or label
        return _("Row %(row)s, column %(column)s: %(reason)s", row=number, column=column, reason=reason)

    def reason(self, field: str, fault: CellFault) -> str:
        """What is wrong, in words; of a closed list what it holds."""
        if fault.code == "word" and (words := self.accepted_words(field)):
            known = listed(words)
            return _("“%(text)s” is not a word for this. Known are: %(words)s", text=fault.about, words=known)
        return fault_text(fault, self.labels.get(field, ""))

    def value_text(self, field: str, value: str) -> str:
        """What a cell is taken for, as the form would say it."""
        kind, _dot, name = field.partition(".")
        if name in ("lead_days", "credit_days"):
            return days(int(value))
        return choice_text(self.readers[kind].form, name, value)

    def accepted_words(self, field: str) -> list[str]:
        """What a cell of this column may hold, where that is a closed list."""
        kind, _dot, name = field.partition(".")
        if field == STATUS:
            return [word(status, "status") for status in Status]
        return [str(choice.label) for choice in closed_list(self.readers[kind].form, name)]

    def refusals(self) -> list[RefusedRow]:
        """The rows of which something is refused, as the file has them, with the reasons in words."""
        reasons: dict[int, dict[str, None]] = {}
        for number, text in self.problems():
            reasons.setdefault(number, {})[text] = None
        cells = dict(self.body)
        return [RefusedRow(number, cells[number], list(texts)) for number, texts in reasons.items()]


_last_records: dict[int, tuple[Any, FileRecords]] = {}  # of the one long file that was looked at last, by its id


def kept_records(reading: ImportReading) -> FileRecords:
    """The records of a long file are read once for all its pages, and again as soon as they could be others."""
    origin = read_from(reading)
    kept_from, records = _last_records.get(reading.row.id, (None, None))
    if records is None or kept_from != origin:
        records = reading.read()
        _last_records.clear()
        _last_records[reading.row.id] = (origin, records)
    return records


def taken_records(reading: ImportReading) -> FileRecords | None:
    """The same for who writes them, and for nobody else from then on: what is written becomes another."""
    kept_from, records = _last_records.pop(reading.row.id, (None, None))
    return records if records is not None and kept_from == read_from(reading) else None


def read_from(reading: ImportReading) -> tuple[Any, ...]:
    """All that the records of a file follow from; the count of changes tells of rows put in the place of others."""
    row, changed = reading.row, AuditHead.records_changed()
    return changed, row.created_at, row.version, choose(), today(), reading.columns, reading.fill, reading.held_against


def forget_records(row: Import) -> None:
    """The file does not wait any more."""
    _last_records.pop(row.id, None)
