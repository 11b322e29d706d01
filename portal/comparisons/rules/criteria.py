"""What suppliers are compared by: criteria, the anchors that mean 0 and 100, and weights (METHODS 1.1).

The defaults are starting values of this product, each with its reason; a team changes them and keeps every version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from portal.core.rules.thresholds import Lookup


class ComparisonCriterion(StrEnum):
    landed_cost = "landed_cost"  # per unit, in the team's currency
    sample_score = "sample_score"  # 0 to 100
    batch_spread = "batch_spread"  # the widest difference between batches, as a share of the figure
    lead_time = "lead_time"  # days
    moq_cover = "moq_cover"  # days of sales that the smallest order lasts
    payment = "payment"  # days from delivery to payment, averaged over the money; before delivery: negative
    papers = "papers"  # share of the papers needed that are in date, 0 to 1
    years = "years"  # in business


LOWER_IS_BETTER = frozenset(
    {
        ComparisonCriterion.landed_cost,
        ComparisonCriterion.batch_spread,
        ComparisonCriterion.lead_time,
        ComparisonCriterion.moq_cover,
    }
)


ANCHORED = tuple(code for code in ComparisonCriterion if code is not ComparisonCriterion.landed_cost)


class SchemeFault(StrEnum):
    no_weight = "no_weight"  # every weight is 0
    weight = "weight"  # negative or not finite
    number = "number"  # no figure at all
    direction = "direction"  # bad is not worse than good


class BadScheme(ValueError):
    """Weights or anchors that cannot be used; `criterion` is None where the fault is of all together."""

    def __init__(self, fault: SchemeFault, criterion: ComparisonCriterion | None = None) -> None:
        super().__init__(f"{criterion or 'weights'}: {fault}")
        self.fault, self.criterion = fault, criterion


@dataclass(frozen=True)
class Anchors:
    """The figures that count as 0 (`bad`) and as full marks (`good`); with a cost, bad is the larger one."""

    bad: Decimal
    good: Decimal

    def position(self, figure: Decimal) -> Decimal:
        """Where a figure lies between bad (0) and good (1), clipped to them."""
        return min(max((figure - self.bad) / (self.good - self.bad), Decimal(0)), Decimal(1))

    def holds(self, figure: Decimal) -> bool:
        """False for a figure outside the anchors, whose position was clipped."""
        return min(self.bad, self.good) <= figure <= max(self.bad, self.good)


@dataclass(frozen=True)
class Standards:
    """The figures that judge, as the team's policy has them; a comparison kept before they were kept takes these."""

    coverage: Decimal = Decimal("0.70")  # of the weight; below it a score says too little to rank by
    tied_below: Decimal = Decimal("0.5")  # points; the figures are not more exact than that
    draws: int = 500
    swing: Decimal = Decimal("0.20")  # each weight of a draw lies within so much of its own
    robust_share: Decimal = Decimal("0.95")  # of the draws
    fragile_share: Decimal = Decimal("0.70")
    robust_distance: Decimal = Decimal("0.10")  # of weight, to the nearest flip
    cost_good: Decimal = Decimal("0.70")  # of the reference cost
    cost_bad: Decimal = Decimal("1.30")
    rate_days: int = 30
    quote_days: int = 90  # an older price has to be asked for again
    order_times: Decimal = Decimal(2)  # of the quantity asked for; whoever sells only more is not recommended
    agreement_always: bool = False  # the gate counts before anything is signed too

    def old_rate(self, day: date, today: date) -> bool:
        return (today - day).days > self.rate_days

    def old_quote(self, day: date, today: date) -> bool:
        """Whether a price is so old that it has to be asked for again."""
        return (today - day).days > self.quote_days

    def large_order(self, ordered: int, asked: int) -> bool:
        """Whether so much more must be bought than was asked for that a low price is no reason."""
        return ordered > asked * self.order_times


