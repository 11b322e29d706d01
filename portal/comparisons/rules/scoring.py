"""The fixed-anchor weighted score, 0 to 100 (METHODS 1.1), the complement of SPOTIS (Dezert et al. 2020).

A score depends on its own supplier only: adding or removing another cannot turn two round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.comparisons.rules.criteria import ComparisonCriterion, Scheme

Values = Mapping[ComparisonCriterion, Decimal]  # one that is missing is unknown
Positions = Sequence[Decimal | None]

FULL = Decimal(100)
ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class ScorePart:
    """What one criterion adds. `weight` is its share of all weights; `position` 0 (bad) to 1 (good), None: unknown.

    `points` add up to the score on what is known; `outside` marks a figure beyond an anchor, which was clipped. `most`
    is how far it can reach at best: of a cost that is known in part it is what that part leaves.
    """

    criterion: ComparisonCriterion
    weight: Decimal
    figure: Decimal | None
    position: Decimal | None
    points: Decimal
    outside: bool
    most: Decimal = ONE

    @property
    def lowest(self) -> Decimal:
        return ZERO if self.position is None else self.position

    @property
    def highest(self) -> Decimal:
        return self.most if self.position is None else self.position

    @property
    def lost(self) -> Decimal:
        """Points missing to full marks in a known criterion, before weights are renormalised."""
        return ZERO if self.position is None else FULL * self.weight * (1 - self.position)


@dataclass(frozen=True)
class Score:
    """0 to 100, unrounded: on what is known (None: nothing is), with everything unknown at 0, and as good as it can be.

    `coverage` is the share of the weight that is known, 0 to 1.
    """

    parts: tuple[ScorePart, ...]
    known: Decimal | None
    worst: Decimal
    best: Decimal
    coverage: Decimal

    @property
    def positions(self) -> Positions:
        return tuple(part.position for part in self.parts)

    @property
    def at_worst(self) -> Positions:
        """Everything unknown turned out against it."""
        return tuple(part.lowest for part in self.parts)

    @property
    def at_best(self) -> Positions:
        return tuple(part.highest for part in self.parts)


def score(values: Values, scheme: Scheme, least: Values | None = None) -> Score:
    """The score of one supplier. `least`: what is known of figures that are not known whole, where lower is better."""
    criteria, limits = scheme.criteria, least or {}
    weights = [scheme.weights[criterion] for criterion in criteria]
    positions = [scheme.position(criterion, values.get(criterion)) for criterion in criteria]
    covered, total = weight_known(weights, positions), sum(weights, ZERO)
    parts = tuple(
        part(criterion, scheme, values.get(criterion), covered, limits.get(criterion)) for criterion in criteria
    )
    return Score(
        parts=parts,
        known=points(weights, positions),
        worst=FULL * gained(weights, positions) / total,
        best=FULL * gained(weights, [known.highest for known in parts]) / total,
        coverage=covered / total,
    )


def part(
    criterion: ComparisonCriterion, scheme: Scheme, figure: Decimal | None, covered: Decimal, least: Decimal | None
) -> ScorePart:
    position, anchors = scheme.position(criterion, figure), scheme.anchors.get(criterion)
    weight, most = scheme.weights[criterion], scheme.position(criterion, least)
    return ScorePart(
        criterion=criterion,
        weight=scheme.share(criterion),
        figure=figure,
        position=position,
        points=FULL * weight * position / covered if position and covered else ZERO,
        outside=figure is not None and anchors is not None and not anchors.holds(figure),
        most=ONE if most is None else most,
    )


def points(weights: Sequence[Decimal], positions: Positions) -> Decimal | None:
    """100 x sum of w u / sum of w over what is known; None where nothing with a weight is."""
    covered = weight_known(weights, positions)
    return FULL * gained(weights, positions) / covered if covered else None


def gained(weights: Sequence[Decimal], positions: Positions) -> Decimal:
    """The sum of w u over what is known, in the unit of the weights. ValueError if the two differ in length."""
    pairs = zip(weights, positions, strict=True)
    return sum((weight * position for weight, position in pairs if position is not None), ZERO)


def weight_known(weights: Sequence[Decimal], positions: Positions) -> Decimal:
    """The sum of w over what is known, in the unit of the weights. ValueError if the two differ in length."""
    pairs = zip(weights, positions, strict=True)
    return sum((weight for weight, position in pairs if position is not None), ZERO)


def ranks(scores: Sequence[Decimal], tied_below: Decimal) -> list[int]:
    """Competition ranks (1, 2, 2, 4) of scores that come best first; one less than `tied_below` points below the first
    of a rank shares it."""
    places: list[int] = []
    head = ZERO
    for place, points in enumerate(scores, 1):
        if places and head - points < tied_below:
            places.append(places[-1])
        else:
            head = points
            places.append(place)
    return places
