"""The facts a sample test rests on, plain values, and what its records alone say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.samples.rules.sampling import OwnTest

MARKS = 3  # an outside tester gives
LEAST_PEOPLE = 3  # outside testers whose mean says something (PH16)


@dataclass(frozen=True)
class BatchLine:
    key: int
    number: str
    received_on: date | None = None
    note: str = ""
    version: int = 1


@dataclass(frozen=True)
class TesterLine:
    key: int
    name: str
    due_on: date | None = None
    done: bool = False

    def late(self, today: date) -> bool:
        return not self.done and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class SampleCell:
    """The cell of one tester for one criterion in one batch."""

    batch: int
    code: str
    tester: int
    name: str  # of the tester
    values: Mapping[str, Decimal]
    note: str = ""
    version: int = 1


@dataclass(frozen=True)
class Outside:
    """The answers of people outside the team, in marks of 1 to 5: each gives three, for quality, use and packing."""

    people: int
    total: int  # of all their marks
    lowest: int  # of the three marks together that one person gave

    @property
    def mean(self) -> Decimal:
        """The mean of all marks, 1 to 5; ZeroDivisionError without people."""
        return Decimal(self.total) / (MARKS * self.people)


@dataclass(frozen=True, kw_only=True)
class SampleFacts:
    """The facts of a test, plain values: `freeze` keeps them, `thaw` brings them back."""

    supplier: str
    product: str
    promised_on: date | None
    received_on: date | None
    batches: tuple[BatchLine, ...] = ()
    testers: tuple[TesterLine, ...] = ()
    cells: tuple[SampleCell, ...] = ()
    known: Mapping[str, bool] = field(default_factory=dict)  # conditions
    limits: Mapping[str, Decimal] = field(default_factory=dict)  # own ones, see measuring.OwnLimits
    policy: Mapping[str, Decimal] = field(default_factory=dict)  # the settings named in POLICY
    outside: Outside | None = None  # None where it does not count
    own: tuple[OwnTest, ...] = ()  # tests of the team's own
    left_out: Mapping[str, str] = field(default_factory=dict)  # code of a shipped criterion -> why it is not tested


def late_days(facts: SampleFacts) -> Decimal | None:
    """Days between the day a sample was promised for and its receipt; below 0 when it came early."""
    if facts.promised_on is None or facts.received_on is None:
        return None
    return Decimal((facts.received_on - facts.promised_on).days)


def enough(facts: SampleFacts) -> Outside | None:
    """The answers of outside testers, from three people on: of fewer the mean says nothing."""
    return facts.outside if facts.outside is not None and facts.outside.people >= LEAST_PEOPLE else None


def mean_mark(facts: SampleFacts) -> Decimal | None:
    """Mean of all marks of outside testers, 1 to 5."""
    outside = enough(facts)
    return outside.mean if outside else None


def lowest_mark(facts: SampleFacts) -> Decimal | None:
    """The mean mark of the outside tester who liked it least, 1 to 5."""
    outside = enough(facts)
    return Decimal(outside.lowest) / MARKS if outside else None


def conditions(worn_or_eaten: bool, colour_matters: bool, powered: bool) -> dict[str, bool]:
    """What is known of a product, by the condition the criteria name."""
    return {"body_contact_or_food": worn_or_eaten, "colour_critical": colour_matters, "powered_goods": powered}
