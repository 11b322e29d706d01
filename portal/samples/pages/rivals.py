"""A sample and those it is compared with, criterion by criterion: each figure the middle of all its batches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext as _

from portal.samples.pages.table import Figure, middle_text
from portal.samples.pages.verdict import VERDICT_LOOKS
from portal.samples.queries.rivals import RivalLine
from portal.samples.rules.measuring import limit_in_force
from portal.samples.rules.sample_tests import SampleTest
from portal.samples.rules.sampling import Measure
from portal.samples.rules.verdicts import CriterionRow
from portal.samples.words.measures import limit_text
from portal.web.filters import local_text
from portal.web.tags import Tag
from portal.web.words import word


class RivalRow(NamedTuple):
    rival: RivalLine
    tag: Tag  # the verdict on the other sample, or that it is a product known by its name


@dataclass(frozen=True)
class RivalFigureLine:
    label: str
    limit: str
    figures: tuple[Figure | None, ...]  # its own first


def rival_rows(rivals: Iterable[RivalLine]) -> list[RivalRow]:
    return [RivalRow(rival, rival_tag(rival)) for rival in rivals]


def rival_tag(rival: RivalLine) -> Tag:
    if rival.other_id is None:
        return Tag(_("rival product"))
    if rival.verdict is None:
        return Tag(word("unknown", "tested"))
    return Tag(word(rival.verdict, "verdict"), VERDICT_LOOKS[rival.verdict][0])


def beside(test: SampleTest, others: Iterable[SampleTest]) -> list[RivalFigureLine]:
    """A line for each figure that the sample or one of the others has."""
    tests = [test, *others]
    lines = [line(tests, row, measure) for row in test.sheet.rows for measure in row.criterion.measures]
    return [line for line in lines if any(line.figures)]


def line(tests: list[SampleTest], row: CriterionRow, measure: Measure) -> RivalFigureLine:
    """One figure of each test, held against the limit of the first."""
    limit = limit_in_force(row.criterion, measure, tests[0].facts.limits).value
    label = local_text(row.criterion.text)
    return RivalFigureLine(
        f"{label} · {local_text(measure.label)}" if measure.label else label,
        limit_text(limit, measure),
        tuple(figure(test, test.code_of(row.criterion, tests[0]), measure, limit) for test in tests),
    )


def figure(test: SampleTest, code: str, measure: Measure, limit: Decimal) -> Figure | None:
    recorded = test.recorded.get(code)
    if recorded is not None and measure.key in recorded.values:
        figures = [recorded.values[measure.key]]
    else:
        cells = [cell for cell in test.facts.cells if cell.code == code]
        figures = [cell.values[measure.key] for cell in cells if measure.key in cell.values]
    if not figures:
        return None
    fails = not all(measure.holds(figure, limit) for figure in figures)
    return Figure(middle_text(measure, figures), fails)