def standards_of(lookup: Lookup) -> Standards:
    """As the policy has them."""

    def figure(key: str) -> Decimal:
        return Decimal(lookup(key))

    return Standards(
        coverage=figure("comparison.coverage"),
        tied_below=figure("comparison.tied_below"),
        draws=int(figure("comparison.draws")),
        swing=figure("comparison.swing"),
        robust_share=figure("comparison.robust_share"),
        fragile_share=figure("comparison.fragile_share"),
        robust_distance=figure("comparison.robust_distance"),
        cost_good=figure("comparison.cost_good"),
        cost_bad=figure("comparison.cost_bad"),
        rate_days=int(figure("comparison.rate_days")),
        quote_days=int(figure("price_alarm.max_age_days")),
        order_times=figure("comparison.order_times"),
        agreement_always=lookup("comparison.agreement_gate") == "always",
    )


@dataclass(frozen=True)
class Scheme:
    """How a comparison is scored: weights of any sum, and anchors. A criterion without anchors counts as unknown.

    Raises BadScheme.
    """

    weights: Mapping[ComparisonCriterion, Decimal]
    anchors: Mapping[ComparisonCriterion, Anchors]
    standards: Standards = Standards()

    def __post_init__(self) -> None:
        for criterion, weight in self.weights.items():
            if not (weight.is_finite() and weight >= 0):
                raise BadScheme(SchemeFault.weight, criterion)
        if not any(self.weights.values()):
            raise BadScheme(SchemeFault.no_weight)
        for criterion, anchors in self.anchors.items():
            better = -1 if criterion in LOWER_IS_BETTER else 1
            reach = (anchors.good - anchors.bad) * better
            if not (reach.is_finite() and reach > 0):
                raise BadScheme(SchemeFault.direction, criterion)

    @property
    def criteria(self) -> tuple[ComparisonCriterion, ...]:
        """The criteria it has a weight for, 0 included, always in the same order, so that sums are the same too."""
        return tuple(criterion for criterion in ComparisonCriterion if criterion in self.weights)

    def share(self, criterion: ComparisonCriterion) -> Decimal:
        """The weight as a share of all weights, 0 to 1."""
        return self.weights[criterion] / sum(self.weights[code] for code in self.criteria)

    def position(self, criterion: ComparisonCriterion, figure: Decimal | None) -> Decimal | None:
        """Where the figure stands between the anchors, 0 to 1; None without a figure or without anchors."""
        anchors = self.anchors.get(criterion)
        return None if figure is None or anchors is None else anchors.position(figure)


# They add up to 100. Cost and quality (30 each) decide most; a supplier without a tested sample (30) or without a
# complete cost (30) still reaches the coverage of 70 % and is ranked, one without both is not.
DEFAULT_WEIGHTS: Mapping[ComparisonCriterion, Decimal] = {
    ComparisonCriterion.landed_cost: Decimal(30),  # what the margin is made of
    ComparisonCriterion.sample_score: Decimal(20),  # the goods themselves, seen before the order
    ComparisonCriterion.batch_spread: Decimal(10),  # one good sample proves little; batches alike prove more
    ComparisonCriterion.lead_time: Decimal(15),  # slow goods need more stock and miss the season
    ComparisonCriterion.moq_cover: Decimal(10),  # money that lies in stock
    ComparisonCriterion.payment: Decimal(5),  # who lends whom money
    ComparisonCriterion.papers: Decimal(5),  # beyond the licence, which is a gate
    ComparisonCriterion.years: Decimal(5),  # years are a hint, no proof, so they are no gate
}

