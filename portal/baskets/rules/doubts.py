"""What may turn which way of buying is the cheapest, though all its fees are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.baskets.rules.basket import Basket
from portal.baskets.rules.bids import Bid, BidState
from portal.baskets.rules.plans import BasketPlan
from portal.baskets.rules.risks import BasketRecords
from portal.market.rules.price_gaps import AlarmLevel
from portal.settings.rules.rates import Rate


class PlanDoubt(StrEnum):
    no_rate = "no_rate"  # a price for which no rate is kept: it may be lower
    old_rate = "old_rate"
    run_out = "run_out"  # of the way itself: its price no longer holds
    old_quote = "old_quote"  # the same, older than a price may be
    low_price = "low_price"  # the same, below the red line: something may be left out of it


@dataclass(frozen=True)
class OpenPoint:
    """`bids` or `rate` it is about."""

    doubt: PlanDoubt
    bids: tuple[Bid, ...] = ()
    rate: Rate | None = None


def open_points(
    basket: Basket, plan: BasketPlan, records: BasketRecords, rate_days: int, quote_days: int
) -> Iterator[OpenPoint]:
    """In the order they are said; none where nothing that is on file leaves the cheapest way open.

    `rate_days` and `quote_days`: for how long a rate and a price pass as current.
    """
    rateless = (bid for bid in basket.bids.values() if bid.state is BidState.no_rate)
    yield from by_supplier(PlanDoubt.no_rate, rateless)
    for rate in basket.rates:
        if (basket.on - rate.on).days > rate_days:
            yield OpenPoint(PlanDoubt.old_rate, rate=rate)
    yield from by_supplier(PlanDoubt.run_out, (bid for bid in plan.bids if bid.late))
    old = (bid for bid in plan.bids if not bid.late and (basket.on - bid.quote.quoted_on).days > quote_days)
    yield from by_supplier(PlanDoubt.old_quote, old)
    for bid in plan.bids:
        alarm = records.low(bid)
        if alarm and alarm.level is AlarmLevel.red:
            yield OpenPoint(PlanDoubt.low_price, (bid,))


def by_supplier(doubt: PlanDoubt, bids: Iterator[Bid]) -> Iterator[OpenPoint]:
    theirs: dict[int, list[Bid]] = {}
    for bid in bids:
        theirs.setdefault(bid.supplier, []).append(bid)
    return (OpenPoint(doubt, tuple(group)) for group in theirs.values())
