"""The path of a supplier: eight lists from a need to full volume, a gate behind each, and what lies across it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from portal.checklists.rules.progress import OPENING
from portal.core.rules.thresholds import Result
from portal.suppliers.rules.pipeline import PATH, Status


class PathStep(StrEnum):
    """The lists, in their order; each value is the key of its list."""

    needs = "needs"
    screening = "screening"
    contact = "contact"
    sample = "sample"
    agreement = "agreement"
    docking = "docking"
    trial = "trial"
    rampup = "rampup"

    @property
    def place(self) -> int:
        """0 for the first step."""
        return ORDER.index(self)

    @property
    def following(self) -> PathStep | None:
        return next(iter(ORDER[self.place + 1 :]), None)


ORDER = tuple(PathStep)
# Lists about the goods a need asks for; the others are about the supplier, whatever it is looked at for.
BY_NEED = frozenset({PathStep.needs, PathStep.contact, PathStep.sample, PathStep.trial})

# The steps at which a supplier of this status is expected to be; None: past the last one.
EXPECTED: dict[Status, tuple[PathStep | None, ...]] = {
    Status.candidate: (PathStep.needs, PathStep.screening),
    Status.screening: (PathStep.screening,),
    Status.contacted: (PathStep.contact,),
    Status.sampling: (PathStep.sample,),
    Status.negotiating: (PathStep.agreement,),
    Status.trial: (PathStep.docking, PathStep.trial),
    Status.active: (PathStep.rampup, None),
}


class TakenFrom(StrEnum):
    """Where a supplier was taken over from, instead of passing its gates."""

    file = "file"  # the list of an import said so
    bulk = "bulk"  # somebody set the status of many at once


@dataclass(frozen=True)
class Spot:
    """Where a list belongs: to a supplier, to a need, or to a supplier looked at for a need."""

    step: PathStep
    supplier: int | None
    need: int | None

    @classmethod
    def of(cls, step: PathStep, supplier: int | None, need: int | None) -> Spot:
        """The list of a step on the path of a supplier for a need; `need` None: for none in particular."""
        return cls(step, None if step is PathStep.needs else supplier, need if step in BY_NEED else None)


def entry_step(status: Status) -> PathStep | None:
    """The first step at which a supplier of this status is expected; None: the status says nothing of the path."""
    return next(iter(EXPECTED.get(status, ())), None)


def outrun(status: Status, step: PathStep) -> bool:
    """Whether a supplier that was taken over at a step is not there any more: put before it, or retired.

    A pause decides nothing about the way so far.
    """
    entry = entry_step(status)
    return status is Status.retired or (entry is not None and entry.place < step.place)


def skipped_steps(step: PathStep | None) -> tuple[PathStep, ...]:
    """The steps before this one on a path for no need in particular: which need was meant nobody said."""
    return tuple(before for before in ORDER[1:] if step is not None and before.place < step.place)


def covered(supplier: int, step: PathStep | None) -> list[Spot]:
    """The places of the gates that lie behind a supplier taken over at a step.

    Lists about the supplier lie behind it whatever it is looked at for; those about goods only where no need is
    meant, so that a sample of other goods is never taken over.
    """
    return [Spot.of(before, supplier, None) for before in skipped_steps(step)]


@dataclass(frozen=True)
class StepMark:
    """A step as the bar shows it."""

    step: PathStep
    passed: Any  # the passing of its gate, as the caller keeps it; None: not passed
    current: bool
    against: int = 0  # answers of its list that the records contradict


@dataclass(frozen=True)
class Path:
    """The way of one supplier for one need, or for none in particular. `passed`: the gates passed, by their place;
    `against`: how many answers of the list there the records contradict.

    Without a need the path begins at the screening. Without a supplier it is the first list of a need alone.
    """

    supplier: int | None
    need: int | None
    passed: Mapping[Spot, Any]
    against: Mapping[Spot, int] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[PathStep, ...]:
        return ORDER if self.need is not None else ORDER[1:]

    def spot(self, step: PathStep) -> Spot:
        return Spot.of(step, self.supplier, self.need)

    def passage(self, step: PathStep) -> Any:
        return self.passed.get(self.spot(step))

    @property
    def open_step(self) -> PathStep | None:
        """The first step whose gate nobody passed; None: all are."""
        return next((step for step in self.steps if self.passage(step) is None), None)

    def earlier(self, step: PathStep) -> tuple[PathStep, ...]:
        """Steps before this one whose gate is not passed."""
        return tuple(before for before in self.steps if before.place < step.place and self.passage(before) is None)

    @property
    def begun(self) -> bool:
        """Whether a gate lies behind the supplier that lies behind it on no other path."""
        return any(self.passage(step) is not None for step in self.steps if step in BY_NEED)

    @property
    def marks(self) -> tuple[StepMark, ...]:
        at = self.open_step
        return tuple(
            StepMark(step, self.passage(step), step is at, self.against.get(self.spot(step), 0)) for step in self.steps
        )

    @property
    def last(self) -> Any:
        """The passing of the furthest gate; None before the first."""
        return next((mark.passed for mark in reversed(self.marks) if mark.passed is not None), None)


def at_each(steps: Iterable[PathStep | None]) -> list[tuple[PathStep | None, int]]:
    """How many stand at each step, in their order; None: past the last gate. Steps where nobody stands are left out."""
    numbers = Counter(steps)
    return [(step, numbers[step]) for step in (*ORDER, None) if numbers[step]]


class Lag(StrEnum):
    """How the status that people set and the lists disagree."""

    lists_behind = "lists_behind"
    status_behind = "status_behind"


def disagreement(status: Status, at: PathStep | None) -> Lag | None:
    """None where they agree, and for a supplier that is paused or retired."""
    expected = EXPECTED.get(status)
    if expected is None or at in expected:
        return None
    reached = len(ORDER) if at is None else at.place
    first = len(ORDER) if expected[0] is None else expected[0].place
    return Lag.lists_behind if reached < first else Lag.status_behind


def proposed(status: Status, sampled: bool, agreed: bool) -> Status | None:
    """The next status of a supplier whose records are further than it; None: they are not.

    `sampled`: a sample of it passed; `agreed`: an agreement with it is in force. A passed sample is worth talking
    about, with an agreement an order on trial; an agreement alone proves nothing of the goods.
    """
    reached = (Status.trial if agreed else Status.negotiating) if sampled else Status.candidate
    if status not in PATH or PATH.index(status) >= PATH.index(reached):
        return None
    return PATH[PATH.index(status) + 1]


def lets(to: Status, at: PathStep | None) -> bool:
    """Whether the gates a supplier passed are enough for this status; `at`: where it stands."""
    return disagreement(to, at) is not Lag.lists_behind


def stalled(since: date, today: date, most_days: int) -> bool:
    """More than `most_days` days at one step."""
    return (today - since).days > most_days


class GateBar(StrEnum):
    """Why a gate stays shut."""

    banned = "banned"  # its category: for everybody
    serious = "serious"  # word of mouth of a court, fraud or a sanction that nobody answered: for everybody
    not_started = "not_started"
    earlier = "earlier"  # a gate before this one is not passed
    must_haves = "must_haves"  # an admin passes them with a reason
    score = "score"  # too low, or none yet: the same


def barred(
    met: bool | None,
    score: Result,
    earlier: Collection[PathStep],
    banned: Collection[str],
    forced: bool,
    serious: bool = False,
) -> GateBar | None:
    """What keeps the gate behind a list shut; None lets through.

    `met`: every must-have is, with the note or file it needs; None before the list is started. `score`: of the list;
    between the two lines of the policy it shuts nothing, but wants a reason. `earlier`: steps before it that are not
    passed. `banned`: the supplier's categories nobody here may buy. `serious`: a serious note waits for an answer.
    `forced`: an admin gives a reason.
    """
    if banned:
        return GateBar.banned
    if serious:
        return GateBar.serious
    if met is None:
        return GateBar.not_started
    if earlier:
        return GateBar.earlier
    if forced:
        return None
    if not met:
        return GateBar.must_haves
    return None if score in OPENING else GateBar.score
