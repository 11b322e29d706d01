"""What an offer is worth whoever it is compared with, and what is held against recommending it (METHODS 1.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.comparisons.rules.candidates import SupplierDossier
from portal.comparisons.rules.comparison import Reservation
from portal.comparisons.rules.criteria import ComparisonCriterion, Scheme
from portal.market.rules.offers import Goods
from portal.market.rules.price_gaps import AlarmLevel, AlarmLimits, MarketOffer, PriceAlarm, middle_cost, price_alarms
from portal.products.rules import ReferenceCost, ReferenceSource
from portal.quotes.rules.landed_cost import LandedCost
from portal.quotes.rules.terms import TaxBasis
from portal.settings.rules.rates import Converted, Rate, convert, rate_for
from portal.suppliers.rules.pipeline import Status

NOT_BOUGHT = (Status.retired, Status.paused)


class SellingFee(StrEnum):
    """What a platform takes of each unit sold."""

    share = "sale_share"  # of the sale price
    fixed = "sale_fee"


@dataclass(frozen=True)
class CostCeiling:
    """What a unit may cost landed at most, in the currency of the comparison.

    `sale`: what it sells for, None where only the need says what it may cost. `rate` turned the sale price into it.
    `fees`: what is known of the selling fees of a unit, which the sale price has to bear as well.
    """

    amount: Decimal
    sale: Decimal | None = None
    rate: Rate | None = None
    fees: Decimal = Decimal(0)
    unknown_fees: tuple[SellingFee, ...] = ()

    @property
    def net(self) -> Decimal | None:
        """What of the sale price is left once the known selling fees are paid."""
        return None if self.sale is None else self.sale - self.fees

    @property
    def by_sale(self) -> bool:
        """Whether the sale price sets it, and not what a need allows."""
        return self.amount == self.net

    def passed_by(self, cost: Decimal) -> bool:
        """A unit that costs what its sale leaves earns nothing."""
        return cost > self.amount or (self.net is not None and cost >= self.net)


@dataclass(frozen=True)
class ProductWorth:
    """What is known of a product apart from who is compared; money in the currency of the comparison.

    `rates` are behind the sale price, the reference cost and what needs allow; of a currency in `lacking` none is kept.
    """

    reference: ReferenceCost | None = None
    ceiling: CostCeiling | None = None
    alarms: Mapping[int, PriceAlarm] = field(default_factory=dict)  # by supplier
    rates: tuple[Rate, ...] = ()
    lacking: tuple[str, ...] = ()

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
    compared: Sequence[MarketOffer] = (),
) -> ProductWorth:
    """`allowed`: the highest acceptable costs of open needs, each with its currency. `compared`: the offers looked at,
    where one of them is no longer on the market."""
    needs = list(allowed)
    own = goods.reference.changed(currency, rates, on) if goods.reference else None
    middle = middle_cost(market, quantity, currency, rates, on)
    guessed = ReferenceCost(middle[0], currency, on, ReferenceSource.quotes, middle[1]) if middle else None
    ceiling = cost_ceiling(goods, needs, currency, rates, on)
    alarms = price_alarms(market, quantity, currency, rates, on, limits, own.amount if own else None, compared)
    behind = rates_behind(goods, needs, currency, rates, on)
    return ProductWorth(
        reference=own or guessed,
        ceiling=ceiling,
        alarms=alarms,
        rates=tuple(dict.fromkeys(rate for rate in behind.values() if rate)),
        lacking=tuple(code for code, rate in behind.items() if rate is None),
    )


def rates_behind(
    goods: Goods, allowed: Iterable[tuple[Decimal, str]], currency: str, rates: Sequence[Rate], on: date
) -> dict[str, Rate | None]:
    """The rate of every other currency in which the product's money is written; None where none is kept."""
    codes = {code for _amount, code in allowed}
    codes |= {goods.currency} if goods.sale_price else set()
    codes |= {goods.reference.currency} if goods.reference else set()
    return {code: rate_for(code, currency, rates, on) for code in sorted(codes - {currency})}


def cost_ceiling(
    goods: Goods, allowed: Iterable[tuple[Decimal, str]], currency: str, rates: Sequence[Rate], on: date
) -> CostCeiling | None:
    """The least of what the needs allow and of the sale price less its fees; None where nobody said either."""
    sale: Converted | None = (
        convert(goods.sale_price, goods.currency, currency, rates, on) if goods.sale_price else None
    )
    limits = [convert(amount, code, currency, rates, on) for amount, code in allowed]
    known = [limit.amount for limit in limits if limit is not None]
    if sale is None:
        return CostCeiling(min(known)) if known else None
    share = sale.amount * (goods.sale_share or 0)
    fixed = convert(goods.sale_fee, goods.currency, currency, rates, on) if goods.sale_fee else None
    fees = share + (fixed.amount if fixed else 0)
    unknown = tuple(fee for fee in SellingFee if getattr(goods, fee) is None)
    return CostCeiling(min((*known, sale.amount - fees)), sale.amount, sale.rate, fees, unknown)


def doubts(
    cost: LandedCost | None,
    dossier: SupplierDossier,
    worth: ProductWorth,
    scheme: Scheme,
    papers: Iterable[str],
    on: date,
) -> Iterator[Reservation]:
    """What is held against an offer by itself. `papers`: kinds that such goods need."""
    yield from doubts_of_supplier(dossier, scheme, on)
    if any(paper.stops for paper in dossier.held(papers, on)):
        yield Reservation.papers_lacking
    yield from doubts_of_cost(cost, dossier.supplier, worth, scheme)
    ceiling = worth.ceiling
    rates = (cost and cost.rate, ceiling and ceiling.rate, *worth.rates)
    if any(scheme.standards.old_rate(rate.on, on) for rate in rates if rate):
        yield Reservation.stale_rate
    if worth.lacking:
        yield Reservation.no_rate
    if ceiling is None or ceiling.sale is None:
        yield Reservation.no_sale_price


def doubts_of_supplier(dossier: SupplierDossier, scheme: Scheme, on: date) -> Iterator[Reservation]:
    """Of who offers, and when."""
    if dossier.status in NOT_BOUGHT:
        yield Reservation.retired
    if dossier.serious_notes:
        yield Reservation.serious_note
    if dossier.offer is None:
        return
    if not dossier.offer.runs(on):
        yield Reservation.run_out
    if scheme.standards.old_quote(dossier.offer.quoted_on, on):
        yield Reservation.old_quote
    if dossier.offer.delivery:
        yield Reservation.carriage_open


def doubts_of_cost(
    cost: LandedCost | None, supplier: int, worth: ProductWorth, scheme: Scheme
) -> Iterator[Reservation]:
    alarm, ceiling = worth.alarms.get(supplier), worth.ceiling
    if cost is None or cost.per_unit is None:
        yield Reservation.cost_unknown
    elif ComparisonCriterion.landed_cost not in scheme.anchors:
        yield Reservation.not_scored
    if cost is not None and ceiling is not None and ceiling.passed_by(cost.at_least):
        yield Reservation.loses
    if cost is not None and scheme.standards.large_order(cost.ordered, cost.asked):
        yield Reservation.large_order
    if cost is not None and cost.tax_basis is not TaxBasis.included:
        yield Reservation.tax_open
    if alarm is not None and alarm.level is AlarmLevel.red:
        yield Reservation.low_price
