"""What an import would do: each row of a file is new, changes a record, changes nothing, is skipped or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import Any, Protocol

from portal.core.rules.names import SHARED_HOSTS, code_key, name_key, website_host
from portal.core.rules.text import folded
from portal.sheets.rules.row_outcomes import CellFault, RowOutcome


class MatchRule(StrEnum):
    """By what a row is found to be a record that is already there, the surest first."""

    code = "code"
    name = "name"
    website = "website"
    mail = "mail"
    phone = "phone"


class Deed(StrEnum):
    """What a person wants done with a row that is already there."""

    update = "update"
    skip = "skip"
    new = "new"


USUAL = {
    MatchRule.phone: Deed.new
}  # colleagues share a telephone; every other rule updates unless somebody says otherwise


Keys = Mapping[MatchRule, frozenset[str]]
SAME = {MatchRule.name: ("name",), MatchRule.code: ("company_code", "code")}


@dataclass(frozen=True)
class ImportedRow:
    """A row as it was read. `values` holds only what the file says: an empty cell says nothing."""

    number: int
    values: Mapping[str, Any]
    keys: Keys
    faults: tuple[CellFault, ...] = ()
    missing: tuple[str, ...] = ()  # fields a new record cannot be without
    fill: Mapping[str, Any] = field(default_factory=dict)  # what a new record has where the file says nothing
    left_out: bool = False  # a person unticked it, or what it belongs to
    at_first: Mapping[str, Any] = field(default_factory=dict)  # what only a new record takes from the file
    guesses: tuple[Any, ...] = ()  # cells that were read as something that they do not quite say


@dataclass(frozen=True)
class KnownRecord:
    """A record that is already there."""

    id: int
    version: int
    keys: Keys
    values: Mapping[str, Any]


@dataclass(frozen=True)
class ImportStep:
    """What becomes of a row; `changes` are the values that would be written."""

    number: int
    outcome: RowOutcome
    target: KnownRecord | None = None
    changes: Mapping[str, Any] | None = None
    faults: tuple[CellFault, ...] = ()


def nothing_against(_record: KnownRecord, _changes: Mapping[str, Any]) -> tuple[CellFault, ...]:
    return ()


def nothing_against_new(_values: Mapping[str, Any]) -> tuple[CellFault, ...]:
    return ()


def plan(
    lines: Iterable[ImportedRow],
    deeds: Mapping[MatchRule, Deed],
    records: Iterable[KnownRecord],
    against: Callable[[KnownRecord, Mapping[str, Any]], tuple[CellFault, ...]] = nothing_against,
    often: bool = False,
    against_new: Callable[[Mapping[str, Any]], tuple[CellFault, ...]] = nothing_against_new,
) -> list[ImportStep]:
    """One step per line, in their order; `against` answers why a record may not be changed so, `against_new` why it
    may not be added so.

    A row that is wholly equal to a record it matches changes nothing, whatever was decided for its rule: the same
    file sent twice makes nothing twice. Of two rows of a file that are the same, the second is refused; `often`: a
    record may be spoken of again, as long as nothing else is said of it.
    """
    book = Book(records, often, against_new)
    return [book.step(line, deeds, against) for line in lines]


class Book:
    """The records by their keys, and the rows of the file that came before."""

    def __init__(self, records: Iterable[KnownRecord], often: bool, against_new: Any) -> None:
        self.often, self.against_new = often, against_new
        self.records: dict[tuple[MatchRule, str], list[KnownRecord]] = {}
        self.rows: dict[tuple[MatchRule, str], int] = {}
        self.targets: dict[int, int] = {}
        for record in records:
            for key in spread(record.keys):
                self.records.setdefault(key, []).append(record)

    def step(self, line: ImportedRow, deeds: Mapping[MatchRule, Deed], against: Any) -> ImportStep:
        step = self.judged(line, deeds, against)
        if step.outcome is not RowOutcome.refused:
            for key in spread(line.keys):
                self.rows.setdefault(key, line.number)
            if step.target:
                self.targets[step.target.id] = line.number
        return step

    def judged(self, line: ImportedRow, deeds: Mapping[MatchRule, Deed], against: Any) -> ImportStep:
        missing = [CellFault("missing", name) for name in line.missing]
        if line.left_out:
            return ImportStep(line.number, RowOutcome.skipped)
        if line.faults:
            return refused(line, *line.faults, *(missing if self.nobody(line) else ()))
        if twin := self.twin(line, deeds):
            return refused(line, CellFault("twin", about=str(twin)))
        matches = {rule: self.matching(line, rule) for rule in MatchRule}
        if same := next((record for record in chain(*matches.values()) if not differing(line, record)), None):
            return self.settled(line, RowOutcome.unchanged, same)
        for rule, records in matches.items():
            if records and deeds[rule] is Deed.skip:
                return ImportStep(line.number, RowOutcome.skipped, records[0])
            if records and deeds[rule] is Deed.update:
                return self.update(line, rule, records, against)
        return self.new(line, missing)

    def new(self, line: ImportedRow, missing: list[CellFault]) -> ImportStep:
        values = {**line.fill, **line.values, **line.at_first}
        faults = missing or self.against_new(values)
        return refused(line, *faults) if faults else ImportStep(line.number, RowOutcome.new, changes=values)

    def nobody(self, line: ImportedRow) -> bool:
        """Whether no record is there already: such a row would be a new one."""
        return not any(self.matching(line, rule) for rule in MatchRule)

    def update(self, line: ImportedRow, rule: MatchRule, records: list[KnownRecord], against: Any) -> ImportStep:
        if len(records) > 1:
            return refused(line, CellFault("several", about=str(len(records))))
        changes = differing(line, records[0])
        for name in SAME.get(rule, ()):
            changes.pop(name, None)  # however it is written: that of the record stays
        if not changes:
            return self.settled(line, RowOutcome.unchanged, records[0])
        faults = against(records[0], changes)
        return refused(line, *faults) if faults else self.settled(line, RowOutcome.changed, records[0], changes)

    def settled(self, line: ImportedRow, outcome: RowOutcome, target: KnownRecord, changes: Any = None) -> ImportStep:
        if target.id in self.targets and (changes or not self.often):
            return refused(line, CellFault("twin", about=str(self.targets[target.id])))
        return ImportStep(line.number, outcome, target, changes)

    def twin(self, line: ImportedRow, deeds: Mapping[MatchRule, Deed]) -> int | None:
        """The earlier row of the file that is the same, unless such rows are wanted as records of their own."""
        strict = (key for key in spread(line.keys) if deeds[key[0]] is not Deed.new)
        return next((self.rows[key] for key in strict if key in self.rows), None)

    def matching(self, line: ImportedRow, rule: MatchRule) -> list[KnownRecord]:
        keys = line.keys.get(rule, ())
        records = {record.id: record for key in keys for record in self.records.get((rule, key), ())}
        return [records[id] for id in sorted(records)]


def spread(keys: Keys) -> list[tuple[MatchRule, str]]:
    return [(rule, key) for rule in MatchRule for key in sorted(keys.get(rule, ()))]


def differing(line: ImportedRow, record: KnownRecord) -> dict[str, Any]:
    return {name: value for name, value in line.values.items() if record.values[name] != value}


def refused(line: ImportedRow, *faults: CellFault) -> ImportStep:
    return ImportStep(line.number, RowOutcome.refused, faults=faults)


class JudgedRow(Protocol):
    @property
    def outcome(self) -> RowOutcome: ...


def tally(steps: Iterable[JudgedRow]) -> dict[str, int]:
    """How many come to each outcome."""
    counted = Counter(step.outcome for step in steps)
    return {str(outcome): counted[outcome] for outcome in RowOutcome}


def product_keys(values: Mapping[str, Any], business: int | None) -> Keys:
    """By what a product of a business is known: its own code, and its name."""
    known = {MatchRule.code: code_key(values.get("code") or ""), MatchRule.name: folded(values.get("name") or "")}
    return {rule: frozenset({f"{business} {key}"} if key else ()) for rule, key in known.items()}


def contact_keys(values: Mapping[str, Any], supplier: Any) -> Keys:
    """By what a person at a supplier is known: name, mail, digits of the phone."""
    known = {
        MatchRule.name: folded(values.get("name") or ""),
        MatchRule.mail: folded(values.get("mail") or ""),
        MatchRule.phone: "".join(c for c in values.get("phone") or "" if c.isdigit()),
    }
    return {rule: frozenset({f"{supplier} {key}"} if key else ()) for rule, key in known.items()}


def quote_keys(values: Mapping[str, Any]) -> Keys:
    """A quote is what one supplier asked for one product on one day."""
    known = [values.get(name) for name in ("supplier", "product", "quoted_on")]
    return {MatchRule.name: frozenset({" ".join(map(str, known))} if all(known) else ())}


def supplier_keys(values: Mapping[str, Any]) -> Keys:
    """By what a supplier is known, from the values that are known of it."""
    names = {name_key(values.get("name") or ""), name_key(values.get("legal_name") or "")}
    return {
        MatchRule.code: frozenset({code_key(values.get("company_code") or "")} - {""}),
        MatchRule.name: frozenset(names - {""}),
        MatchRule.website: frozenset({website_host(values.get("website") or "")} - {""} - SHARED_HOSTS),
    }
