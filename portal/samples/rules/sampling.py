"""A sample test template as it is published: what is measured, how, and what each figure must keep to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

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
    own = "own"  # as the team writes it: see Measure.sign


@dataclass(frozen=True, kw_only=True)
class Measure:
    key: str
    op: Op
    value: Decimal
    unit: Unit
    label: Text | None = None
    most: Decimal | None = None  # the other end, where `value` is the least
    sign: str | None = None  # of a unit of the team's own

    def __post_init__(self) -> None:
        refuse({f"a figure cannot be tested with {self.op}": self.op not in MEASURE_OPS})

    def holds(self, figure: Decimal, limit: Decimal) -> bool:
        """Whether a figure keeps to a limit, in the measure's unit."""
        return compares(self.op, figure, limit) and (self.most is None or figure <= self.most)


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


class OwnWay(StrEnum):
    """How a test of the team's own is answered."""

    number = "number"
    yes_no = "yes_no"
    score = "score"  # 1 to 5


OWN = "T"  # what the code of an own test begins with; no shipped one does
OWN_GROUP = Section("own", Text("自有测试项", "Own tests"))
FIGURE = "figure"  # the key of its one measure
MOST_OWN = 30  # in one sample or category


@dataclass(frozen=True, kw_only=True)
class OwnTest:
    """A test the team thought of. A sample keeps its own copies, those taken off included: their codes stay taken."""

    name: str
    way: OwnWay
    unit: str = ""  # of a number
    least: Decimal | None = None  # of a number or a score
    most: Decimal | None = None  # of a number
    expected: bool = True  # of yes or no
    how: str = ""
    severity: Severity
    code: str = ""
    version: int = 1
    removed: bool = False

    def __post_init__(self) -> None:
        limited = self.way is OwnWay.yes_no or self.least is not None or self.most is not None
        refuse({"needs a limit": not limited})

    @classmethod
    def of(cls, about: Mapping[str, Any]) -> Self:
        """What people say of it, by OWN_FIELDS, as a form or a row has it."""
        return cls(**{**about, "way": OwnWay(about["way"]), "severity": Severity(about["severity"])})

    @property
    def about(self) -> dict[str, Any]:
        """What people say of it."""
        return {name: getattr(self, name) for name in OWN_FIELDS}

    @property
    def criterion(self) -> SampleCriterion:
        """The same as the sheet holds it."""
        return SampleCriterion(
            code=self.code,
            group=OWN_GROUP.key,
            text=Text(self.name, self.name),
            how=Text(self.how, self.how),
            severity=self.severity,
            required=True,
            filled_by=FilledBy.person,
            limit_from=LimitFrom.default,
            measures=(self.measure,),
        )

    @property
    def measure(self) -> Measure:
        if self.way is OwnWay.yes_no:
            return Measure(key=FIGURE, op=Op.equal, value=Decimal(self.expected), unit=Unit.yes_no)
        unit = Unit.score if self.way is OwnWay.score else Unit.own
        if self.least is None:
            return Measure(key=FIGURE, op=Op.at_most, value=self.most or Decimal(0), unit=unit, sign=self.unit)
        return Measure(key=FIGURE, op=Op.at_least, value=self.least, unit=unit, most=self.most, sign=self.unit)

    def same_as(self, other: OwnTest) -> bool:
        """Whether both measure the same thing in the same way, whatever their limits are."""
        return (self.name, self.way, self.unit) == (other.name, other.way, other.unit)


OWN_FIELDS = tuple(part.name for part in fields(OwnTest) if part.name not in {"code", "version", "removed"})


def renumbered(tests: Iterable[OwnTest]) -> tuple[OwnTest, ...]:
    """The tests that stand, as a new sample begins with them."""
    standing = [test for test in tests if not test.removed]
    return tuple(replace(test, code=f"{OWN}{place}", version=1) for place, test in enumerate(standing, 1))


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

    def adapted(self, own: Iterable[OwnTest], left_out: Collection[str]) -> SampleTemplate:
        """The sheet of one sample: without the criteria it leaves out, and with its own ones behind the others."""
        added = tuple(test.criterion for test in own if not test.removed)
        if not added and not left_out:
            return self
        kept = tuple(criterion for criterion in self.criteria if criterion.code not in left_out)
        groups = (*self.groups, OWN_GROUP) if added else self.groups
        return replace(self, groups=groups, criteria=(*kept, *added))

    def to_json(self) -> dict[str, Any]:
        """The whole template as a JSON-able table, the same shape as its content file; `from_json` reads it back."""
        table: dict[str, Any] = encoded(self)
        return table

    @classmethod
    def from_json(cls, data: object, where: str = "sample template") -> SampleTemplate:
        """Raises Malformed, naming `where` and the criterion."""
        return read(cls, data, where)
