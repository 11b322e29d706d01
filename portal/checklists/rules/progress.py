"""How far a list is, how good it looks, and whether it lets the business move on: three separate things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.checklists.rules.items import OnFail
from portal.checklists.rules.judging import JudgedItem
from portal.core.rules.thresholds import Lookup, Result

CREDIT = {Result.passed: Decimal(1), Result.warned: Decimal("0.5"), Result.failed: Decimal(0)}
PASS_SCORE, WATCH_SCORE = "checklist.pass_score", "checklist.watch_score"


@dataclass(frozen=True)
class ItemTally:
    """Items that apply, and those of them that are answered. Completeness counts items; the score weighs them."""

    applicable: int
    answered: int
    score: Decimal | None  # 0 to 100 over what is answered, unrounded; None while nothing is

    @property
    def completeness(self) -> Decimal:
        """0 to 1; 1 where nothing applies."""
        return Decimal(self.answered) / self.applicable if self.applicable else Decimal(1)

    @property
    def complete(self) -> bool:
        return self.answered == self.applicable


@dataclass(frozen=True)
class ListVerdict:
    """Whether the must-haves let the list pass, and the codes of those that do not."""

    ok: bool
    failed: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class ListProgress:
    whole: ItemTally
    sections: dict[str, ItemTally]  # by section key, in the order met
    musts: ItemTally
    must_failed: tuple[str, ...]
    must_open: tuple[str, ...]
    stopped_by: tuple[str, ...]  # failed items that end the list

    @property
    def gate(self) -> ListVerdict:
        """Moving to the next stage: no must-have failed, none open. A warning does not fail."""
        return ListVerdict(not (self.must_failed or self.must_open), self.must_failed, self.must_open)


def progress(judged: Sequence[JudgedItem]) -> ListProgress:
    musts = [entry for entry in judged if entry.must]
    sections = list(dict.fromkeys(entry.item.section for entry in judged))
    return ListProgress(
        whole=tally(judged),
        sections={section: tally(entry for entry in judged if entry.item.section == section) for section in sections},
        musts=tally(musts),
        must_failed=codes(musts, Result.failed),
        must_open=codes(musts, Result.unknown),
        stopped_by=codes([entry for entry in judged if entry.item.on_fail is OnFail.stop], Result.failed),
    )


def tally(judged: Iterable[JudgedItem]) -> ItemTally:
    """Pass counts 1, warn 0.5, fail 0, by weight. Not applicable leaves the count; unknown only lowers completeness."""
    applicable = [entry for entry in judged if entry.result is not Result.not_applicable]
    answered = [entry for entry in applicable if entry.result is not Result.unknown]
    weights = sum(entry.item.weight for entry in answered)
    credit = sum((entry.item.weight * CREDIT[entry.result] for entry in answered), Decimal(0))
    return ItemTally(len(applicable), len(answered), 100 * credit / weights if weights else None)


def codes(judged: Iterable[JudgedItem], result: Result) -> tuple[str, ...]:
    return tuple(entry.item.code for entry in judged if entry.result is result)


def standing(reached: ListProgress, lookup: Lookup) -> Result:
    """The list in one word: must-haves first, then the score against the two lines of the policy.

    Unknown while a must-have is open or nothing is answered; failed when a must-have fails or the list was stopped.
    """
    if reached.must_failed or reached.stopped_by:
        return Result.failed
    score = reached.whole.score
    if reached.must_open or score is None:
        return Result.unknown
    if score >= Decimal(lookup(PASS_SCORE)):
        return Result.passed
    return Result.warned if score >= Decimal(lookup(WATCH_SCORE)) else Result.failed
