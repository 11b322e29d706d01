"""A sample test as a whole, as it stands or as it stood when its verdict was put up: all that the verdict rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from portal.core.rules.thresholds import Op, Result
from portal.samples.rules.measuring import (
    TESTED,
    SampleReading,
    Spread,
    bad_counts,
    judge_reading,
    limit_in_force,
    spreads,
)
from portal.samples.rules.sample_facts import BatchLine, SampleCell, SampleFacts, late_days, lowest_mark, mean_mark
from portal.samples.rules.sampling import FilledBy, Measure, SampleCriterion, SampleTemplate, Severity, Unit
from portal.samples.rules.tester_agreement import Concord, concord
from portal.samples.rules.verdicts import (
    MAJOR_WEIGHT,
    MINOR_WEIGHT,
    PASS_SCORE,
    RETEST_SCORE,
    CriterionRow,
    Proposal,
    ResultSheet,
    SampleVerdict,
    VerdictReason,
    propose,
    sheet,
)

POLICY = (MAJOR_WEIGHT, MINOR_WEIGHT, PASS_SCORE, RETEST_SCORE)  # the settings a verdict rests on
DEVIATION = "deviation"  # what a figure that is held to a tolerance is called
HALF = Decimal("0.5")  # of the tolerance: what batches may differ by (PH12 of the physical template)


@dataclass(frozen=True)
class ToleranceShare:
    """By how much batches differ in one figure, as a share of what they may differ by altogether; 0 upwards."""

    criterion: SampleCriterion
    spread: Spread
    share: Decimal


@dataclass(frozen=True)
class LeftOut:
    """A shipped criterion that applies and is not tested."""

    criterion: SampleCriterion
    reason: str
    result: Result  # of what was measured of it all the same: it counts for nothing

    @property
    def critical(self) -> bool:
        return self.criterion.severity is Severity.critical

    @property
    def failed(self) -> bool:
        return self.result is Result.failed


@dataclass(frozen=True)
class SampleTest:
    shipped: SampleTemplate
    facts: SampleFacts

    @cached_property
    def template(self) -> SampleTemplate:
        """The sheet of this sample."""
        return self.shipped.adapted(self.facts.own, self.facts.left_out)

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is not tested, in the order of the sheet: it is neither passed nor open."""
        if not self.facts.left_out:
            return ()
        rows = SampleTest(self.shipped, replace(self.facts, left_out={})).sheet.rows
        reasons = self.facts.left_out
        return tuple(
            LeftOut(row.criterion, reasons[row.criterion.code], row.result)
            for row in rows
            if row.criterion.code in reasons
        )

    @cached_property
    def taken_off(self) -> tuple[LeftOut, ...]:
        """Own tests that were taken off though what was measured had failed: that leaves a trace."""
        codes = {test.code for test in self.facts.own if test.removed}
        if not codes:
            return ()
        own = tuple(replace(test, removed=False) for test in self.facts.own)
        rows = SampleTest(self.shipped, replace(self.facts, own=own)).sheet.rows
        return tuple(
            LeftOut(row.criterion, "", row.result)
            for row in rows
            if row.criterion.code in codes and row.result is Result.failed
        )

    @cached_property
    def recorded(self) -> dict[str, SampleReading]:
        """What the records say, by criterion: it stands in place of what people measured."""
        readings = {criterion.code: recorded_reading(criterion, self) for criterion in self.template.criteria}
        return {code: reading for code, reading in readings.items() if reading is not None}

    @cached_property
    def readings(self) -> tuple[SampleReading, ...]:
        measured = (reading for reading in self.measured if reading.code not in self.recorded)
        return (*self.recorded.values(), *measured)

    @cached_property
    def measured(self) -> tuple[SampleReading, ...]:
        """What people found in the batches that count."""
        batches = {batch.key for batch in self.facts.batches}
        return tuple(
            SampleReading(code=cell.code, values=cell.values, batch=cell.batch, tester=cell.tester)
            for cell in self.facts.cells
            if cell.batch in batches
        )

    @cached_property
    def widest_share(self) -> ToleranceShare | None:
        """The largest difference between batches as a share of what it may be; None before two batches were measured.

        Of sizes and weights, as a deviation, and of own tests with two ends.
        """
        shares = [
            ToleranceShare(criterion, spread, spread.difference / room)
            for criterion in self.template.applying(self.facts.known)
            for spread in spreads(criterion, [reading for reading in self.measured if reading.code == criterion.code])
            if spread.measure.key == DEVIATION or spread.measure.most is not None
            if (room := self.tolerance(criterion, spread.measure)) is not None
        ]
        return max(shares, key=lambda share: share.share, default=None)

    @cached_property
    def sheet(self) -> ResultSheet:
        batches = [batch.key for batch in self.facts.batches]
        return sheet(self.template, batches, self.readings, self.facts.known, self.facts.limits)

    @cached_property
    def proposal(self) -> Proposal:
        """What the rule proposes. It does not pass a sheet without a critical test, or without one that had failed."""
        proposal = propose(self.sheet, self.facts.policy.__getitem__)
        if proposal.outcome is SampleVerdict.passed and self.doubts:
            return replace(proposal, outcome=None, reasons=self.doubt_reasons)
        return proposal

    @property
    def doubts(self) -> tuple[LeftOut, ...]:
        """What is left out and keeps the rest of the sheet from passing by the rule."""
        return (*(left for left in self.left_out if left.critical or left.failed), *self.taken_off)

    @property
    def doubt_reasons(self) -> tuple[VerdictReason, ...]:
        holds = {
            VerdictReason.critical_left_out: any(left.critical for left in self.left_out),
            VerdictReason.failed_left_out: any(left.failed for left in self.left_out),
            VerdictReason.failed_taken_off: bool(self.taken_off),
        }
        return tuple(reason for reason, held in holds.items() if held)

    @property
    def shipped_results(self) -> tuple[int, int]:
        """Of the shipped tests that apply: how many have a result that counts, and all, the left out included."""
        own = {test.code for test in self.facts.own}
        rows = [row for row in self.sheet.rows if row.criterion.code not in own]
        done = sum(row.result is not Result.unknown for row in rows)
        return done, len(rows) + len(self.left_out)

    @cached_property
    def concord(self) -> Concord | None:
        """Whether testers judge alike: a unit is a criterion in a batch, a judgement whether it keeps its limits."""
        judgements: dict[tuple[int, str], list[str]] = {}
        for cell in self.facts.cells:
            row = self.row(cell.code)
            if row is None or cell.code in self.recorded:
                continue
            result = judge_reading(row.criterion, cell.values, self.facts.limits)
            if result is not Result.unknown:
                judgements.setdefault((cell.batch, cell.code), []).append(result)
        return concord(judgements.values())

    def proofs(self, criterion: SampleCriterion) -> list[tuple[BatchLine, int, int]]:
        """Bad ones and how many were tested, by batch: the most any tester found, among the most units for that.

        Only where a tester said of how many.
        """
        proofs = []
        for batch in self.facts.batches:
            counts = [
                (int(cell.values[measure.key]), int(cell.values[TESTED]))
                for cell in self.cells(batch.key, criterion.code)
                for measure in bad_counts(criterion)
                if TESTED in cell.values and whole(cell.values.get(measure.key))
            ]
            if counts and criterion.code not in self.recorded:
                proofs.append((batch, *max(counts)))
        return proofs

    def row(self, code: str) -> CriterionRow | None:
        """The row of a criterion; None where there is no such criterion, or it does not apply."""
        return next((row for row in self.sheet.rows if row.criterion.code == code), None)

    def cell(self, batch: int, code: str, tester: int) -> SampleCell | None:
        wanted = batch, code, tester
        return next((cell for cell in self.facts.cells if (cell.batch, cell.code, cell.tester) == wanted), None)

    def cells(self, batch: int, code: str) -> tuple[SampleCell, ...]:
        return tuple(cell for cell in self.facts.cells if (cell.batch, cell.code) == (batch, code))

    def code_of(self, criterion: SampleCriterion, other: SampleTest) -> str:
        """The code of the same criterion of another test; empty where this one has no such own test.

        Shipped codes mean the same everywhere, those of own tests only in their sample.
        """
        twin = next((test for test in other.facts.own if test.code == criterion.code), None)
        if twin is None:
            return criterion.code
        return next((test.code for test in self.facts.own if not test.removed and test.same_as(twin)), "")

    def limit(self, criterion: SampleCriterion, measure: Measure) -> Decimal:
        return limit_in_force(criterion, measure, self.facts.limits).value

    def uneven(self, criterion: SampleCriterion, spread: Spread) -> bool:
        """Whether the batches differ by more than half of the tolerance."""
        room = self.tolerance(criterion, spread.measure)
        return room is not None and spread.difference > room * HALF

    def tolerance(self, criterion: SampleCriterion, measure: Measure) -> Decimal | None:
        """What a deviation may be, or the way between the two ends of a figure; in the measure's unit.

        None for a smallest value, a deviation that may not be at all, and the one end of an own figure: they leave
        nothing to take a share of.
        """
        limit = self.limit(criterion, measure)
        if measure.most is not None:
            return measure.most - limit or None
        deviation = measure.op in (Op.at_most, Op.less) and measure.unit is not Unit.own
        return limit if deviation and limit > 0 else None

    def finished(self, batch: int, tester: int) -> tuple[int, int]:
        """Of the criteria that people measure: how many this tester has full figures for in a batch, and all."""
        applying = self.template.applying(self.facts.known)
        asked = [criterion for criterion in applying if not from_records(criterion)]
        done = [criterion for criterion in asked if full(criterion, self.cell(batch, criterion.code, tester))]
        return len(done), len(asked)


