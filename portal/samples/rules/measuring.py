"""Figures of a sample test: read as typed, held against the limit in force, and compared between batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from statistics import median

from portal.checklists.rules.answers import RATING_HIGH, RATING_LOW, AnswerFault, BadAnswer, number_from, plain
from portal.core.rules.thresholds import Op, Result
from portal.samples.rules.sampling import LimitFrom, Measure, SampleCriterion, Unit

Key = int | str
OwnLimits = Mapping[str, Decimal]  # "PH02.deviation" -> the limit of the product, the supplier or the law

TESTED = "tested"  # of how many units a count of bad ones is: kept beside the figures
# An early arrival, a temperature; a deviation is an amount, whichever way it goes.
MAY_BE_NEGATIVE = frozenset({Unit.day, Unit.own})


@dataclass(frozen=True, kw_only=True)
class SampleReading:
    """The figures of one tester for one criterion in one batch. From the records: no tester, and no batch either."""

    code: str
    values: Mapping[str, Decimal]  # by measure key; one that is missing is not measured yet
    batch: Key | None = None
    tester: Key | None = None


@dataclass(frozen=True)
class InForce:
    """A limit, and whose it is."""

    value: Decimal
    source: LimitFrom


@dataclass(frozen=True)
class Spread:
    """One figure across batches: each batch by the median of its testers, and the largest difference between them."""

    measure: Measure
    by_batch: Mapping[Key, Decimal]
    difference: Decimal  # in the measure's unit
    relative: Decimal | None  # of the largest figure, 0 upwards; None where that is zero

    @property
    def share(self) -> Decimal | None:
        """By how much batches differ, 0 upwards: a percentage is a share already, of what it was measured against."""
        percentage = self.measure.unit is Unit.percent and self.relative is not None
        return self.difference / 100 if percentage else self.relative


def read_figures(criterion: SampleCriterion, raw: Mapping[str, str]) -> tuple[dict[str, str], dict[str, AnswerFault]]:
    """The form's values by measure key, read into plain decimal text, and what is wrong with the others.

    Beside a count of bad units it may be said, as "tested", of how many: at least as many as were bad, and 1.
    Blanks are left out. Yes and no are kept as "1" and "0"; scores are 1 to 5; nothing but days may be negative.
    """
    kept: dict[str, str] = {}
    faults: dict[str, AnswerFault] = {}
    for measure in criterion.measures:
        text = raw.get(measure.key, "").strip()
        try:
            if text:
                kept[measure.key] = plain(figure_from(measure, text))
        except BadAnswer as bad:
            faults[measure.key] = bad.fault
    try:
        if text := raw.get(TESTED, "").strip() if counts_bad(criterion) else "":
            kept[TESTED] = plain(
                units_from(text, [kept[count.key] for count in bad_counts(criterion) if count.key in kept])
            )
    except BadAnswer as bad:
        faults[TESTED] = bad.fault
    return kept, faults


def bad_counts(criterion: SampleCriterion) -> list[Measure]:
    """The figures of a criterion that count bad units or faults."""
    return [measure for measure in criterion.measures if measure.unit is Unit.counted and measure.op is Op.at_most]


def counts_bad(criterion: SampleCriterion) -> bool:
    return bool(bad_counts(criterion))


def units_from(text: str, bad: Iterable[str]) -> Decimal:
    """The number of units tested, as typed. Raises BadAnswer for a part of a unit, and for fewer than were bad."""
    units = number_from(text)
    if units != units.to_integral_value() or units < max([Decimal(1), *map(Decimal, bad)]):
        raise BadAnswer(AnswerFault.out_of_range)
    return units


def figure_from(measure: Measure, text: str) -> Decimal:
    """One figure as typed. Raises BadAnswer."""
    if measure.unit is Unit.yes_no:
        if text not in ("yes", "no", "1", "0"):
            raise BadAnswer(AnswerFault.not_an_option)
        return Decimal(text in ("yes", "1"))
    figure = number_from(text.rstrip(" %％") if measure.unit is Unit.percent else text.removesuffix(measure.sign or ""))
    if measure.unit is Unit.score and not RATING_LOW <= figure <= RATING_HIGH:
        raise BadAnswer(AnswerFault.out_of_range)
    if figure < 0 and measure.unit not in MAY_BE_NEGATIVE:
        raise BadAnswer(AnswerFault.out_of_range)
    return figure


def limit_in_force(criterion: SampleCriterion, measure: Measure, own: OwnLimits) -> InForce:
    """The limit a figure is held against: the one that comes first for this criterion where known, else the default."""
    limit = own.get(f"{criterion.code}.{measure.key}")
    if limit is None or criterion.limit_from is LimitFrom.default:
        return InForce(measure.value, LimitFrom.default)
    return InForce(limit, criterion.limit_from)


def judge_reading(criterion: SampleCriterion, values: Mapping[str, Decimal], own: OwnLimits) -> Result:
    """The result of a reading: failed once a figure is outside its limit, passed when all are there and keep to it."""
    held = [
        measure.holds(values[measure.key], limit_in_force(criterion, measure, own).value)
        for measure in criterion.measures
        if measure.key in values
    ]
    if not all(held):
        return Result.failed
    return Result.passed if len(held) == len(criterion.measures) else Result.unknown


def together(results: Iterable[Result]) -> Result:
    """The result of several readings: one failure fails it, one pass passes it, and unknown never passes."""
    kinds = set(results)
    return next((result for result in (Result.failed, Result.passed) if result in kinds), Result.unknown)


def spreads(criterion: SampleCriterion, readings: Iterable[SampleReading]) -> tuple[Spread, ...]:
    """The spread between batches of each figure that was read in two batches or more; yes and no have none."""
    by_measure: dict[str, dict[Key, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        for key, figure in reading.values.items():
            if reading.batch is not None:
                by_measure[key][reading.batch].append(figure)
    measures = [measure for measure in criterion.measures if measure.unit is not Unit.yes_no]
    return tuple(spread(measure, by_measure[measure.key]) for measure in measures if len(by_measure[measure.key]) > 1)


def spread(measure: Measure, by_batch: Mapping[Key, list[Decimal]]) -> Spread:
    """The spread of the medians of the batches: in the unit, and as a share of the largest; None where that is 0."""
    middles = {batch: median(figures) for batch, figures in by_batch.items()}
    difference = max(middles.values()) - min(middles.values())
    largest = max(abs(middle) for middle in middles.values())
    return Spread(measure, middles, difference, difference / largest if largest else None)


def widest(spreads: Iterable[Spread]) -> Spread | None:
    """The spread that is the largest share; None where there is nothing to compare."""
    return max((spread for spread in spreads if spread.share is not None), key=attrgetter("share"), default=None)
