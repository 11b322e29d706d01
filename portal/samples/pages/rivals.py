"""A sample and those it is compared with, criterion by criterion: each figure the middle of all its batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.samples.pages.table import together
from portal.samples.rules.measuring import limit_in_force
from portal.samples.rules.sample_tests import SampleTest
from portal.samples.rules.sampling import Measure
from portal.samples.rules.verdicts import CriterionRow
from portal.samples.words.measures import limit_text
from portal.web.filters import local_text


@dataclass(frozen=True)
class RivalCell:
    text: str
    fails: bool  # against the limit of the sample whose page it is


@dataclass(frozen=True)
class RivalFigureLine:
    label: str
    limit: str
    cells: tuple[RivalCell | None, ...]  # its own first


def beside(test: SampleTest, others: Iterable[SampleTest]) -> list[RivalFigureLine]:
    """A line for each figure that the sample or one of the others has."""
    every = [test, *others]
    found = [line(test, row, measure, every) for row in test.sheet.rows for measure in row.criterion.measures]
    return [one for one in found if any(one.cells)]


def line(test: SampleTest, row: CriterionRow, measure: Measure, every: list[SampleTest]) -> RivalFigureLine:
    limit = limit_in_force(row.criterion, measure, test.facts.limits).value
    label = local_text(row.criterion.text)
    return RivalFigureLine(
        f"{label} · {local_text(measure.label)}" if measure.label else label,
        limit_text(limit, measure),
        tuple(cell(one, row.criterion.code, measure, limit) for one in every),
    )


def cell(test: SampleTest, code: str, measure: Measure, limit: Decimal) -> RivalCell | None:
    told = test.recorded.get(code)
    if told is not None and measure.key in told.values:
        figures = [told.values[measure.key]]
    else:
        figures = [
            one.values[measure.key] for one in test.facts.cells if one.code == code and measure.key in one.values
        ]
    if not figures:
        return None
    fails = not all(measure.holds(one, limit) for one in figures)
    return RivalCell(together(measure, figures), fails)
