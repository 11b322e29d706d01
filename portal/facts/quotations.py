"""How many prices stand against each other for what is bought, and how old the rates between their currencies are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from peewee import JOIN, Case, Select, fn

from portal.core.models.record import rows
from portal.facts.ages import NewestRecord, as_day, oldest
from portal.facts.answer import Answer, Link, Missing, at, known_fact
from portal.facts.purchases import Params, supplied, unbought
from portal.facts.records import Records
from portal.products.models import Product
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.basis import PriceBasis, end_of_cost
from portal.quotes.rules.terms import TaxBasis, least_order
from portal.settings.models.rates import FxRate
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING


class QuotedPrice(NamedTuple):
    product_id: int
    product: str
    monthly_units: int | None
    supplier_id: int | None
    tax_basis: str | None
    incoterm: str | None
    moq: int | None
    first_break: int | None
    order_multiple: int | None
    kind: str
    freight_per_order: Decimal | None  # where it is an amount
    freight_per_unit: Decimal | None
    quote_id: int | None
    currency: str | None
    converts: bool  # to the currency of the team

    @property
    def basis(self) -> PriceBasis | None:
        """None where there is no quote or nobody knows the tax."""
        carried = bool(self.freight_per_order or self.freight_per_unit or self.kind == "digital")
        if self.tax_basis is None or self.tax_basis == TaxBasis.unknown:
            return None
        return PriceBasis(TaxBasis(self.tax_basis), end_of_cost(self.incoterm or "", carried))

    @property
    def fits(self) -> bool:
        """Whether a month's sales can be bought at it; where nobody says what sells, any quantity will do."""
        if self.first_break is None:
            return False
        least = least_order(self.moq, self.first_break, self.order_multiple or 1)
        return not self.monthly_units or least <= self.monthly_units


def quotes_per_product(records: Records, params: Params) -> Answer:
    """The fewest suppliers with a like-for-like quote for an ordered product.

    Like for like: on the same tax basis, with delivery that ends at one place, for a month's sales, not older than
    `max_age_days`, in the team's currency or one with a rate.
    """
    since = records.today - timedelta(days=int(params["max_age_days"]))
    ordered: dict[int, list[QuotedPrice]] = defaultdict(list)
    for offer in recent_offers(records, since):
        ordered[offer.product_id].append(offer)
    counts = {product: comparable(offers) for product, offers in ordered.items()}
    if not any(counts.values()):
        offers = next(iter(ordered.values()), None)
        return unlike(offers) if offers else Missing(link=unbought(records))
    least = min(counts, key=lambda product: (counts[product], ordered[product][0].product))
    return known_fact(
        counts[least],
        records.today,
        True,
        least=counts[least],
        product=ordered[least][0].product,
        ok=sum(count >= params["enough"] for count in counts.values()),
        count=len(counts),
    )


def unlike(offers: list[QuotedPrice]) -> Missing:
    """What keeps the quotes for a product from being compared: tax, price or rate of one; else it lacks a quote."""
    names = (offers[0].product,)
    for offer in offers:
        if offer.quote_id is not None and offer.basis is None:
            return Missing(names, link=at("quotes.show", offer.quote_id, "tax_basis"))
        if offer.quote_id is not None and offer.first_break is None:
            return Missing(names, link=at("quotes.show", offer.quote_id, "breaks-0-unit_price"))
        if offer.currency is not None and not offer.converts:
            return Missing((offer.currency,), link=rate_of(offer.currency))
    return Missing(names, link=at("products.show", offers[0].product_id, "quotes"))


def rate_of(currency: str) -> Link:
    """Where its exchange rate is entered."""
    return "rates.index", {"base": currency}


def comparable(offers: Iterable[QuotedPrice]) -> int:
    """Suppliers in the largest group on one tax basis, with delivery that ends at one place."""
    groups: dict[PriceBasis, set[int]] = defaultdict(set)
    for offer in offers:
        if offer.supplier_id is not None and offer.converts and offer.basis is not None and offer.fits:
            groups[offer.basis].add(offer.supplier_id)
    return max((len(suppliers) for suppliers in groups.values()), default=0)


def recent_offers(records: Records, since: date) -> list[QuotedPrice]:
    """Ordered products, each with the suppliers of its recent quotes that can be compared."""
    pair = supplied().alias("pair")
    bought = (
        Supplier.select(pair.c.product_id)
        .join(pair, on=(pair.c.supplier_id == Supplier.id))
        .where(Supplier.status.in_(BUYING), Supplier.deleted_at.is_null())
    )
    first = PriceBreak.select(fn.MIN(PriceBreak.from_quantity)).where(PriceBreak.quote == Quote.id)
    recent = (
        (Quote.product == Product.id)
        & Quote.in_force(records.today)
        & (Quote.quoted_on >= since)
        & Quote.supplier.in_(Supplier.select(Supplier.id).where(Supplier.deleted_at.is_null()))
    )
    converts = Case(None, [((Quote.currency == records.currency) | fn.EXISTS(rated(records)), 1)], 0)
    query = (
        Product.select(
            *(Product.id, Product.name, Product.monthly_units),
            *(Quote.supplier, Quote.tax_basis, Quote.incoterm, Quote.moq, first, Quote.order_multiple),
            *(Product.kind, Quote.freight_per_order, Quote.freight_per_unit, Quote.id),
            *(Quote.currency, converts),
        )
        .join(Quote, JOIN.LEFT_OUTER, on=recent)
        .where(Product.business == records.business, Product.deleted_at.is_null(), Product.id.in_(bought))
        .order_by(Product.name, Product.id, Quote.id)
    )
    return [QuotedPrice(*row) for row in rows(query)]


def rated(records: Records) -> Select:
    """A rate between the currency of a quote and the team's, in either direction."""
    there = (FxRate.base == Quote.currency) & (FxRate.quote == records.currency)
    back = (FxRate.base == records.currency) & (FxRate.quote == Quote.currency)
    return FxRate.select(FxRate.id).where(there | back, FxRate.on <= records.today)


def cross_border_rates(records: Records, params: Params) -> Answer:
    """Days since the newest exchange rate was written down, for the foreign currency where that is longest ago."""
    return oldest(records.once(foreign), records.today, ("quotes.index", {}))


def foreign(records: Records) -> list[NewestRecord]:
    """Currencies of the quotes in use other than the team's, each with the day of its newest rate."""
    query = (
        Quote.select(Quote.currency, rated(records).select(fn.MAX(FxRate.on)))
        .join(Supplier)
        .switch(Quote)
        .join(Product)
        .where(Supplier.status.in_(BUYING), Supplier.deleted_at.is_null(), Product.business == records.business)
        .where(Quote.in_force(records.today), Product.deleted_at.is_null(), Quote.currency != records.currency)
        .distinct()
    )
    return [NewestRecord(currency, as_day(on), rate_of(currency)) for currency, on in rows(query)]
