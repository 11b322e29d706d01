"""What a product costs from each supplier, in the team's money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from portal.core.rules.money import round_unit
from portal.market.queries.goods import goods
from portal.market.queries.offers import offers
from portal.market.rules.offers import Goods, QuoteOffer
from portal.market.rules.price_gaps import MarketOffer
from portal.products.queries.list import SellerLine, sellers
from portal.products.rules import ReferenceCost
from portal.quotes.pages.notices import ends_soon
from portal.quotes.rules.landed_cost import LandedCost, landed_cost, landed_cost_in
from portal.quotes.rules.standing import newest_that_holds
from portal.quotes.rules.terms import Validity, validity
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate, convert
from portal.settings.team import team
from portal.suppliers.rules.pipeline import Status

MOST_LINES = 5  # a chart tells so many histories apart


@dataclass(frozen=True)
class Priced:
    """A quote at the quantity asked for; `landed` is None where no rate is kept for its currency."""

    seller: SellerLine
    offer: QuoteOffer
    valid: Validity
    current: bool  # the newest of its supplier that counts
    own: LandedCost  # in the currency of the quote
    landed: LandedCost | None  # in the team's money, at the rate of today
    then: Decimal | None  # the unit price in the team's money, at the rate of its own day


@dataclass(frozen=True)
class Prices:
    """`quotes` newest first; `offers` the current ones, cheapest first, those that cannot be compared last."""

    sellers: list[SellerLine]
    quotes: list[Priced]
    offers: list[Priced]
    rates: tuple[Rate, ...] = ()
    reference: ReferenceCost | None = None  # what a unit is known to cost
    about: Goods | None = None

    @property
    def market(self) -> list[MarketOffer]:
        """The offers in force, one of each supplier that still sells."""
        return [
            MarketOffer(priced.seller.supplier_id, priced.offer)
            for priced in self.offers
            if priced.valid is not Validity.expired and priced.seller.status != Status.retired
        ]

    @property
    def expired(self) -> int:
        """Suppliers whose only quotes ran out."""
        holding = {quote.seller.supplier_id for quote in self.quotes if quote.valid is not Validity.expired}
        return len({quote.seller.supplier_id for quote in self.quotes} - holding)

    @property
    def histories(self) -> list[tuple[str, list[tuple[date, Decimal]]]]:
        """Name -> (day, unit price in the team's money), oldest first; the suppliers that quoted last."""
        points_of: dict[int, tuple[str, list[tuple[date, Decimal]]]] = {}
        for quote in self.quotes:
            if quote.then is not None:
                points_of.setdefault(quote.seller.supplier_id, (quote.seller.name, []))[1].append(
                    (quote.offer.quoted_on, quote.then)
                )
        return [(name, points[::-1]) for name, points in list(points_of.values())[:MOST_LINES]]


def prices(product: Any, quantity: int, today: date, expired: bool) -> Prices:
    """Every quote of a product at a quantity; with `expired` one that has run out counts as an offer too.

    Four statements, however many quotes there are.
    """
    of_product, about = sellers(product.id), goods(product.id)
    if about is None:
        return Prices(of_product, [], [])
    by_id = {seller.supplier_id: seller for seller in of_product}
    return_rates = {key: seller.return_rate for key, seller in by_id.items()}
    rates = FxRate.known()
    quotes: list[Priced] = []
    for key, of_seller in offers(about, by_id, return_rates, today).items():
        newest = newest_that_holds(of_seller, today, expired)
        quotes += [priced(by_id[key], offer, quantity, rates, today, offer is newest) for offer in of_seller]
    quotes.sort(key=lambda quote: (quote.offer.quoted_on, quote.offer.id), reverse=True)
    current = sorted((quote for quote in quotes if quote.current), key=cheapest)
    return Prices(of_product, quotes, current, rates, about.reference, about)


def priced(
    seller: SellerLine, offer: QuoteOffer, quantity: int, rates: Iterable[Rate], today: date, current: bool
) -> Priced:
    own = landed_cost(offer.terms, quantity)
    then = convert(own.unit_price, own.currency, team().currency, rates, offer.quoted_on)
    return Priced(
        seller,
        offer,
        validity(offer.valid_until, today, ends_soon()),
        current,
        own,
        landed_cost_in(team().currency, offer.terms, quantity, rates, today),
        round_unit(then.amount) if then else None,
    )


def cheapest(offer: Priced) -> tuple[bool, Decimal, str]:
    return (offer.landed is None, offer.landed.at_least if offer.landed else Decimal(0), offer.seller.name)
