"""How far a list is, how good it looks, and whether it lets the business move on: three separate things."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from portal.checklists.rules.items import OnFail
from portal.checklists.rules.judging import JudgedItem
from portal.core.rules.thresholds import Lookup, Result

CREDIT = {Result.passed: Decimal(1), Result.warned: Decimal("0.5"), Result.failed: Decimal(0)}
SCORE_MARK = "score:"  # before a score among the codes that stood in the way
PASS_SCORE, WATCH_SCORE = "checklist.pass_score", "checklist.watch_score"


@dataclass(frozen=True)
class ItemTally:
    """Items that apply, and those of them that are answered. Completeness counts items; the score weighs them."""

    applicable: int
    answered: int  # without those the records contradict
    score: Decimal | None  # 0 to 100 over what is judged, unrounded; None while nothing is
    judged: int  # how many the score rests on

    @property
    def completeness(self) -> Decimal:
        """0 to 1; 1 where nothing applies."""
        return Decimal(self.answered) / self.applicable if self.applicable else Decimal(1)

    @property
    def complete(self) -> bool:
        return self.answered == self.applicable


@dataclass(frozen=True)
class ListVerdict:
    """Whether the must-haves let the list pass, and the codes of those that do not, each once."""

    ok: bool
    failed: tuple[str, ...]
    open: tuple[str, ...]
    contradicted: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        return self.contradicted + self.failed + self.open


@dataclass(frozen=True)
class ListProgress:
    whole: ItemTally
    sections: dict[str, ItemTally]  # by section key, in the order met
    musts: ItemTally
    must_failed: tuple[str, ...]
    must_open: tuple[str, ...]
    stopped_by: tuple[str, ...]  # failed items that end the list
    contradicted: tuple[str, ...] = ()  # answers the records contradict, without a reason
    must_contradicted: tuple[str, ...] = ()

    @property
    def gate(self) -> ListVerdict:
        """Moving to the next stage: no must-have failed, none open, none contradicted. A warning does not fail."""
        against = set(self.contradicted)
        failed, still_open = (
            tuple(code for code in codes if code not in against) for codes in (self.must_failed, self.must_open)
        )
        stands = not (self.must_contradicted or failed or still_open)
        return ListVerdict(stands, failed, still_open, self.must_contradicted)

    @property
    def musts_met(self) -> int:
        return self.musts.applicable - len(self.gate.codes)


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
        contradicted=tuple(entry.item.code for entry in judged if entry.contradicted),
        must_contradicted=tuple(entry.item.code for entry in musts if entry.contradicted),
    )


def tally(judged: Iterable[JudgedItem]) -> ItemTally:
    """Pass counts 1, warn 0.5, fail 0, by weight. Not applicable leaves the count; unknown only lowers completeness.

    So does an answer that the records contradict: it counts in the score as the worse of the two, and as answered
    once somebody said why it differs.
    """
    entries = list(judged)
    applicable = [entry for entry in entries if entry.result is not Result.not_applicable or entry.contradicted]
    scored = [entry for entry in applicable if entry.result in CREDIT]
    settled = [entry for entry in applicable if entry.result is not Result.unknown and not entry.contradicted]
    weights = sum(entry.item.weight for entry in scored)
    credit = sum((entry.item.weight * CREDIT[entry.result] for entry in scored), Decimal(0))
    return ItemTally(len(applicable), len(settled), 100 * credit / weights if weights else None, len(scored))


def codes(judged: Iterable[JudgedItem], result: Result) -> tuple[str, ...]:
    return tuple(entry.item.code for entry in judged if entry.result is result)


OPENING = (Result.passed, Result.warned)  # results of a score that open a gate, the second with a reason


@dataclass(frozen=True)
class ListScore:
    """The score of a list held against the two lines of the policy: the other half of its gate."""

    score: Decimal | None  # 0 to 100, unrounded; None while nothing that applies is answered
    answered: int  # how many it rests on
    applicable: int
    pass_line: Decimal
    watch_line: Decimal

    @classmethod
    def of(cls, reached: ListProgress, lookup: Lookup) -> ListScore:
        whole = reached.whole
        lines = (Decimal(lookup(key)) for key in (PASS_SCORE, WATCH_SCORE))
        return cls(whole.score, whole.judged, whole.applicable, *lines)

    @property
    def whole_tenths(self) -> Decimal | None:
        """As it is written: cut to one place, so that it never reads as a line it does not reach."""
        return None if self.score is None else self.score.quantize(Decimal("0.1"), ROUND_FLOOR).normalize() + 0

    @property
    def mark(self) -> tuple[str, ...]:
        """What is kept of it where somebody goes on although it is too low; `kept_score` reads it."""
        if self.result is Result.passed:
            return ()
        return (f"{SCORE_MARK}{'' if self.whole_tenths is None else f'{self.whole_tenths:f}'}/{self.pass_line:f}",)

    @property
    def result(self) -> Result:
        """From the pass line on the list opens its gate; between the lines people say why it goes on; below, or
        without a score, it is mended first."""
        if self.score is None:
            return Result.unknown
        if self.score >= self.pass_line:
            return Result.passed
        return Result.warned if self.score >= self.watch_line else Result.failed


def kept_score(mark: str) -> tuple[str, str] | None:
    """The score (empty: none) and the line it did not reach; None for the code of an item."""
    if not mark.startswith(SCORE_MARK):
        return None
    score, _slash, line = mark.removeprefix(SCORE_MARK).partition("/")
    return score, line
