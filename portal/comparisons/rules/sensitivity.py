"""How much the leader's place depends on the weights: the nearest flip and seeded draws (METHODS 1.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from random import Random

from portal.comparisons.rules.criteria import ComparisonCriterion, Scheme
from portal.comparisons.rules.scoring import Positions, gained, points, weight_known

SEED, DRAWS = 20, 500
SWING = Decimal("0.20")  # each weight of a draw lies within 20 % of its own
ROBUST_SHARE, FRAGILE_SHARE = Decimal("0.95"), Decimal("0.70")
ROBUST_DISTANCE = Decimal("0.10")  # ten points of weight
ZERO, ONE = Decimal(0), Decimal(1)


class Firmness(StrEnum):
    robust = "robust"
    leaning = "leaning"
    fragile = "fragile"


@dataclass(frozen=True)
class Flip:
    """`challenger` draws level when the weight of `criterion` goes from one share to the other, the rest scaled."""

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
    1, in which it is first alone."""

    nearest: Flip | None
    stays: Decimal
    firmness: Firmness


def sensitivity(scheme: Scheme, leader: Positions, challengers: Mapping[int, Positions]) -> Sensitivity | None:
    """How firm the lead is over the other ranked suppliers; None where there are none. Positions are in the order of
    the scheme's criteria."""
    if not challengers:
        return None
    possible = [flip for key in sorted(challengers) for flip in flips(scheme, leader, key, challengers[key])]
    nearest = min(possible, key=lambda flip: flip.distance, default=None)
    stays = share_of_draws(scheme, leader, challengers)
    return Sensitivity(nearest, stays, firmness(nearest, stays))


def firmness(nearest: Flip | None, stays: Decimal) -> Firmness:
    """Fragile below FRAGILE_SHARE of the draws; robust from ROBUST_SHARE on, with no flip within ROBUST_DISTANCE."""
    if stays < FRAGILE_SHARE:
        return Firmness.fragile
    far = nearest is None or nearest.distance >= ROBUST_DISTANCE
    return Firmness.robust if far and stays >= ROBUST_SHARE else Firmness.leaning


def flips(scheme: Scheme, leader: Positions, challenger: int, its: Positions) -> Iterator[Flip]:
    """Every weight at which the two draw level, one criterion at a time."""
    weights = [scheme.share(criterion) for criterion in scheme.criteria]
    for place, criterion in enumerate(scheme.criteria):
        for level in levels(weights, place, leader, its):
            yield Flip(criterion, challenger, weights[place], level)


def levels(weights: list[Decimal], place: int, a: Positions, b: Positions) -> list[Decimal]:
    """The weights x of one criterion, 0 to 1 with the others scaled to 1 - x, at which two scores are equal.

    With the same criteria known for both this is x = -R / (d - R) of METHODS 1.2. Otherwise each score has its own
    denominator, and the equation is quadratic in t = x / (1 - x).
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
    """The real roots of a t² + b t + c."""
    if not a:
        return [-c / b] if b else []
    if not c:
        return [ZERO, -b / a]
    square = b * b - 4 * a * c
    if square < 0:
        return []
    return [(-b - square.sqrt()) / (2 * a), (-b + square.sqrt()) / (2 * a)]


def within(weights: list[Decimal]) -> list[Decimal]:
    return [weight for weight in weights if ZERO <= weight <= ONE]


def share_of_draws(scheme: Scheme, leader: Positions, challengers: Mapping[int, Positions]) -> Decimal:
    """In what share of the draws the leader is first alone."""
    weights = [scheme.weights[criterion] for criterion in scheme.criteria]
    stays = 0
    for factors in draws(len(weights)):
        drawn = [weight * factor for weight, factor in zip(weights, factors, strict=True)]
        best = points(drawn, leader) or ZERO
        stays += all(best > (points(drawn, its) or ZERO) for its in challengers.values())
    return Decimal(stays) / DRAWS


@cache
def draws(criteria: int) -> tuple[tuple[Decimal, ...], ...]:
    """The same factors each time, 0.8 to 1.2 in steps of a thousandth."""
    # `random()` alone is promised to give the same sequence in every Python version.
    source, steps = Random(SEED), int(2 * SWING * 1000)  # noqa: S311 - weights are no secret
    return tuple(
        tuple(ONE - SWING + Decimal(int(source.random() * (steps + 1))) / 1000 for _ in range(criteria))
        for _ in range(DRAWS)
    )
