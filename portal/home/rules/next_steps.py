"""What should be done next, and why: a closed list of rules over what is on file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from portal.actions.rules import Todo, TodoKind
from portal.path.rules import proposed
from portal.suppliers.rules.pipeline import PATH, Status

SHOWN = 5  # more than this nobody begins in a day
EACH = 2  # of a rule: the others shall be seen too
ENOUGH = 2  # suppliers between whom one can choose
ON_THE_WAY = PATH[: PATH.index(Status.trial)]
TEAM = 0  # the subject of a step that is about the whole team


class StepRule(StrEnum):
    """In the order of what they hold up: the order of a product, a choice, one supplier, a paper."""

    sample = "sample"  # a product is quoted by several, and nobody's was tried
    freight = "freight"  # prices cannot be compared while freight is missing
    move = "move"  # all is there but the move itself
    agreement = "agreement"  # a sample passed, and nothing is agreed
    licence = "licence"  # suppliers without a licence on file
    second_sample = "second_sample"  # only one of several was tried
    single = "single"  # only one supplier quotes it

    @property
    def place(self) -> int:
        return tuple(StepRule).index(self)


@dataclass(frozen=True)
class CheapOffer:
    """A quote nobody has a sample for yet. `micros`: its unit price; None where it is not in the team's money."""

    quote: int
    supplier: int
    name: str
    micros: int | None


@dataclass(frozen=True)
class ProductStanding:
    """A product over the quotes that hold today, one of each supplier that is neither paused nor retired."""

    id: int
    name: str
    units: int  # at which the prices hold
    quoting: int
    lacking: int  # of them, without freight
    sampled: int  # suppliers with a sample of it, whatever became of it
    cheapest: tuple[CheapOffer, ...] = ()  # at most two, of those who sell so many and were not tried
    wanted: int = 0  # units, as many as are sold in a month; other than `units` where nobody sells so many or so few


@dataclass(frozen=True)
class ProvenStanding:
    """A supplier of which a sample passed, and how it stands with agreements."""

    id: int
    name: str
    status: Status
    sample: int  # the one that passed last
    passed_on: date
    binding: int  # agreements in force
    coming: int  # written or sent, or signed and not begun
    banned: bool = False  # in a category nobody here may buy


@dataclass(frozen=True)
class PutOff:
    """Somebody wants to see a step again on the day `until`."""

    id: int
    rule: str
    subject: int
    until: date
    reason: str
    by: str


@dataclass(frozen=True)
class StepFacts:
    products: Sequence[ProductStanding] = ()
    suppliers: Sequence[ProvenStanding] = ()
    unlicensed: int = 0  # suppliers in work without a licence on file
    put_off: Sequence[PutOff] = ()


@dataclass(frozen=True)
class OpenStep:
    rule: StepRule
    subject: int  # a product or a supplier; TEAM
    name: str = ""
    number: int = 1  # how many wait for it
    of: int = 0  # out of how many
    units: int = 0
    wanted: int = 0  # units that nobody sells, instead of which `units` are looked at
    offers: tuple[CheapOffer, ...] = ()
    sample: int = 0
    day: date | None = None
    status: Status | None = None
    to: Status | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.rule, self.subject


@dataclass(frozen=True)
class StepList:
    steps: tuple[OpenStep, ...] = ()
    waiting: tuple[tuple[OpenStep, PutOff], ...] = field(default=())  # put off, the one that comes back first on top


def next_steps(facts: StepFacts, todos: Collection[Todo], today: date) -> StepList:
    """What holds and is not on the list of what is to be done anyway: what blocks most first."""
    busy = in_hand(todos)
    steps = sorted((step for step in holding(facts) if (step.rule, step.name) not in busy), key=weight)
    until = {(mark.rule, mark.subject): mark for mark in sorted(facts.put_off, key=lambda mark: mark.id)}
    until = {key: mark for key, mark in until.items() if mark.until > today}
    waiting = [(step, until[step.key]) for step in steps if step.key in until]
    return StepList(
        few_of_each([step for step in steps if step.key not in until]),
        tuple(sorted(waiting, key=lambda pair: (pair[1].until, weight(pair[0])))),
    )


def weight(step: OpenStep) -> tuple[int, int, str, int]:
    return step.rule.place, -step.number, step.name, step.subject


def few_of_each(steps: Sequence[OpenStep]) -> tuple[OpenStep, ...]:
    """At most SHOWN, and EACH of a rule."""
    of_rule = {rule: [step for step in steps if step.rule is rule][:EACH] for rule in StepRule}
    return tuple(step for group in of_rule.values() for step in group)[:SHOWN]


def in_hand(todos: Collection[Todo]) -> set[tuple[StepRule, str]]:
    """Rule and name of what a to-do asks for already, or what it must be done before."""
    busy = set()
    for todo in todos:
        if todo.kind is TodoKind.quote:  # a second price has run out, and is to be asked for again
            busy.add((StepRule.single, todo.about))
        if todo.kind in (TodoKind.clauses, TodoKind.renewal):
            busy |= {(StepRule.move, todo.title), (StepRule.agreement, todo.title)}
    return busy


def holding(facts: StepFacts) -> Iterator[OpenStep]:
    for product in facts.products:
        yield from of_product(product)
    for supplier in facts.suppliers:
        yield from of_supplier(supplier)
    if facts.unlicensed:
        yield OpenStep(StepRule.licence, TEAM, number=facts.unlicensed)


def of_product(product: ProductStanding) -> Iterator[OpenStep]:
    about: dict[str, Any] = {"subject": product.id, "name": product.name, "of": product.quoting, "units": product.units}
    if product.quoting < ENOUGH:
        yield OpenStep(StepRule.single, **about)
        return
    if product.sampled < ENOUGH and product.cheapest:
        rule = StepRule.second_sample if product.sampled else StepRule.sample
        offers = product.cheapest[: ENOUGH - product.sampled]
        wanted = product.wanted if product.wanted != product.units else 0
        yield OpenStep(rule, number=product.quoting, offers=offers, wanted=wanted, **about)
    if product.lacking:
        yield OpenStep(StepRule.freight, number=product.lacking, **about)


def of_supplier(supplier: ProvenStanding) -> Iterator[OpenStep]:
    """Nothing is agreed with, and nothing bought from, a supplier in a banned category."""
    if supplier.banned:
        return
    about: dict[str, Any] = {
        "subject": supplier.id,
        "name": supplier.name,
        "sample": supplier.sample,
        "day": supplier.passed_on,
    }
    if supplier.binding and (to := proposed(supplier.status, sampled=True, agreed=True)):
        yield OpenStep(StepRule.move, status=supplier.status, to=to, **about)
    if not supplier.binding and not supplier.coming:
        yield OpenStep(StepRule.agreement, status=supplier.status, **about)
