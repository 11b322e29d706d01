"""How far a price stands from those of the other suppliers (METHODS 3.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from portal.core.rules.money import round_unit, rounded
from portal.core.rules.thresholds import Lookup
from portal.market.rules.offers import QuoteOffer
from portal.quotes.rules.landed_cost import LandedCost, landed_cost_in
from portal.quotes.rules.terms import TaxBasis
from portal.settings.rules.rates import Rate

FEWEST = 2  # costs that have a middle
RATIO_PLACES = 3  # as it is shown: a limit is held against what the reader sees


@dataclass(frozen=True)
class PriceGap:
    """`ratio`: own landed unit cost divided by the median of the others', above 0, to 3 places, half up."""

    ratio: Decimal
    others: int

    @property
    def share(self) -> Decimal:
        """The distance from that median as a share of it: below 0 is cheaper."""
        return self.ratio - 1


class AlarmLevel(StrEnum):
    clear = "clear"
    one_other = "one_other"  # only one other price: nobody can say
    amber = "amber"  # worth a question
    red = "red"  # rarely an honest bargain


class AlarmBasis(StrEnum):
    """What was held against what."""

    landed_cost = "landed_cost"
    unit_price = "unit_price"  # where the landed costs are not known
    stated_price = "stated_price"  # where too few say on which tax or delivery: `unknown` says what is not stated
    reference = "reference"  # the landed cost against the product's own reference cost, as nobody else quotes


class AlarmUnknown(StrEnum):
    """What nobody stated of some of the prices held against each other."""

    tax = "tax"
    freight = "freight"


@dataclass(frozen=True)
class AlarmLimits:
    """The lines of the price alarm, as the team's policy has them."""

    amber: Decimal
    red: Decimal
    min_others: int
    max_age_days: int

    def level(self, ratio: Decimal) -> AlarmLevel:
        if ratio < self.red:
            return AlarmLevel.red
        return AlarmLevel.amber if ratio < self.amber else AlarmLevel.clear


@dataclass(frozen=True)
class PriceAlarm:
    """A price against the middle of the others. `limit` is the line it fell below, else the amber one."""

    level: AlarmLevel
    basis: AlarmBasis
    own: Decimal
    middle: Decimal
    ratio: Decimal
    others: int
    limit: Decimal
    unknown: tuple[AlarmUnknown, ...] = ()

    @property
    def share(self) -> Decimal:
        return self.ratio - 1


@dataclass(frozen=True)
class MarketOffer:
    """The newest quote in force of a supplier for a product."""

    supplier: int
    offer: QuoteOffer

    @property
    def unknown(self) -> frozenset[AlarmUnknown]:
        silent = {
            AlarmUnknown.tax: self.offer.terms.tax_basis is TaxBasis.unknown,
            AlarmUnknown.freight: not self.offer.names_place,
        }
        return frozenset(part for part, holds in silent.items() if holds)

    def may_be_like(self, other: MarketOffer) -> bool:
        """Whether the two prices do not differ in tax or term as far as both say."""
        silent = self.unknown | other.unknown
        taxed = AlarmUnknown.tax in silent or self.offer.terms.tax_basis is other.offer.terms.tax_basis
        return taxed and (AlarmUnknown.freight in silent or self.offer.incoterm == other.offer.incoterm)


def alarm_limits(lookup: Lookup) -> AlarmLimits:
    amber, red, others, age = (
        Decimal(lookup(f"price_alarm.{name}")) for name in ("amber", "red", "min_others", "max_age_days")
    )
    return AlarmLimits(amber, red, int(others), int(age))


def price_gap(own: Decimal, others: Collection[Decimal], least: int) -> PriceGap | None:
    """A landed unit cost against those of the other suppliers, one each, all in one currency and above 0.

    None with fewer than `least` others (1 or more): a middle of so few says nothing.
    """
    if len(others) < max(least, 1):
        return None
    return PriceGap(rounded(own / median(others), RATIO_PLACES), len(others))


def price_alarms(
    market: Iterable[MarketOffer],
    quantity: int,
    currency: str,
    rates: Sequence[Rate],
    on: date,
    limits: AlarmLimits,
    reference: Decimal | None = None,
    compared: Iterable[MarketOffer] = (),
) -> dict[int, PriceAlarm]:
    """The alarm of each supplier whose price can be held against another.

    Held against it are the others in `market`, all that is quoted for the product, but for what is older than a price
    may be. `compared`: offers people look at, also those that are no longer on the market. `reference` is what the team
    knows such a unit to cost, where nobody else quotes.
    """
    sellers = list(market)
    since = on - timedelta(days=limits.max_age_days)
    costs = {
        seller: landed_cost_in(currency, seller.offer.terms, quantity, rates, on) for seller in (*sellers, *compared)
    }
    recent = [seller for seller in sellers if seller.offer.quoted_on >= since]
    alarms: dict[int, PriceAlarm] = {}
    for mine in {seller.supplier: seller for seller in costs}.values():
        alike = [
            other for other in recent if other.supplier != mine.supplier and mine.offer.basis.like(other.offer.basis)
        ]
        rivals = [(cost, other.offer.incoterm == mine.offer.incoterm) for other in alike if (cost := costs[other])]
        alarm = alarm_of(costs[mine], rivals, limits, reference)
        if alarm is None or alarm.level is AlarmLevel.one_other:
            others = [other for other in recent if other.supplier != mine.supplier and mine.may_be_like(other)]
            alarm = stronger(alarm, stated_alarm(mine, others, costs, limits))
        if alarm is not None:
            alarms[mine.supplier] = alarm
    return alarms


