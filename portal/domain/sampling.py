"""A sample test template as it is published: what is measured, how, and what each figure must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from portal.domain.checklists import Section, section_from
from portal.domain.plain import Entry, encoded, unique
from portal.domain.rules import ORDERED, Comparator, Op
from portal.domain.wording import Text

MEASURE_OPS = (*ORDERED, Op.equal)


class Kind(StrEnum):
    physical = "physical"
    digital = "digital"


class Severity(StrEnum):
    critical = "critical"
    major = "major"
    minor = "minor"


class FilledBy(StrEnum):
    person = "person"
    record = "record"  # taken from data already entered, once for the sample


class LimitFrom(StrEnum):
    """Whose limit comes first; the template's own is the fallback."""

    default = "default"
    spec_first = "spec_first"  # the product's specification
    promise_first = "promise_first"  # the supplier's promise
    law_first = "law_first"  # the legal limit


class Unit(StrEnum):
    """Percentages are 0 to 100 here (as people read them off), scores 1 to 5, yes_no 1 or 0."""

    yes_no = "yes_no"
    score = "score"
    percent = "percent"
    per_unit = "per_unit"
    counted = "count"
    cycle = "cycle"
    delta_e = "delta_e"
    second = "second"
    minute = "minute"
    hour = "hour"
    day = "day"


@dataclass(frozen=True, kw_only=True)
class Measure:
    key: str
    op: Op
    value: Decimal
    unit: Unit
    label: Text | None = None

    def holds(self, figure: Decimal, limit: Decimal) -> bool:
        """Whether a figure keeps to a limit, in the measure's unit."""
        return Comparator(self.op, limit).holds(figure, lambda key: limit)


@dataclass(frozen=True, kw_only=True)
class Criterion:
    code: str  # stable across versions
    group: str
    text: Text
    how: Text
    severity: Severity
    required: bool
    filled_by: FilledBy
    limit_from: LimitFrom
    measures: tuple[Measure, ...]  # all must hold
    applies_when: str | None = None  # key of a condition


@dataclass(frozen=True, kw_only=True)
class SampleTemplate:
    key: str
    title: Text
    purpose: Text
    version: int
    kind: Kind
    groups: tuple[Section, ...]
    criteria: tuple[Criterion, ...]

    def criterion(self, code: str) -> Criterion:
        """KeyError if the template has no such criterion."""
        return {one.code: one for one in self.criteria}[code]

    def to_json(self) -> dict[str, Any]:
        """The whole template as a JSON-able table, the same shape as its content file; `from_json` reads it back."""
        table: dict[str, Any] = encoded(self)
        return table

    @classmethod
    def from_json(cls, data: object, where: str = "sample template") -> SampleTemplate:
        """Raises Malformed, naming `where` and the criterion."""
        return template_from(Entry(data, where))


def template_from(entry: Entry) -> SampleTemplate:
    template = SampleTemplate(
        key=entry.string("key"),
        title=entry.text("title"),
        purpose=entry.text("purpose"),
        version=entry.whole("version", 1, 10_000),
        kind=entry.one_of("kind", Kind),
        groups=tuple(section_from(group) for group in entry.tables("groups")),
        criteria=tuple(criterion_from(criterion) for criterion in entry.tables("criteria")),
    )
    entry.end()
    unique(entry, "group", [group.key for group in template.groups])
    unique(entry, "criterion", [criterion.code for criterion in template.criteria])
    groups = {group.key for group in template.groups}
    if lost := [criterion.code for criterion in template.criteria if criterion.group not in groups]:
        raise entry.wrong(f"no such group: {', '.join(lost)}")
    return template


def criterion_from(entry: Entry) -> Criterion:
    criterion = Criterion(
        code=entry.string("code"),
        group=entry.string("group"),
        text=entry.text("text"),
        how=entry.text("how"),
        severity=entry.one_of("severity", Severity),
        required=entry.flag("required"),
        filled_by=entry.one_of("filled_by", FilledBy),
        limit_from=entry.one_of("limit_from", LimitFrom),
        measures=tuple(measure_from(measure) for measure in entry.tables("measures")),
        applies_when=entry.optional("applies_when"),
    )
    entry.end()
    unique(entry, "measure", [measure.key for measure in criterion.measures])
    if not criterion.measures:
        raise entry.wrong("needs a measure")
    return criterion


def measure_from(entry: Entry) -> Measure:
    measure = Measure(
        key=entry.string("key"),
        op=entry.one_of("op", Op),
        value=entry.number("value"),
        unit=entry.one_of("unit", Unit),
        label=entry.text("label") if entry.has("label") else None,
    )
    entry.end()
    if measure.op not in MEASURE_OPS:
        raise entry.wrong(f"a figure cannot be tested with {measure.op}")
    return measure
