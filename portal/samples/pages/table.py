"""The side-by-side table of a sample test made ready for its template: criteria down, batches across."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from flask_babel import gettext as _

from portal.samples.rules.measuring import InForce, Spread, limit_in_force
from portal.samples.rules.sample_tests import SampleTest
from portal.samples.rules.sampling import LimitFrom, Measure, Unit
from portal.samples.rules.verdicts import CriterionRow
from portal.samples.words.measures import figure_text, limit_text
from portal.web.filters import local_text, percent


@dataclass(frozen=True)
class Figure:
    """One figure in one batch: the middle of its testers, how many they were, and whether any is out of its limit."""

    text: str
    testers: int
    fails: bool


@dataclass(frozen=True)
class FigureDots:
    points: tuple[tuple[Decimal, int], ...]  # figure, number of the batch
    low: Decimal
    high: Decimal
    words: str


@dataclass(frozen=True)
class FigureLine:
    label: str
    limit: str
    source: str  # whose limit it is; empty for the template's own
    figures: tuple[Figure | None, ...]  # by batch
    spread: str
    uneven: bool
    dots: FigureDots | None
    recorded: str = ""  # what the records say; empty where people measure


@dataclass(frozen=True)
class CriterionBlock:
    """One criterion with a line for each of its figures."""

    row: CriterionRow
    lines: tuple[FigureLine, ...]
    recorded: bool  # whether the records say it
    notes: tuple[tuple[str, str, str], ...]  # batch, tester, words
    disagreements: tuple[str, ...]  # numbers of batches

    @property
    def pairs(self) -> list[tuple[Measure, FigureLine]]:
        return list(zip(self.row.criterion.measures, self.lines, strict=True))


def names(test: SampleTest, codes: Iterable[str]) -> list[str]:
    return [local_text(test.template.criterion(code).text) for code in codes]


def table(test: SampleTest) -> list[CriterionBlock]:
    return [block(test, row) for row in test.sheet.rows]


def block(test: SampleTest, row: CriterionRow) -> CriterionBlock:
    criterion, numbers = row.criterion, {one.key: one.number for one in test.facts.batches}
    notes = [
        (numbers[one.batch], one.name, one.note) for one in test.facts.cells if one.code == criterion.code and one.note
    ]
    return CriterionBlock(
        row,
        tuple(line(test, row, measure) for measure in criterion.measures),
        criterion.code in test.recorded,
        tuple(notes),
        tuple(numbers[int(key)] for key in row.disagreements),
    )


def line(test: SampleTest, row: CriterionRow, measure: Measure) -> FigureLine:
    force = limit_in_force(row.criterion, measure, test.facts.limits)
    found = {one.key: measured(test, one.key, row.criterion.code, measure) for one in test.facts.batches}
    told = test.recorded.get(row.criterion.code)
    if told:
        found = {key: [] for key in found}
    spread = next((one for one in row.spreads if one.measure is measure), None)
    return FigureLine(
        local_text(measure.label) if measure.label else "",
        limit_text(force.value, measure),
        "" if force.source is LimitFrom.default else force.source.value,
        tuple(figure(measure, figures, force) for figures in found.values()),
        spread_text(spread) if spread else "",
        spread is not None and test.uneven(row.criterion, spread),
        dots(measure, list(found.values()), force.value),
        figure_text(told.values[measure.key], measure) if told else "",
    )


def measured(test: SampleTest, batch: int, code: str, measure: Measure) -> list[Decimal]:
    return [one.values[measure.key] for one in test.cells(batch, code) if measure.key in one.values]


def figure(measure: Measure, figures: list[Decimal], force: InForce) -> Figure | None:
    if not figures:
        return None
    fails = not all(measure.holds(one, force.value) for one in figures)
    return Figure(together(measure, figures), len(figures), fails)


def together(measure: Measure, figures: list[Decimal]) -> str:
    if measure.unit is Unit.yes_no and len(set(figures)) > 1:
        agree = figures.count(Decimal(1))
        return _("%(yes)s of %(all)s yes", yes=agree, all=len(figures))
    return figure_text(median(figures), measure)


def spread_text(spread: Spread) -> str:
    text = figure_text(spread.difference, spread.measure)
    return text if spread.relative is None else f"{text} ({percent(spread.relative)})"


def dots(measure: Measure, by_batch: list[list[Decimal]], limit: Decimal) -> FigureDots | None:
    """One dot per tester, where there are two or more; yes and no have none."""
    points = tuple((one, number) for number, figures in enumerate(by_batch) for one in figures)
    if measure.unit is Unit.yes_no or len(points) < 2:
        return None
    whole = [Decimal(1), Decimal(5)] if measure.unit is Unit.score else [limit, *(one for one, _batch in points)]
    low, high = min(whole), max(whole)
    words = _("One dot per tester: %(figures)s", figures=", ".join(figure_text(one, measure) for one, _b in points))
    return FigureDots(points, low, high if high > low else low + 1, words)
