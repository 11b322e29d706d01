"""A quote as a basket counts it: what an order of an item from a supplier costs, and what of it nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.baskets.rules.splitting import Lot
from portal.core.rules.money import round_money
from portal.quotes.rules.build_up import ZERO, CostInput, per_order, per_unit
from portal.quotes.rules.terms import TaxBasis, Terms
from portal.settings.rules.rates import Rate, rate_for


@dataclass(frozen=True)
class BasketItem:
    """A product that is wanted, and how many of it."""

    id: int
    name: str
    quantity: int


@dataclass(frozen=True, kw_only=True)
class BasketQuote:
    """A quote, newest of its supplier for the product among those that count; `role` is what it is to the product.

    `delivery`: where its cost ends (METHODS 3.1), empty at the team's door, else the Incoterm.
    """

    id: int
    product: int
    supplier: int
    quoted_on: date
    valid_until: date | None
    delivery: str
    role: str | None
    terms: Terms

    def runs(self, today: date) -> bool:
        """Through its last day."""
        return self.valid_until is None or self.valid_until >= today


ONCE = frozenset({CostInput.freight_per_order, CostInput.platform_fee, CostInput.other_fees})  # paid once an order


class BidState(StrEnum):
    usable = "usable"
    short = "short"  # less than is asked for
    no_rate = "no_rate"  # in money for which no rate is kept
    run_out = "run_out"


@dataclass(frozen=True, kw_only=True)
class Bid:
    """An order of one item from one supplier, in the team's money unless no rate is kept.

    `amount` is the goods with what is known of freight and packing per unit, `once` what an order pays once
    (in the order of `per_order`), both rounded to the smallest coin as an invoice writes them. The loss by returns
    is no payment.
    """

    quote: BasketQuote
    item: BasketItem
    state: BidState
    currency: str
    ordered: int
    unit_price: Decimal
    unit_fees: Decimal
    amount: Decimal
    once: tuple[Decimal, ...]
    unknown: tuple[CostInput, ...]
    floor: Decimal  # the least `amount` any order of enough units can come to, as far as fees are known
    saves: Decimal = ZERO  # by ordering more than is asked for, at the price of a later break
    rate: Rate | None = None
    late: bool = False  # it ran out, whether or not it counts

    @property
    def usable(self) -> bool:
        return self.state is BidState.usable

    @property
    def supplier(self) -> int:
        return self.quote.supplier

    @property
    def lot(self) -> Lot:
        """As the search holds it against others: by what it costs at least."""
        return Lot(self.floor, self.once)

    @property
    def tax(self) -> TaxBasis:
        return self.quote.terms.tax_basis

    @property
    def surplus(self) -> int:
        """Units bought beyond those asked for: the least order, whole multiples, or a cheaper break."""
        return max(self.ordered - self.item.quantity, 0)

    @property
    def surplus_cost(self) -> Decimal:
        """What those units cost at the price of the order."""
        return round_money((self.unit_price + self.unit_fees) * self.surplus, self.currency)


def bid(quote: BasketQuote, item: BasketItem, to: str, rates: Iterable[Rate], on: date, expired: bool = False) -> Bid:
    """The order as it would be placed today; a quote that ran out counts only where `expired` is asked for."""
    own = quote.terms.currency
    rate = None if own == to else rate_for(own, to, rates, on)
    terms = quote.terms.in_currency(to, lambda amount: rate.change(amount, own)) if rate else quote.terms
    ordered = cheapest_order(terms, item.quantity)
    plain = terms.order_for(item.quantity)
    return Bid(
        quote=quote,
        item=item,
        state=state(quote, terms, item.quantity, to, on, expired),
        currency=terms.currency,
        ordered=ordered,
        unit_price=terms.price_at(ordered),
        unit_fees=unit_fees(terms),
        amount=amount(terms, ordered),
        once=tuple(round_money(fee.known or ZERO, terms.currency) for fee in per_order(terms).values()),
        unknown=unknown(terms),
        floor=amount(terms, least_order(terms, plain)),
        saves=amount(terms, plain) - amount(terms, ordered),
        rate=rate,
        late=not quote.runs(on),
    )


def state(quote: BasketQuote, terms: Terms, wanted: int, to: str, on: date, expired: bool) -> BidState:
    if not (expired or quote.runs(on)):
        return BidState.run_out
    if terms.currency != to:
        return BidState.no_rate
    return BidState.short if terms.order_for(wanted) < wanted else BidState.usable


def cheapest_order(terms: Terms, wanted: int) -> int:
    """What must be ordered, or a later break where that costs less in all and no fee per unit is unknown."""
    plain = terms.order_for(wanted)
    return plain if any(fee.known is None for fee in per_unit(terms).values()) else least_order(terms, plain)


def least_order(terms: Terms, plain: int) -> int:
    """Of an order and those at later breaks the one that costs least on what is known."""
    orders = {plain, *(max(plain, terms.order_for(line.from_quantity)) for line in terms.breaks)}
    return min(orders, key=lambda order: (amount(terms, order), order))


def amount(terms: Terms, ordered: int) -> Decimal:
    return round_money((terms.price_at(ordered) + unit_fees(terms)) * ordered, terms.currency)


def unit_fees(terms: Terms) -> Decimal:
    return sum((fee.known or ZERO for fee in per_unit(terms).values()), ZERO)


def unknown(terms: Terms) -> tuple[CostInput, ...]:
    fees = per_order(terms) | per_unit(terms)
    return tuple(name for name, fee in fees.items() if fee.known is None)