def whole(figure: Decimal | None) -> bool:
    return figure is not None and figure == figure.to_integral_value()


def full(criterion: SampleCriterion, cell: SampleCell | None) -> bool:
    return cell is not None and all(measure.key in cell.values for measure in criterion.measures)


def share_of_tolerance(test: SampleTest) -> Decimal | None:
    """The largest difference between batches, in percent of what it may be, 0 upwards; None while nothing tells."""
    widest = test.widest_share
    return widest.share * 100 if widest else None


# Figures the records of a sample can give; the other criteria "from records" wait for records not kept yet.
RECORDS: Mapping[str, Callable[[SampleTest], Decimal | None]] = {
    "share_of_tolerance": share_of_tolerance,
    "late_days": lambda test: late_days(test.facts),
    "mean": lambda test: mean_mark(test.facts),
    "lowest": lambda test: lowest_mark(test.facts),
}


def from_records(criterion: SampleCriterion) -> bool:
    """Whether the records that fill this criterion are kept."""
    return criterion.filled_by is FilledBy.record and all(measure.key in RECORDS for measure in criterion.measures)


def recorded_reading(criterion: SampleCriterion, test: SampleTest) -> SampleReading | None:
    """The reading the records give; None where people measure, and while the records cannot say it yet."""
    if not from_records(criterion):
        return None
    values = {measure.key: RECORDS[measure.key](test) for measure in criterion.measures}
    known = {key: figure for key, figure in values.items() if figure is not None}
    return SampleReading(code=criterion.code, values=known) if len(known) == len(values) else None
