"""A sample test template as it is published: what is measured, how, and what each figure must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from portal.checklists.rules.checklists import Section
from portal.checklists.rules.conditions import Known, met
from portal.core.rules.plain_data import Between, encoded, read, refuse, unique
from portal.core.rules.thresholds import ORDERED, Op, compares
from portal.core.rules.wording import Text

MEASURE_OPS = (*ORDERED, Op.equal)


class GoodsKind(StrEnum):
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
    """The source whose limit comes first; the template's own is the fallback."""

    default = "default"
    spec_first = "spec_first"  # the product's specification
    promise_first = "promise_first"  # the supplier's promise
    law_first = "law_first"  # the legal limit


class Unit(StrEnum):
    """The unit of a figure. Percentages are 0 to 100 here (as people read them off), scores 1 to 5, yes_no 1 or 0."""

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

    def __post_init__(self) -> None:
        refuse({f"a figure cannot be tested with {self.op}": self.op not in MEASURE_OPS})

    def holds(self, figure: Decimal, limit: Decimal) -> bool:
        """Whether a figure keeps to a limit, in the measure's unit."""
        return compares(self.op, figure, limit)


@dataclass(frozen=True, kw_only=True)
class SampleCriterion:
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

    def __post_init__(self) -> None:
        unique("measure", (measure.key for measure in self.measures))
        refuse({"needs a measure": not self.measures})


@dataclass(frozen=True, kw_only=True)
class SampleTemplate:
    key: str
    title: Text
    purpose: Text
    version: Annotated[int, Between(1, 10_000)]
    kind: GoodsKind
    groups: tuple[Section, ...]
    criteria: tuple[SampleCriterion, ...]

    def __post_init__(self) -> None:
        unique("group", (group.key for group in self.groups))
        unique("criterion", (criterion.code for criterion in self.criteria))
        groups = {group.key for group in self.groups}
        lost = [criterion.code for criterion in self.criteria if criterion.group not in groups]
        refuse({f"no such group: {', '.join(lost)}": bool(lost)})

    def applying(self, known: Known) -> tuple[SampleCriterion, ...]:
        """The criteria that a product of which this is known is tested on."""
        return tuple(criterion for criterion in self.criteria if met(criterion.applies_when, known))

    def criterion(self, code: str) -> SampleCriterion:
        """The criterion of a code. KeyError if the template has none."""
        return {criterion.code: criterion for criterion in self.criteria}[code]

    def to_json(self) -> dict[str, Any]:
        """The whole template as a JSON-able table, the same shape as its content file; `from_json` reads it back."""
        table: dict[str, Any] = encoded(self)
        return table

    @classmethod
    def from_json(cls, data: object, where: str = "sample template") -> SampleTemplate:
        """Raises Malformed, naming `where` and the criterion."""
        return read(cls, data, where)
