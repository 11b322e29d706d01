"""How much the leader's place depends on the weights: the nearest flip and seeded draws (METHODS 1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from random import Random

from portal.comparisons.rules.criteria import ComparisonCriterion, Scheme, Standards
from portal.comparisons.rules.scoring import ONE, ZERO, Positions, Score, gained, weight_known

SEED = 20
TOUCH = Decimal("1e-12")  # closer to 0 or 1 a weight is one of them but for rounding


class Firmness(StrEnum):
    robust = "robust"
    leaning = "leaning"
    fragile = "fragile"


@dataclass(frozen=True)
class Flip:
    """`challenger` overtakes when the weight of `criterion` goes past the other share, the rest scaled."""

    criterion: ComparisonCriterion
    challenger: int
    from_weight: Decimal
    to_weight: Decimal

    @property
    def distance(self) -> Decimal:
        """How far the weight moves, as a share of all weights, 0 to 1."""
        return abs(self.to_weight - self.from_weight)


@dataclass(frozen=True)
class Sensitivity:
    """`nearest` is None where no single weight can cost the leader its place. `stays` is the share of the draws, 0 to
    1, in which it is first alone even if all that is unknown turns out against it."""

    nearest: Flip | None
    stays: Decimal
    firmness: Firmness


def sensitivity(scheme: Scheme, leader: Score, challengers: Mapping[int, Score]) -> Sensitivity | None:
    """How firm the lead is over the other ranked suppliers; None where there are none.

    Flips are those of the scores as they stand; draws hold the leader at its worst against the others at their best.
    """
    if not challengers:
        return None
    mine, its = leader.positions, {key: rival.positions for key, rival in challengers.items()}
    possible = [flip for key in sorted(its) for flip in flips(scheme, mine, key, its[key])]
    nearest = min(possible, key=lambda flip: flip.distance, default=None)
    stays = share_of_draws(scheme, leader.at_worst, [rival.at_best for rival in challengers.values()])
    return Sensitivity(nearest, stays, firmness(nearest, stays, scheme.standards))


def firmness(nearest: Flip | None, stays: Decimal, standards: Standards) -> Firmness:
    """Fragile below `fragile_share` of the draws; robust from `robust_share` on, with no flip within
    `robust_distance`."""
    if stays < standards.fragile_share:
        return Firmness.fragile
    far = nearest is None or nearest.distance >= standards.robust_distance
    return Firmness.robust if far and stays >= standards.robust_share else Firmness.leaning


def flips(scheme: Scheme, leader: Positions, challenger: int, its: Positions) -> Iterator[Flip]:
    """Every weight past which the challenger overtakes, one criterion at a time, with enough known of both to rank."""
    weights = [scheme.share(criterion) for criterion in scheme.criteria]
    for place, criterion in enumerate(scheme.criteria):
        for level in levels(weights, place, leader, its):
            moved = scaled(weights, place, level)
            if min(weight_known(moved, leader), weight_known(moved, its)) >= scheme.standards.coverage - TOUCH:
                yield Flip(criterion, challenger, weights[place], level)


def scaled(weights: list[Decimal], place: int, level: Decimal) -> list[Decimal]:
    """The weights, adding up to 1, with one of them at `level`."""
    rest = sum(weights, ZERO) - weights[place]
    return [level if at == place else weight * (ONE - level) / rest for at, weight in enumerate(weights)]


def levels(weights: list[Decimal], place: int, a: Positions, b: Positions) -> list[Decimal]:
    """The weights x of one criterion, above 0 and below 1 with the others scaled to 1 - x, at which two scores cross.

    With the same criteria known for both this is x = -R / (d - R) of METHODS 1.2. Otherwise each score has its own
    denominator, and the equation is quadratic in t = x / (1 - x). Where they only touch nobody overtakes.
    """
    rest = sum(weights, ZERO) - weights[place]
    others = [weight / rest if at != place else ZERO for at, weight in enumerate(weights)] if rest else []
    if not others:
        return []
    mine, its = a[place], b[place]
    gained_a, gained_b = gained(others, a), gained(others, b)
    if [position is None for position in a] == [position is None for position in b]:
        if mine is None or its is None:
            return []
        return within(straight(mine - its, gained_a - gained_b))
    known_a, known_b = weight_known(others, a), weight_known(others, b)
    has_a, has_b = Decimal(mine is not None), Decimal(its is not None)
    mine, its = mine or ZERO, its or ZERO
    roots = quadratic(
        has_a * has_b * (mine - its),
        mine * known_b + gained_a * has_b - its * known_a - gained_b * has_a,
        gained_a * known_b - gained_b * known_a,
    )
    scored = [t for t in roots if t >= 0 and has_a * t + known_a > 0 and has_b * t + known_b > 0]
    return within([t / (ONE + t) for t in scored])


def straight(d: Decimal, r: Decimal) -> list[Decimal]:
    """x = -R / (d - R), where x d + (1 - x) R is 0; none where the difference never changes."""
    return [] if d == r else [-r / (d - r)]


def quadratic(a: Decimal, b: Decimal, c: Decimal) -> list[Decimal]:
    """The real roots of a t² + b t + c at which its sign changes."""
    if not a:
        return [-c / b] if b else []
    if not c:
        return [ZERO, -b / a] if b else []
    square = b * b - 4 * a * c
    if square <= 0:
        return []
    return [(-b - square.sqrt()) / (2 * a), (-b + square.sqrt()) / (2 * a)]


def within(weights: list[Decimal]) -> list[Decimal]:
    """Touching at exactly 0 or 1 overtakes nobody."""
    return [weight for weight in weights if TOUCH < weight < ONE - TOUCH]


def share_of_draws(scheme: Scheme, leader: Positions, challengers: Sequence[Positions]) -> Decimal:
    """In what share of the draws the leader is first alone."""
    weights, standards = [scheme.weights[criterion] for criterion in scheme.criteria], scheme.standards
    stays = 0
    for factors in draws(len(weights), standards.draws, standards.swing):
        drawn = [weight * factor for weight, factor in zip(weights, factors, strict=True)]
        best = gained(drawn, leader)
        stays += all(best > gained(drawn, its) for its in challengers)
    return Decimal(stays) / max(standards.draws, 1)


@lru_cache(maxsize=16)
def draws(criteria: int, number: int, swing: Decimal) -> tuple[tuple[Decimal, ...], ...]:
    """The same factors each time, in steps of a thousandth around 1."""
    # `random()` alone is promised to give the same sequence in every Python version.
    source, steps = Random(SEED), int(2 * swing * 1000)  # noqa: S311 - weights are no secret
    return tuple(
        tuple(ONE - swing + Decimal(int(source.random() * (steps + 1))) / 1000 for _ in range(criteria))
        for _ in range(number)
    )
