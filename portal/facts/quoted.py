"""What the supplier quoted for what the need looks for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from peewee import JOIN

from portal.facts.answer import Answer, Link, Missing, known_fact, share
from portal.facts.purchases import Cover, Params, longest_cover
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import need, supplier
from portal.market.queries.offers import offer
from portal.market.rules.offers import QuoteOffer
from portal.products.models import Product, Source
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.terms import Break, least_stated
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status

TIERS = 2  # prices from which on a quote has them by quantity
NOT_SAID = (None, "", "unknown")
FREIGHT = ("freight_per_order", "freight_per_unit")


@dataclass(frozen=True)
class QuotedProduct:
    """A quote with its product, as `row`, and its prices by quantity."""

    row: Any
    breaks: tuple[Break, ...]

    @property
    def digital(self) -> bool:
        return str(self.row.kind) == "digital"

    @property
    def offer(self) -> QuoteOffer:
        rate = self.row.usual_rate if self.row.own_rate is None else self.row.own_rate
        return offer(self.row, self.breaks, rate, self.digital)

    @property
    def least(self) -> int | None:
        """The smallest order that can be bought; None where nobody said."""
        first = self.breaks[0].from_quantity if self.breaks else None
        return least_stated(self.row.moq, first, self.row.order_multiple)

    @property
    def link(self) -> Link:
        return "quotes.show", {"id": str(self.row.id)}

    def holds(self, records: Records) -> bool:
        return self.row.valid_until is None or self.row.valid_until >= records.today

    def says(self, name: str) -> bool:
        """Whether a field is filled in. Of a fee zero and not applicable are said; unknown is not."""
        if name in ("unit_price", "price_breaks"):
            return len(self.breaks) >= (TIERS if name == "price_breaks" else 1)
        if name == "freight":
            return self.digital or all(self.says(fee) for fee in FREIGHT)
        return getattr(self.row, f"{name}_state", getattr(self.row, name, None)) not in NOT_SAID


def quotes(records: Records) -> list[QuotedProduct]:
    """Quotes for the need's product (it names none: for all that the supplier quotes), the newest first.

    Of the supplier every one, of the others those in force; what a retired one quoted is no offer any more.
    """
    wanted, asked = records.once(supplier), records.once(need)
    if wanted is None:
        return []
    own = Quote.alias()
    theirs = own.select(own.product).where(own.supplier == wanted.id, own.deleted_at.is_null())
    query: Any = (
        Quote.select(
            *(Quote, PriceBreak.from_quantity, PriceBreak.unit_price, Source.return_rate.alias("own_rate")),
            *(Product.name.alias("goods"), Product.kind.alias("kind"), Product.monthly_units.alias("units")),
            Product.return_rate.alias("usual_rate"),
        )
        .join(Product)
        .join_from(Quote, Supplier)
        .join_from(Quote, PriceBreak, JOIN.LEFT_OUTER, on=PriceBreak.quote == Quote.id)
        .join_from(
            *(Quote, Source, JOIN.LEFT_OUTER),
            on=(Source.supplier == Quote.supplier) & (Source.product == Quote.product),
        )
        .where(Product.business == records.business, Product.deleted_at.is_null(), Supplier.deleted_at.is_null())
        .where(Quote.product == asked.product_id if asked and asked.product_id else Quote.product.in_(theirs))
        .where(Quote.in_force(records.today) | ((Quote.supplier == wanted.id) & Quote.deleted_at.is_null()))
        .where(Quote.quoted_on <= records.today)
        .where((Quote.supplier == wanted.id) | (Supplier.status != Status.retired))
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
    )
    return [QuotedProduct(row, breaks) for row, breaks in PriceBreak.gathered(query)]


def own(records: Records) -> list[QuotedProduct]:
    """The supplier's quotes, the newest first."""
    wanted = records.once(supplier)
    return [quote for quote in records.once(quotes) if quote.row.supplier_id == wanted.id]


def in_force(records: Records) -> dict[int, dict[int, QuotedProduct]]:
    """By product and supplier the quote that counts: of those that still hold the one given last."""
    counts: dict[int, dict[int, QuotedProduct]] = defaultdict(dict)
    for quote in records.once(quotes):
        if quote.holds(records):
            counts[quote.row.product_id].setdefault(quote.row.supplier_id, quote)
    return counts


def own_in_force(records: Records) -> list[QuotedProduct]:
    """Of the supplier the quote that counts for each product, the newest first."""
    wanted = records.once(supplier)
    theirs = (by_supplier.get(wanted.id) for by_supplier in records.once(in_force).values()) if wanted else ()
    return [quote for quote in theirs if quote]


def where(records: Records) -> Link | None:
    """Where a quote of the supplier belongs."""
    wanted = records.once(supplier)
    return ("suppliers.show", {"id": str(wanted.id), "_anchor": "quotes"}) if wanted else None


def at_field(link: Link | None, field: str) -> Link | None:
    """The same record, at a field of it."""
    return (link[0], {**link[1], "_anchor": field}) if link else None


def lead_days(records: Records, times: int = 1) -> tuple[Decimal, Link | None] | None:
    """The lead time of the newest quote in force, in days, or in a unit of which a day has so many `times`."""
    newest = next(iter(own_in_force(records)), None)
    if newest is None or newest.row.lead_days is None:
        return None
    return Decimal(newest.row.lead_days * times), newest.link


def moq_cover_days(records: Records, params: Params) -> Answer:
    """Days of expected sales in the smallest order of the supplier's quote in force: the longest of its products.

    The need says what is expected to sell; where it does not, the product does. Where that of one product is not known,
    the others cannot pass for it.
    """
    looked_for, newest = records.once(need), own_in_force(records)
    expected = looked_for.monthly_units if looked_for and looked_for.product_id else None
    covers = [
        Cover(quote.row.product_id, quote.row.goods, quote.least, expected or quote.row.units, quote.link)
        for quote in newest
    ]
    answer = longest_cover(covers, records, params["enough"])
    if not isinstance(answer, Missing):
        return answer
    unsaid = next((cover for cover in covers if cover.least is None), None)
    if unsaid or not covers:
        return Missing(answer.names, link=at_field(unsaid.link, "moq") if unsaid else where(records))
    if looked_for and looked_for.product_id:
        return Missing(link=("needs.show", {"id": str(looked_for.id)}))
    unsold = next(cover for cover in covers if cover.days is None)
    return Missing(answer.names, link=("products.show", {"id": str(unsold.product_id)}))


def fields_filled(records: Records, params: Params) -> Answer:
    """The share of the named `fields` that the supplier's newest quote says, 0 to 1, run out or not."""
    newest = next(iter(own(records)), None)
    if newest is None:
        return Missing(link=where(records))
    fields = tuple(params["fields"])
    missing = tuple(name for name in fields if not newest.says(name))
    ok = len(fields) - len(missing)
    figure = share(ok, len(fields))
    return known_fact(figure, records.today, link=newest.link, ok=ok, count=len(fields), missing=missing)


QUESTIONS: dict[str, Question] = {"moq_cover_days": moq_cover_days, "fields_filled/quote": fields_filled}
CONDITIONS: dict[str, Condition] = {}