# Those of landed cost follow from the reference cost of the product, see `cost_anchors`.
DEFAULT_ANCHORS: Mapping[ComparisonCriterion, Anchors] = {
    ComparisonCriterion.sample_score: Anchors(
        Decimal(60), Decimal(100)
    ),  # the retest line; the pass line of 80 is half-way
    ComparisonCriterion.batch_spread: Anchors(Decimal("0.10"), Decimal(0)),  # customers notice about a tenth
    ComparisonCriterion.lead_time: Anchors(Decimal(30), Decimal(3)),  # a month, made to order; three days, from stock
    ComparisonCriterion.moq_cover: Anchors(
        Decimal(90), Decimal(30)
    ),  # a month's sales is the policy; its watch line is half-way
    ComparisonCriterion.payment: Anchors(Decimal(-30), Decimal(30)),  # all paid a month ahead; a month of credit
    ComparisonCriterion.papers: Anchors(Decimal(0), Decimal(1)),
    ComparisonCriterion.years: Anchors(Decimal(1), Decimal(5)),  # the preferred three years are half-way
}

# Codes and memberships are delivered within hours, and mostly paid ahead.
DIGITAL_ANCHORS: Mapping[ComparisonCriterion, Anchors] = {
    ComparisonCriterion.lead_time: Anchors(Decimal(3), Decimal(0)),
    ComparisonCriterion.payment: Anchors(Decimal(-3), Decimal(15)),
}


def default_anchors(digital: bool) -> dict[ComparisonCriterion, Anchors]:
    return dict(DEFAULT_ANCHORS) | (dict(DIGITAL_ANCHORS) if digital else {})


def scheme_for(
    weights: Mapping[ComparisonCriterion, Decimal] | None = None,
    anchors: Mapping[ComparisonCriterion, Anchors] | None = None,
    *,
    digital: bool = False,
    cost: Anchors | None = None,
    standards: Standards | None = None,
) -> Scheme:
    """The scheme of a product: the team's weights, if it set any, and its anchors over the defaults.

    `cost`: the anchors of landed cost, in the team's currency; without them nobody can say what is dear, and cost is
    not scored. Raises BadScheme.
    """
    merged = default_anchors(digital) | dict(anchors or {}) | ({ComparisonCriterion.landed_cost: cost} if cost else {})
    return Scheme(dict(DEFAULT_WEIGHTS if weights is None else weights), merged, standards or Standards())


def cost_anchors(reference: Decimal | None, ceiling: Decimal | None, standards: Standards) -> Anchors | None:
    """What counts as a dear and as a cheap landed cost (METHODS 1.1).

    `reference`: what such a unit costs; `ceiling`: what it may cost at most. Cheaper than the red line of the price
    alarm earns no more. Without a reference half of the ceiling is cheap; without either nobody can say.
    """
    most = ceiling if ceiling is not None and ceiling > 0 else None
    good = reference * standards.cost_good if reference else None
    if reference and good is not None:
        bad = reference * standards.cost_bad if most is None else min(reference * standards.cost_bad, most)
        if bad > good:
            return Anchors(bad, good)
    return None if most is None else Anchors(most, most / 2)


def weights_from(data: Mapping[str, Any]) -> dict[ComparisonCriterion, Decimal]:
    """Weights as a setting keeps them, {"landed_cost": "30"}; codes that are no criterion (any more) are left out.

    Raises BadScheme(number).
    """
    return {criterion: number(criterion, data[criterion]) for criterion in ComparisonCriterion if criterion in data}


def anchors_from(data: Mapping[str, Any]) -> dict[ComparisonCriterion, Anchors]:
    """Anchors as a setting keeps them, {"lead_time": {"bad": "30", "good": "3"}}. Raises BadScheme(number)."""
    return {
        criterion: Anchors(number(criterion, data[criterion]["bad"]), number(criterion, data[criterion]["good"]))
        for criterion in ANCHORED
        if criterion in data
    }


def number(criterion: ComparisonCriterion, value: object) -> Decimal:
    """A finite figure. Raises BadScheme(number)."""
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        raise BadScheme(SchemeFault.number, criterion) from None
    if not figure.is_finite():
        raise BadScheme(SchemeFault.number, criterion)
    return figure
