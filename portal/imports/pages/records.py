"""The records that the rows of a file speak of, and what would become of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from portal.core.rules.text import folded
from portal.imports.pages.kinds import categories
from portal.imports.pages.kinds.categories import Categories
from portal.imports.pages.kinds.cells import ImportKind, RowOwners
from portal.imports.pages.kinds.quotes import prices
from portal.imports.rules.columns import KINDS
from portal.imports.rules.importing import Deed, ImportedRow, ImportStep, MatchRule, nothing_against_new, plan, tally
from portal.imports.rules.mixed import CellGuess, Gathered, MadeHere, gathered, stacked
from portal.sheets.rules.row_outcomes import CellFault, RowOutcome

Texts = Mapping[str, str]  # of a row, by column: "quotes.moq", "quotes.tier:500"


@dataclass(frozen=True)
class RecordChoices:
    """What a person chose on the page of a file."""

    kinds: frozenset[str]  # of which records are made
    deeds: Mapping[str, Mapping[MatchRule, Deed]]
    fill: Mapping[str, Mapping[str, str]]
    without: frozenset[str]  # records that are not wanted: "products:7", "categories:保温杯"


class RecordOwner(NamedTuple):
    """What the records of a row belong to; no key where it is neither on file nor made by the file."""

    key: int | MadeHere | None
    outcome: RowOutcome | None


ABSENT = RecordOwner(None, None)


class KindPlan(NamedTuple):
    """What would become of the records of one kind, in the order in which the file speaks of them."""

    kind: str
    writer: Any
    steps: list[ImportStep]
    values: Mapping[int, Mapping[str, Any]]  # what the file says of each, by the number of its step

    @property
    def counts(self) -> dict[str, int]:
        return tally(self.steps)


class FileRecords:
    """All records of a file: read when they are asked for, in one pass for each kind."""

    def __init__(
        self,
        rows: Mapping[int, Texts],
        kinds: Mapping[str, ImportKind],
        chosen: RecordChoices,
        tell: Callable[[int], None] = lambda done: None,
    ) -> None:
        self.rows, self.kinds, self.chosen = rows, kinds, chosen
        without = (name.partition(":")[2] for name in chosen.without if name.startswith(f"{categories.KIND}:"))
        self.categories = Categories(frozenset(without))
        self.owners: dict[str, dict[int, RecordOwner]] = {}
        self.guesses: list[tuple[int, str, CellGuess]] = []
        self.unpriced: list[int] = []
        self.lines_read: dict[tuple[Any, ...], ImportedRow] = {}
        self.plans = []
        for done, kind in enumerate(kind for kind in KINDS if kind in kinds):
            self.plans.append(self.planned(kind))
            tell(len(rows) * (done + 1) // len(kinds))
        self.plans.insert(0, KindPlan(categories.KIND, self.categories.writer, self.categories.steps, {}))

    def planned(self, kind: str) -> KindPlan:
        reader, deeds = self.kinds[kind], self.chosen.deeds[kind]
        several = self.together(kind, list(self.lines(kind)), deeds)
        lines = [replace(line, left_out=line.left_out or self.unwanted(kind, line)) for line in several.lines]
        against_new = getattr(reader, "against_new", nothing_against_new)
        known, several_kinds = reader.writer.known_records(), len(self.kinds) > 1
        steps = plan(lines, deeds, known, reader.against, several_kinds, against_new)
        if kind not in self.chosen.kinds:
            steps = [only_known(step) for step in steps]
        by_number = {step.number: step for step in steps}
        self.owners[kind] = {row: owner(kind, by_number[number]) for row, number in several.first.items()}
        return KindPlan(kind, reader.writer, steps, {line.number: {**line.values, **line.at_first} for line in lines})

    def together(self, kind: str, lines: list[ImportedRow], deeds: Mapping[MatchRule, Deed]) -> Gathered:
        if kind == "quotes":
            return stacked(lines)
        if len(self.kinds) > 1:
            return gathered(lines, deeds)
        return Gathered(lines, {line.number: line.number for line in lines})

    def unwanted(self, kind: str, line: ImportedRow) -> bool:
        return f"{kind}:{line.number}" in self.chosen.without

    def lines(self, kind: str) -> Iterator[ImportedRow]:
        """What each row says of a record of this kind."""
        reader, fill = self.kinds[kind], self.chosen.fill.get(kind, {})
        for number, texts in self.rows.items():
            own = {field.partition(".")[2]: text for field, text in texts.items() if field.startswith(f"{kind}.")}
            if not self.speaks_of(kind, own, fill, number):
                continue
            of = RowOwners(
                self.owner("suppliers", number).key,
                self.owner("products", number).key,
                partial(self.categories.of, number=number),
                self.categories.on_file,
            )
            line = self.line(kind, reader, number, own, fill, of)
            self.guesses += [(number, kind, guess) for guess in line.guesses]
            yield self.belonging(kind, line)

    def line(
        self, kind: str, reader: ImportKind, number: int, own: Texts, fill: Mapping[str, str], of: RowOwners
    ) -> ImportedRow:
        """What a row says; a list names one supplier in many rows, and reads it once."""
        if kind == "quotes":
            return reader.line(number, own, fill, of)
        cells = (kind, of.supplier, *own.items())
        if cells not in self.lines_read:
            self.lines_read[cells] = reader.line(number, own, fill, of)
        return replace(self.lines_read[cells], number=number)

    def speaks_of(self, kind: str, own: Texts, fill: Mapping[str, str], number: int) -> bool:
        if kind == "suppliers":
            return bool(own or fill.get("name"))
        if kind != "quotes" or not own:
            return bool(own)
        if kind in self.chosen.kinds and (priced := bool(prices(own))):
            return priced
        self.unpriced += [number] if kind in self.chosen.kinds else []
        return False

    def owner(self, kind: str, number: int) -> RecordOwner:
        return self.owners.get(kind, {}).get(number, ABSENT)

    def on_file(self, kind: str, number: int) -> bool:
        """Whether this row speaks of a record of the kind that is there already."""
        return isinstance(self.owner(kind, number).key, int)

    def belonging(self, kind: str, line: ImportedRow) -> ImportedRow:
        """A line with what keeps it from belonging to the supplier and the product of its row."""
        needed = {"contacts": ("suppliers",), "quotes": ("suppliers", "products")}.get(kind, ())
        faults = []
        for above in needed:
            key, outcome = self.owner(above, line.number)
            if key is None and outcome is RowOutcome.skipped:
                return replace(line, left_out=True)
            if key is None:
                faults.append(CellFault(f"{'lacks' if outcome is None else 'needs'}_{above}", f"{above}.name"))
        return replace(line, faults=(*line.faults, *faults)) if faults else line

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        return {plan.kind: plan.counts for plan in self.plans if plan.steps}

    def problems(self) -> list[tuple[int, str, CellFault]]:
        """Row, kind of record and fault, in the order of the file."""
        faults = [
            (fault.row or step.number, plan.kind, fault)
            for plan in self.plans
            for step in plan.steps
            for fault in step.faults
        ]
        return sorted(faults, key=lambda problem: problem[0])


def only_known(step: ImportStep) -> ImportStep:
    """A record of a kind that the file is not to make: it may be spoken of where it is on file."""
    if step.outcome is RowOutcome.new:
        return refused_step(step)
    return replace(step, outcome=RowOutcome.unchanged, changes=None) if step.outcome is RowOutcome.changed else step


def refused_step(step: ImportStep) -> ImportStep:
    return ImportStep(
        step.number, RowOutcome.refused, faults=(CellFault("absent", "name", (step.changes or {}).get("name", "")),)
    )


def owner(kind: str, step: ImportStep) -> RecordOwner:
    if step.target:
        return RecordOwner(step.target.id, step.outcome)
    return RecordOwner(MadeHere(kind, step.number) if step.outcome is RowOutcome.new else None, step.outcome)


def without_category(name: str) -> str:
    return f"{categories.KIND}:{folded(name)}"
