"""A waiting file as it is read now: its table, what its columns are, and what would become of each row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from portal.imports.models.imports import Import, ImportColumn, RefusedRow
from portal.imports.pages.kinds import ImportKind, fault_text
from portal.imports.rules.columns import heading_key, heading_row, matched
from portal.imports.rules.importing import USUAL, Deed, ImportedRow, ImportStep, MatchRule, plan, tally
from portal.sheets.rules.cells import MOST_ROWS, BadTable, Row
from portal.sheets.rules.row_outcomes import CellFault
from portal.sheets.upload import SheetSource, chosen, look, table

TELL_EVERY = 200  # rows


@dataclass
class ImportReading:
    """Everything a page of a waiting import shows, computed when it is asked for."""

    row: Import
    kind: ImportKind
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
    def known(self) -> dict[str, str]:
        return {**self.kind.headings(), **ImportColumn.remembered(self.row.kind)}

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
        fields = self.kind.fields()
        if columns is None or len(columns) != len(self.headings):
            columns = matched(self.headings, self.known)
        return [field if field in fields else "" for field in columns]

    @property
    def body(self) -> list[Row]:
        return self.rows[self.place + 1 :]

    @property
    def deeds(self) -> dict[MatchRule, Deed]:
        wanted = self.row.choices.get("deeds", {})
        return {rule: Deed(wanted.get(rule, USUAL.get(rule, Deed.update))) for rule in MatchRule}

    @property
    def fill(self) -> dict[str, str]:
        return self.chosen or {**self.kind.defaults(), **self.row.choices.get("fill", {})}

    @cached_property
    def lines(self) -> list[ImportedRow]:
        if len(self.body) > MOST_ROWS:
            raise BadTable("rows")
        lines = []
        for place, (number, cells) in enumerate(self.body):
            if place % TELL_EVERY == 0:
                self.tell(place)
            lines.append(self.line(number, cells))
        return lines

    def line(self, number: int, cells: list[str]) -> ImportedRow:
        pairs = zip(self.columns, cells, strict=False)
        texts = {field: text for field, cell in pairs if field and (text := cell.strip())}
        return self.kind.line(number, texts, self.fill)

    @cached_property
    def steps(self) -> list[ImportStep]:
        return plan(self.lines, self.deeds, self.kind.writer.known_records(), self.kind.against)

    def plan_again(self) -> None:
        """The records are others now."""
        self.__dict__.pop("steps", None)

    @property
    def counts(self) -> dict[str, int]:
        return tally(self.steps)

    @property
    def figures(self) -> str:
        """The counts as a form carries them, to notice that they are no longer what a person saw."""
        return ",".join(str(number) for number in self.counts.values())

    @property
    def meant(self) -> dict[str, str]:
        """What each heading means, for next time."""
        pairs = zip(self.headings, self.columns, strict=True)
        return {key[:120]: field for heading, field in pairs if (key := heading_key(heading))}

    def problems(self) -> list[str]:
        """Every fault with its cell, in the order of the file."""
        return [self.problem(step.number, fault) for step in self.steps for fault in step.faults]

    def problem(self, number: int, fault: CellFault) -> str:
        label = self.kind.fields().get(fault.field, "")
        reason = fault_text(fault, label)
        if fault.field not in self.columns or not fault.field:
            return _("Row %(row)s: %(reason)s", row=number, reason=reason)
        column = self.headings[self.columns.index(fault.field)] or label
        return _("Row %(row)s, column %(column)s: %(reason)s", row=number, column=column, reason=reason)

    def refusals(self) -> list[RefusedRow]:
        """The rows that are refused, as the file has them, with the reasons in words."""
        cells = dict(self.body)
        return [
            RefusedRow(step.number, cells[step.number], [self.problem(step.number, fault) for fault in step.faults])
            for step in self.steps
            if step.faults
        ]
