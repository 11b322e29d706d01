"""What an offer is worth whoever it is compared with, and what is held against recommending it (METHODS 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from portal.comparisons.rules.candidates import Goods
from portal.comparisons.rules.comparison import Reservation
from portal.comparisons.rules.criteria import ComparisonCriterion, Scheme
from portal.comparisons.rules.price_gaps import (
    AlarmLevel,
    AlarmLimits,
    MarketOffer,
    PriceAlarm,
    middle_cost,
    price_alarms,
)
from portal.products.rules import ReferenceCost, ReferenceSource
from portal.quotes.rules.landed_cost import LandedCost
from portal.settings.rules.rates import Converted, Rate, convert


@dataclass(frozen=True)
class CostCeiling:
    """What a unit may cost landed at most, in the currency of the comparison.

    `sale`: what it sells for, None where only the need says what it may cost. `rate` turned the sale price into it.
    """

    amount: Decimal
    sale: Decimal | None = None
    rate: Rate | None = None

    def passed_by(self, cost: Decimal) -> bool:
        """A unit that costs what it sells for earns nothing."""
        return cost > self.amount or (self.sale is not None and cost >= self.sale)


@dataclass(frozen=True)
class ProductWorth:
    """What is known of a product apart from who is compared; money in the currency of the comparison."""

    reference: ReferenceCost | None = None
    ceiling: CostCeiling | None = None
    alarms: Mapping[int, PriceAlarm] = field(default_factory=dict)  # by supplier

    @property
    def cost(self) -> Decimal | None:
        return self.reference.amount if self.reference else None

    @property
    def most(self) -> Decimal | None:
        return self.ceiling.amount if self.ceiling else None


def product_worth(
    goods: Goods,
    market: Sequence[MarketOffer],
    allowed: Iterable[tuple[Decimal, str]],
    quantity: int,
    currency: str,
    rates: Sequence[Rate],
    on: date,
    limits: AlarmLimits,
) -> ProductWorth:
    """`allowed`: the highest acceptable costs of open needs, each with its currency."""
    own = reference_in(goods.reference, currency, rates, on)
    middle = middle_cost(market, quantity, currency, rates, on)
    guessed = ReferenceCost(middle[0], currency, on, ReferenceSource.quotes, middle[1]) if middle else None
    alarms = price_alarms(market, quantity, currency, rates, on, limits, own.amount if own else None)
    return ProductWorth(own or guessed, cost_ceiling(goods, allowed, currency, rates, on), alarms)


def reference_in(kept: ReferenceCost | None, currency: str, rates: Sequence[Rate], on: date) -> ReferenceCost | None:
    """The reference cost in another currency; None without a rate."""
    changed = convert(kept.amount, kept.currency, currency, rates, on) if kept else None
    if kept is None or changed is None:
        return None
    return ReferenceCost(changed.amount, currency, kept.on, kept.source, kept.quotes, kept.by)


def cost_ceiling(
    goods: Goods, allowed: Iterable[tuple[Decimal, str]], currency: str, rates: Sequence[Rate], on: date
) -> CostCeiling | None:
    """The least of what the needs allow and of the sale price; None where nobody said either."""
    sale: Converted | None = (
        convert(goods.sale_price, goods.currency, currency, rates, on) if goods.sale_price else None
    )
    limits = [convert(amount, code, currency, rates, on) for amount, code in allowed]
    known = [limit.amount for limit in (*limits, sale) if limit is not None]
    if not known:
        return None
    return CostCeiling(min(known), sale.amount if sale else None, sale.rate if sale else None)


def doubts(
    cost: LandedCost | None, supplier: int, worth: ProductWorth, scheme: Scheme, on: date
) -> Iterator[Reservation]:
    """What is held against an offer by itself."""
    alarm, ceiling = worth.alarms.get(supplier), worth.ceiling
    since = on - timedelta(days=scheme.standards.rate_days)
    if cost is None or cost.per_unit is None:
        yield Reservation.cost_unknown
    elif ComparisonCriterion.landed_cost not in scheme.anchors:
        yield Reservation.not_scored
    if cost is not None and ceiling is not None and ceiling.passed_by(cost.at_least):
        yield Reservation.loses
    if alarm is not None and alarm.level is AlarmLevel.red:
        yield Reservation.low_price
    if ceiling is None or ceiling.sale is None:
        yield Reservation.no_sale_price
    if any(rate.on < since for rate in (cost and cost.rate, ceiling and ceiling.rate) if rate):
        yield Reservation.stale_rate
