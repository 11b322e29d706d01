"""A whole sample test: every criterion over its batches and testers, and the verdict the rule proposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from portal.checklists.rules.conditions import Known
from portal.core.rules.thresholds import Lookup, Result
from portal.samples.rules.measuring import Key, OwnLimits, SampleReading, Spread, judge_reading, spreads, together
from portal.samples.rules.sampling import SampleCriterion, SampleTemplate, Severity

MAJOR_WEIGHT, MINOR_WEIGHT = "verdict.major_weight", "verdict.minor_weight"
PASS_SCORE, RETEST_SCORE = "verdict.sample_pass", "verdict.sample_retest"


class SampleVerdict(StrEnum):
    passed = "pass"
    retest = "retest"
    drop = "drop"


class VerdictReason(StrEnum):
    critical_failed = "critical_failed"  # drop
    no_batch = "no_batch"  # nothing to judge
    not_finished = "not_finished"  # a required criterion is open
    batch_untested = "batch_untested"  # a batch nobody has looked at
    major_failed = "major_failed"  # retest with a new batch
    critical_left_out = "critical_left_out"  # would pass, but for what is not tested
    failed_left_out = "failed_left_out"  # would pass, but for what had failed before it was left out
    failed_taken_off = "failed_taken_off"  # the same for an own test that was taken off
    score_passes = "score_passes"
    score_retest = "score_retest"
    score_drops = "score_drops"


@dataclass(frozen=True)
class CriterionRow:
    """One criterion that applies."""

    criterion: SampleCriterion
    result: Result
    by_batch: Mapping[Key, Result]
    by_tester: Mapping[Key, Result]
    disagreements: tuple[Key, ...]  # batches in which one tester passes it and another fails it
    spreads: tuple[Spread, ...]


@dataclass(frozen=True)
class VoteCount:
    passed: int
    failed: int
    unknown: int


@dataclass(frozen=True)
class ResultSheet:
    rows: tuple[CriterionRow, ...]
    batches: Mapping[Key, VoteCount]  # over the criteria
    testers: Mapping[Key, VoteCount]

    @property
    def required(self) -> tuple[CriterionRow, ...]:
        return tuple(row for row in self.rows if row.criterion.required)

    @property
    def open(self) -> tuple[str, ...]:
        """Codes of required criteria that are not finished."""
        return tuple(row.criterion.code for row in self.required if row.result is Result.unknown)

    @property
    def completeness(self) -> Decimal:
        """Share of the required criteria that are finished, 0 to 1."""
        required = len(self.required)
        return Decimal(required - len(self.open)) / required if required else Decimal(1)

    @property
    def untested(self) -> tuple[Key, ...]:
        """Batches without one finished criterion."""
        return tuple(batch for batch, count in self.batches.items() if not count.passed + count.failed)

    def failed(self, severity: Severity) -> tuple[str, ...]:
        rows = [row for row in self.rows if row.result is Result.failed]
        return tuple(row.criterion.code for row in rows if row.criterion.severity is severity)


@dataclass(frozen=True)
class Proposal:
    """The verdict the rule proposes, None while it cannot say.

    `score` is 0 to 100 over major and minor criteria, unrounded.
    """

    outcome: SampleVerdict | None
    reasons: tuple[VerdictReason, ...]
    score: Decimal | None
    failed: Mapping[Severity, tuple[str, ...]] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    untested: tuple[Key, ...] = ()


def sheet(
    template: SampleTemplate, batches: Sequence[Key], readings: Iterable[SampleReading], known: Known, own: OwnLimits
) -> ResultSheet:
    """Every applying criterion judged over the batches given; readings of other batches are left aside."""
    counted = [reading for reading in readings if reading.batch is None or reading.batch in batches]
    testers = list(dict.fromkeys(reading.tester for reading in counted if reading.tester is not None))
    rows = tuple(
        row(criterion, batches, testers, [reading for reading in counted if reading.code == criterion.code], own)
        for criterion in template.applying(known)
    )
    return ResultSheet(
        rows,
        {batch: count(row.by_batch[batch] for row in rows) for batch in batches},
        {tester: count(row.by_tester[tester] for row in rows) for tester in testers},
    )


def row(
    criterion: SampleCriterion,
    batches: Sequence[Key],
    testers: Sequence[Key],
    readings: Sequence[SampleReading],
    own: OwnLimits,
) -> CriterionRow:
    """One criterion: it fails if any reading fails, passes if one passes, and stays unknown without a full reading."""
    judged = [(reading, judge_reading(criterion, reading.values, own)) for reading in readings]
    in_batch = {batch: {result for reading, result in judged if reading.batch == batch} for batch in batches}
    return CriterionRow(
        criterion,
        together(result for _, result in judged),
        {batch: together(results) for batch, results in in_batch.items()},
        {tester: together(result for reading, result in judged if reading.tester == tester) for tester in testers},
        tuple(batch for batch, results in in_batch.items() if {Result.passed, Result.failed} <= results),
        spreads(criterion, readings),
    )


def count(results: Iterable[Result]) -> VoteCount:
    counted = list(results)
    return VoteCount(counted.count(Result.passed), counted.count(Result.failed), counted.count(Result.unknown))


def propose(tested: ResultSheet, lookup: Lookup) -> Proposal:
    """The proposal of the rule.

    A critical failure drops the sample, finished or not; a major one means retest with a new batch; otherwise the
    weighted score decides. Nothing is proposed while a required criterion is open or a batch is untested.
    """
    failed = {severity: tested.failed(severity) for severity in Severity}
    points = score(tested.rows, lookup)
    outcome, reasons = decide(tested, failed, points, lookup)
    return Proposal(outcome, reasons, points, failed, tested.open, tested.untested)


def decide(
    tested: ResultSheet, failed: Mapping[Severity, tuple[str, ...]], points: Decimal | None, lookup: Lookup
) -> tuple[SampleVerdict | None, tuple[VerdictReason, ...]]:
    """The outcome with its reasons, or None with what it waits for. `points` 0 to 100, held against the policy."""
    if failed[Severity.critical]:
        return SampleVerdict.drop, (VerdictReason.critical_failed,)
    waits = {
        VerdictReason.no_batch: not tested.batches,
        VerdictReason.not_finished: bool(tested.open),
        VerdictReason.batch_untested: bool(tested.untested),
    }
    if waiting := tuple(reason for reason, holds in waits.items() if holds):
        return None, waiting
    if failed[Severity.major]:
        return SampleVerdict.retest, (VerdictReason.major_failed,)
    if points is None or points >= Decimal(lookup(PASS_SCORE)):
        return SampleVerdict.passed, (VerdictReason.score_passes,)
    if points >= Decimal(lookup(RETEST_SCORE)):
        return SampleVerdict.retest, (VerdictReason.score_retest,)
    return SampleVerdict.drop, (VerdictReason.score_drops,)


def score(rows: Iterable[CriterionRow], lookup: Lookup) -> Decimal | None:
    """100 x weight passed / weight known, over major and minor criteria; None while none is known."""
    weight = {Severity.major: Decimal(lookup(MAJOR_WEIGHT)), Severity.minor: Decimal(lookup(MINOR_WEIGHT))}
    known = [row for row in rows if row.criterion.severity in weight and row.result is not Result.unknown]
    whole = sum((weight[row.criterion.severity] for row in known), Decimal(0))
    passed = sum((weight[row.criterion.severity] for row in known if row.result is Result.passed), Decimal(0))
    return 100 * passed / whole if whole else None
