"""How far each supplier reaches the target of each criterion: as a chart, as a small table, and as points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.comparisons.pages.rows.cells import figure_text
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.scoring import ScorePart
from portal.comparisons.rules.side_by_side import SideBySide
from portal.web.filters import number, percent, sentences
from portal.web.words import word


class ReachChart(NamedTuple):
    finding: str
    criteria: list[str]
    suppliers: list[tuple[str, list[Decimal | None]]]  # name, reach of each criterion, 0 to 100
    weights: str


class PointsCell(NamedTuple):
    """What a criterion adds to a score; empty where its figure is unknown."""

    points: str = ""
    reason: str = ""  # the figure, and how much of the target it reaches


class CriterionLine(NamedTuple):
    """A criterion that counts, and a cell for each supplier. `limit` and `target` are empty where it has none."""

    label: str
    weight: str
    limit: str
    target: str
    cells: tuple[Any, ...]


def reach_chart(sheet: SideBySide) -> ReachChart:
    criteria = sheet.weighty
    weights = [f"{word(criterion, 'criterion')} {percent(sheet.scheme.share(criterion))}" for criterion in criteria]
    return ReachChart(
        finding=sentences(points_sentences(sheet)),
        criteria=[word(criterion, "criterion") for criterion in criteria],
        suppliers=[(column.dossier.name, column.positions(criteria)) for column in sheet.columns],
        weights=" · ".join(weights),
    )


def points_sentences(sheet: SideBySide) -> Iterator[str]:
    for column in sheet.columns:
        known = column.standing.score.known
        if known is not None:
            points = number(round(known, 1))
            yield _("%(name)s: %(points)s of 100 points.", name=column.dossier.name, points=points)


def points_lines(sheet: SideBySide) -> list[CriterionLine]:
    """How many points each criterion brings, and why."""
    return [criterion_line(sheet, criterion, points_cell) for criterion in sheet.weighty]


def criterion_line(
    sheet: SideBySide, criterion: ComparisonCriterion, cell: Callable[[ScorePart | None, str], Any]
) -> CriterionLine:
    anchors = sheet.scheme.anchors.get(criterion)
    return CriterionLine(
        label=word(criterion, "criterion"),
        weight=percent(sheet.scheme.share(criterion)),
        limit=figure_text(criterion, anchors.bad, sheet.currency) if anchors else "",
        target=figure_text(criterion, anchors.good, sheet.currency) if anchors else "",
        cells=tuple(cell(column.part(criterion), sheet.currency) for column in sheet.ordered),
    )


def points_cell(part: ScorePart | None, currency: str) -> PointsCell:
    if part is None or part.position is None:
        return PointsCell()
    reason = f"{figure_text(part.criterion, part.figure, currency)} → {percent(part.position)}"
    if part.outside:
        reason += " · " + (_("better than the target, no extra points") if part.position else _("worse than the limit"))
    return PointsCell(number(round(part.points, 1)), reason)
