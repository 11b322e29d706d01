"""A waiting file as it is read now: its table, what its columns are, and the records its rows speak of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal import content
from portal.imports.models.imports import Import, ImportColumn, RefusedRow
from portal.imports.pages.kinds.cells import ImportKind, fault_text, in_every_language
from portal.imports.pages.kinds.registry import KINDS
from portal.imports.pages.records import FileRecords, RecordChoices, Texts
from portal.imports.rules.columns import KINDS as KINDS_IN_ORDER
from portal.imports.rules.columns import TIER, heading_key, heading_row, kinds_of, known, matched, tiers
from portal.imports.rules.importing import USUAL, Deed, MatchRule
from portal.imports.rules.table_rows import is_total
from portal.sheets.rules.cells import MOST_ROWS, BadTable, Row
from portal.sheets.rules.row_outcomes import CellFault
from portal.sheets.upload import SheetSource, chosen, look, table
from portal.web.filters import listed
from portal.web.words import word


@dataclass
class ImportReading:
    """Everything a page of a waiting import shows, computed when it is asked for."""

    row: Import
    chosen: dict[str, str] | None = None  # what stands where the file says nothing, as the person saw it
    tell: Callable[[int], None] = lambda done: None  # hears now and then how many rows are checked

    @cached_property
    def data(self) -> bytes:
        return self.row.content()

    @cached_property
    def source(self) -> SheetSource:
        wanted = {name: str(self.row.choices.get(name, "")) for name in ("encoding", "delimiter", "sheet")}
        return chosen(self.data, look(self.data), **wanted)

    @cached_property
    def rows(self) -> list[Row]:
        return table(self.data, self.source)

    @cached_property
    def readers(self) -> dict[str, ImportKind]:
        return {kind: KINDS[kind]() for kind in KINDS_IN_ORDER}

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the columns can be: field -> its label."""
        return {
            f"{kind}.{name}": label for kind, reader in self.readers.items() for name, label in reader.labels().items()
        }

    @cached_property
    def known(self) -> dict[str, list[str]]:
        shipped = [(heading.field, heading.words) for heading in content.headings().headings]
        labelled = [
            (f"{kind}.{name}", labels)
            for kind, reader in self.readers.items()
            for name, labels in in_every_language(reader).items()
        ]
        remembered = {heading: [field] if field else [] for heading, field in ImportColumn.remembered().items()}
        return {**known([*shipped, *labelled]), **remembered}

    @cached_property
    def place(self) -> int:
        """Where the headings stand among the rows."""
        wanted = self.row.choices.get("heading")
        numbers = [number for number, _cells in self.rows]
        return (
            numbers.index(wanted) if wanted in numbers else heading_row((cells for _n, cells in self.rows), self.known)
        )

    @property
    def heading(self) -> int:
        return self.rows[self.place][0]

    @cached_property
    def headings(self) -> list[str]:
        """Of every column that any row has."""
        width = max(len(cells) for _number, cells in self.rows[self.place :])
        named = self.rows[self.place][1]
        return [text.strip() for text in named] + [""] * (width - len(named))

    @cached_property
    def columns(self) -> list[str]:
        """The field of each column, empty for none."""
        columns = self.row.choices.get("columns")
        if columns is None or len(columns) != len(self.headings):
            columns = matched(self.headings, self.known)
        return [field if field in self.labels else "" for field in columns]

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that the rows speak of."""
        speak_of = kinds_of(self.columns)
        named = self.fill.get("suppliers", {}).get("name")
        return tuple(kind for kind in KINDS_IN_ORDER if kind in speak_of or (named and kind == "suppliers"))

    @cached_property
    def body(self) -> list[Row]:
        return [row for row in self.rows[self.place + 1 :] if not is_total(row[1])]

    @property
    def totals(self) -> list[int]:
        """Numbers of the rows that only sum up."""
        return [number for number, cells in self.rows[self.place + 1 :] if is_total(cells)]

    @property
    def deeds(self) -> dict[str, dict[MatchRule, Deed]]:
        wanted = self.row.choices.get("deeds", {})
        return {
            kind: {rule: Deed(wanted.get(f"{kind}_{rule}", USUAL.get(rule, Deed.update))) for rule in MatchRule}
            for kind in KINDS_IN_ORDER
        }

    @cached_property
    def fill(self) -> dict[str, dict[str, str]]:
        """What stands where the file says nothing, by kind and field."""
        wanted = self.row.choices.get("fill", {}) if self.chosen is None else self.chosen
        fill = {}
        for kind, reader in self.readers.items():
            usual = reader.defaults(self.headings)
            values = {name: str(wanted.get(f"{kind}_{name}", usual.get(name, ""))) for name in reader.fill()}
            fill[kind] = {name: value for name, value in values.items() if value}
        return fill

    @property
    def fillable(self) -> dict[str, tuple[str, Any]]:
        """What a person may say where the file says nothing: label and choices of what no column holds."""
        fill = {
            f"{kind}.{name}": (f"{word(kind, 'import_kind')} · {label}", options)
            for kind in self.kinds
            for name, (label, options) in self.readers[kind].fill().items()
            if options != []
        }
        fill.pop("suppliers.name", None)
        if "suppliers.name" not in self.columns and {"quotes", "contacts"} & {*self.kinds}:
            fill["suppliers.name"] = self.readers["suppliers"].fill()["name"]
        return {field.replace(".", "_", 1): about for field, about in fill.items() if field not in self.columns}

    @property
    def filled(self) -> dict[str, str]:
        """The same in one row, as it is kept."""
        return {f"{kind}_{name}": value for kind, values in self.fill.items() for name, value in values.items()}

    @property
    def wanted_kinds(self) -> frozenset[str]:
        return frozenset(self.kinds) - set(self.row.choices.get("no_kinds", ()))

    @cached_property
    def mends(self) -> dict[tuple[str, str], str]:
        """What a person says that a cell should hold: by its column and its text."""
        return {(field, text): value for field, text, value in self.row.choices.get("mends", [])}

    @cached_property
    def raw(self) -> dict[int, Texts]:
        """The cells of each row by their column, as the file has them."""
        if len(self.body) > MOST_ROWS:
            raise BadTable("rows")
        quantities = tiers(self.headings, self.columns)
        names = [
            f"{TIER}:{quantities.get(place, '')}" if field == TIER else field
            for place, field in enumerate(self.columns)
        ]
        return {
            number: {name: text for name, cell in zip(names, cells, strict=False) if name and (text := cell.strip())}
            for number, cells in self.body
        }

    @cached_property
    def texts(self) -> dict[int, Texts]:
        """The same as a person mended them."""
        if not self.mends:
            return self.raw
        rows: dict[int, Texts] = {}
        for number, texts in self.raw.items():
            mended = {name: self.mends.get((name, text), text) for name, text in texts.items()}
            rows[number] = {name: text for name, text in mended.items() if text}
        return rows

    @cached_property
    def records(self) -> FileRecords:
        wanted = RecordChoices(self.wanted_kinds, self.deeds, self.fill, frozenset(self.row.choices.get("without", ())))
        return FileRecords(self.texts, {kind: self.readers[kind] for kind in self.kinds}, wanted, self.tell)

    def plan_again(self) -> None:
        """The records on file are others now."""
        for name in ("readers", "records"):
            self.__dict__.pop(name, None)

    @property
    def figures(self) -> str:
        """The counts as a form carries them, to notice that they are no longer what a person saw."""
        return ",".join(str(number) for counts in self.records.counts.values() for number in counts.values())

    @property
    def taught(self) -> dict[str, str]:
        """What a person says that headings mean, where nobody would have known it."""
        columns = zip(self.headings, self.columns, matched(self.headings, self.known), strict=True)
        return {
            key[:120]: field
            for heading, field, known in columns
            if field not in (known, TIER) and (key := heading_key(heading))
        }

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

    def accepted_words(self, field: str) -> list[str]:
        """What a cell of this column may hold, where that is a closed list."""
        kind, _dot, name = field.partition(".")
        choices = getattr(getattr(self.readers[kind].form, name, None), "choices", None) or ()
        return [str(choice.label) for choice in choices if isinstance(choice, SelectChoice) and choice.value]

    def refusals(self) -> list[RefusedRow]:
        """The rows of which something is refused, as the file has them, with the reasons in words."""
        reasons: dict[int, dict[str, None]] = {}
        for number, text in self.problems():
            reasons.setdefault(number, {})[text] = None
        cells = dict(self.body)
        return [RefusedRow(number, cells[number], list(texts)) for number, texts in reasons.items()]