def stated_alarm(
    mine: MarketOffer,
    others: Sequence[MarketOffer],
    costs: Mapping[MarketOffer, LandedCost | None],
    limits: AlarmLimits,
) -> PriceAlarm | None:
    """By unit price against everybody who does not say that tax or term are others, with what is not stated."""
    own = costs[mine]
    able = [(other, cost) for other in others if (cost := costs[other]) is not None and not cost.short]
    if own is None or own.short:
        return None
    alarm = against(AlarmBasis.stated_price, own.unit_price, [cost.unit_price for _other, cost in able], limits)
    silent = mine.unknown.union(*(other.unknown for other, _cost in able))
    return replace(alarm, unknown=tuple(part for part in AlarmUnknown if part in silent)) if alarm else None


def stronger(known: PriceAlarm | None, stated: PriceAlarm | None) -> PriceAlarm | None:
    """What is known on one basis stays, unless a price stands out beside what is merely stated."""
    raised = stated is not None and stated.level in (AlarmLevel.amber, AlarmLevel.red)
    return stated if known is None or raised else known


def alarm_of(
    cost: LandedCost | None,
    rivals: Sequence[tuple[LandedCost, bool]],
    limits: AlarmLimits,
    reference: Decimal | None,
) -> PriceAlarm | None:
    """By landed cost; by unit price where too few landed costs are known, then by the reference cost.

    Beside the cost of a rival stands whether its price was quoted on the same term: only then unit prices are alike.
    """
    if cost is None or cost.short:
        return None
    able = [(rival, alike) for rival, alike in rivals if not rival.short]
    landed = [rival.per_unit for rival, _alike in able if rival.per_unit is not None]
    alarms = [
        alarm
        for alarm in (
            against(AlarmBasis.landed_cost, cost.per_unit, landed, limits),
            against(
                AlarmBasis.unit_price, cost.unit_price, [rival.unit_price for rival, alike in able if alike], limits
            ),
        )
        if alarm is not None
    ]
    if not alarms and reference and cost.per_unit is not None:
        gap = PriceGap(rounded(cost.per_unit / reference, RATIO_PLACES), 0)
        return judged_alarm(AlarmBasis.reference, cost.per_unit, reference, gap, limits)
    enough = (alarm for alarm in alarms if alarm.level is not AlarmLevel.one_other)
    return next(enough, alarms[0] if alarms else None)


def against(
    basis: AlarmBasis, own: Decimal | None, others: Sequence[Decimal], limits: AlarmLimits
) -> PriceAlarm | None:
    gap = None if own is None else price_gap(own, others, 1)
    return None if own is None or gap is None else judged_alarm(basis, own, median(others), gap, limits)


def middle_cost(
    market: Iterable[MarketOffer], quantity: int, currency: str, rates: Sequence[Rate], on: date
) -> tuple[Decimal, int] | None:
    """The median of the landed costs on file that can be held against each other, and how many there are.

    Of several bases the one that most offers share, then the one with tax; None where no basis has two.
    """
    costs: dict[tuple[bool, str], list[Decimal]] = defaultdict(list)
    for seller in market:
        cost = landed_cost_in(currency, seller.offer.terms, quantity, rates, on)
        if cost and not cost.short and cost.per_unit is not None and cost.tax_basis is not TaxBasis.unknown:
            costs[cost.tax_basis is TaxBasis.included, seller.offer.delivery].append(cost.per_unit)
    if not costs:
        return None
    basis = max(costs, key=lambda key: (len(costs[key]), key[0], not key[1], key[1]))
    return (round_unit(median(costs[basis])), len(costs[basis])) if len(costs[basis]) >= FEWEST else None


def judged_alarm(basis: AlarmBasis, own: Decimal, middle: Decimal, gap: PriceGap, limits: AlarmLimits) -> PriceAlarm:
    enough = basis is AlarmBasis.reference or gap.others >= limits.min_others
    level = limits.level(gap.ratio) if enough else AlarmLevel.one_other
    limit = limits.red if level is AlarmLevel.red else limits.amber
    return PriceAlarm(level, basis, own, middle, gap.ratio, gap.others, limit)
