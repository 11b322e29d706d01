"""What is bought from whom. Until orders are kept, "ordered" means supplied by a supplier on trial or active."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from operator import itemgetter
from typing import Any, NamedTuple

from peewee import JOIN, Case, Select, fn

from portal.core.models.record import rows
from portal.core.rules.money import rounded
from portal.facts.answer import FIRST_SUPPLIER, Answer, Link, Missing, at, known_fact, share
from portal.facts.records import Records
from portal.products.models import Product, Source
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.payment import cover_days
from portal.quotes.rules.terms import FeeState, least_stated
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import ReputationNote, Supplier
from portal.suppliers.rules.documents import ENDLESS
from portal.suppliers.rules.pipeline import BUYING
from portal.suppliers.rules.standing import INDEPENDENT

Params = dict[str, Any]
FEES = {
    "freight": ("freight_per_order_state", "freight_per_unit_state"),
    "packing": ("packing_state",),
    "platform_fee": ("platform_fee_state",),
}


class Purchase(NamedTuple):
    """A supplier bought from, one of the products it supplies, and the newest quote for it that still holds."""

    supplier_id: int
    supplier: str
    since_year: int | None
    licensed: bool  # a licence in date
    talked_about: bool  # an independent source was heard about it
    product_id: int | None
    product: str | None
    monthly_units: int | None
    return_rate: Decimal | None
    own_return_rate: Decimal | None
    verdict: str | None  # of the newest signed sample of this product from this supplier
    quote_id: int | None
    moq: int | None
    order_multiple: int | None
    first_break: int | None  # None: the quote has no price
    freight_per_order_state: str | None
    freight_per_unit_state: str | None
    packing_state: str | None
    platform_fee_state: str | None

    @property
    def least(self) -> int | None:
        """The smallest order that can be bought; None without a quote that says it."""
        return least_stated(self.moq, self.first_break, self.order_multiple)


def purchases(records: Records) -> list[Purchase]:
    """One row for each supplier bought from and product it supplies.

    Without a product: the supplier supplies none, or this one is of another business.
    """
    pair = supplied().alias("pair")
    newest = newest_quote(records).alias("newest")
    query = (
        Supplier.select(
            Supplier.id,
            Supplier.name,
            Supplier.since_year,
            yes(papers(Document.kind == "licence", records)),
            yes(heard_outside()),
            Product.id,
            Product.name,
            Product.monthly_units,
            Product.return_rate,
            Source.return_rate,
            latest_verdict(),
            Quote.id,
            Quote.moq,
            Quote.order_multiple,
            PriceBreak.select(fn.MIN(PriceBreak.from_quantity)).where(PriceBreak.quote == Quote.id),
            *(getattr(Quote, name) for names in FEES.values() for name in names),
        )
        .join(pair, JOIN.LEFT_OUTER, on=(pair.c.supplier_id == Supplier.id))
        .join(
            Product,
            JOIN.LEFT_OUTER,
            on=(Product.id == pair.c.product_id)
            & (Product.business == records.business)
            & Product.deleted_at.is_null(),
        )
        .join(Source, JOIN.LEFT_OUTER, on=(Source.supplier == Supplier.id) & (Source.product == Product.id))
        .join(newest, JOIN.LEFT_OUTER, on=(newest.c.supplier_id == Supplier.id) & (newest.c.product_id == Product.id))
        .join(Quote, JOIN.LEFT_OUTER, on=(Quote.id == newest.c.quote_id))
        .where(Supplier.status.in_(BUYING), Supplier.deleted_at.is_null())
        .order_by(Supplier.name, Supplier.id, Product.name, Product.id)
    )
    return [Purchase(*row) for row in rows(query)]


def supplied() -> Any:
    """Pairs of supplier and product that anything connects: a role, or a quote."""
    quoted = Quote.select(Quote.supplier, Quote.product).where(Quote.deleted_at.is_null())
    return Source.select(Source.supplier, Source.product) | quoted


def newest_quote(records: Records) -> Select:
    """The quote that counts for each pair: of those that still hold, the one given last."""
    place = fn.ROW_NUMBER().over(
        partition_by=[Quote.supplier, Quote.product], order_by=[Quote.quoted_on.desc(), Quote.id.desc()]
    )
    ranked = (
        Quote.select(Quote.id.alias("quote_id"), Quote.supplier, Quote.product, place.alias("place"))
        .where(Quote.in_force(records.today))
        .alias("ranked")
    )
    return Select([ranked], [ranked.c.quote_id, ranked.c.supplier_id, ranked.c.product_id]).where(ranked.c.place == 1)


def papers(kind: Any, records: Records) -> Select:
    """Papers of a supplier that are in date. One without an end is, if papers of its kind hold without."""
    endless = Document.expires_on.is_null() & Document.kind.in_(ENDLESS)
    return Document.select(Document.id).where(live(Document), kind, endless | (Document.expires_on >= records.today))


def undated(kind: Any) -> Select:
    """Papers of a supplier of which nobody knows whether they are in date."""
    unsure = Document.expires_on.is_null() & Document.kind.not_in(ENDLESS)
    return Document.select(Document.id).where(live(Document), kind, unsure)


def heard_outside() -> Select:
    """Word of mouth about a supplier from sources that are neither its own nor the platform's, with the address."""
    return ReputationNote.select(ReputationNote.id).where(
        live(ReputationNote), ReputationNote.source_kind.in_(INDEPENDENT), ReputationNote.url != ""
    )


def latest_verdict() -> Select:
    signed = Sample.select(Sample.verdict).where(
        live(Sample), Sample.product == Product.id, Sample.verdict.is_null(False)
    )
    return signed.order_by(Sample.verdict_at.desc(), Sample.id.desc()).limit(1)


def live(model: Any) -> Any:
    return (model.supplier == Supplier.id) & model.deleted_at.is_null()


def yes(query: Select) -> Any:
    """Whether the query finds something, as a column."""
    return Case(None, [(fn.EXISTS(query), 1)], 0)


def by_product(records: Records) -> dict[int, list[Purchase]]:
    """Purchases by the id of the product, those without one left out."""
    bought: dict[int, list[Purchase]] = defaultdict(list)
    for purchase in records.once(purchases):
        if purchase.product_id is not None:
            bought[purchase.product_id].append(purchase)
    return bought


def unbought(records: Records) -> Link:
    """Where the first goods that are bought are written down: a quote of a supplier bought from, else a supplier."""
    suppliers = [purchase.supplier_id for purchase in records.once(purchases)]
    return at("suppliers.show", suppliers[0], "quotes") if suppliers else FIRST_SUPPLIER


def products_that(records: Records, holds: Callable[[Purchase], bool]) -> Answer:
    """The share of ordered products for which everything bought keeps to something, and the names of the others."""
    ordered = by_product(records)
    if not ordered:
        return Missing(link=unbought(records))
    missing = [bought[0].product or "" for bought in ordered.values() if not all(map(holds, bought))]
    ok = len(ordered) - len(missing)
    figure = share(ok, len(ordered))
    return known_fact(figure, records.today, True, ok=ok, count=len(ordered), missing=tuple(sorted(missing)))


def ordered_products_sampled(records: Records, params: Params) -> Answer:
    """The share of ordered products with a passed sample from each supplier they are bought from."""
    return products_that(records, lambda purchase: purchase.verdict == SampleVerdict.passed)


def landed_cost_complete(records: Records, params: Params) -> Answer:
    """The share of ordered products whose quote says everything that the landed cost needs.

    Zero and not applicable are said; unknown is not. The return loss needs a return rate of the product or supplier.
    """
    return products_that(records, lambda purchase: all(states(purchase, part) for part in params["parts"]))


def states(purchase: Purchase, part: str) -> bool:
    if purchase.quote_id is None:
        return False
    if part == "goods":
        return purchase.first_break is not None
    if part == "return_loss":
        return purchase.return_rate is not None or purchase.own_return_rate is not None
    return all(getattr(purchase, name) != FeeState.unknown for name in FEES[part])


class Cover(NamedTuple):
    """How long the smallest order of a product lasts at its expected sales."""

    product_id: int
    product: str
    least: int | None  # None: nobody said how little can be bought
    units: int | None  # a month; None or 0: nobody said what is expected to sell
    link: Link | None = None  # to the quote

    @property
    def days(self) -> Decimal | None:
        return None if self.least is None else cover_days(self.least, self.units)


def moq_cover_days(records: Records, params: Params) -> Answer:
    """Days of expected sales that the smallest order of the quote in force lasts: the longest of all ordered products.

    Where that of one product is not known, the others cannot pass for it: only one beyond the limit is an answer then.
    """
    bought = [(key, purchase) for purchase in records.once(purchases) if (key := purchase.product_id) is not None]
    covers = [Cover(key, of.product or "", of.least, of.monthly_units) for key, of in bought]
    answer = longest_cover(covers, records, params["enough"], ordered=True)
    if not isinstance(answer, Missing):
        return answer
    lacking = next((pair for pair, cover in zip(bought, covers, strict=True) if cover.days is None), None)
    return replace(answer, link=uncovered(*lacking) if lacking else unbought(records))


def uncovered(product: int, purchase: Purchase) -> Link:
    """Where it is written down what the cover of a purchase lacks."""
    if not purchase.monthly_units:
        return at("products.show", product, "monthly_units")
    if purchase.quote_id is None:
        return at("products.show", product, "quotes")
    return at("quotes.show", purchase.quote_id, "moq")


def longest_cover(
    covers: Sequence[Cover], records: Records, enough: Decimal | int | None, ordered: bool = False
) -> Answer:
    """The longest cover, of all or, where some are not known, beyond `enough` days; else Missing with their names.

    A month has 30 days. Whole days, half up; the limit is held against them, so that it agrees with what is shown.
    """
    known = [(rounded(days, 0), cover) for cover in covers if (days := cover.days) is not None]
    unknown = tuple(dict.fromkeys(cover.product for cover in covers if cover.days is None))
    if not known:
        return Missing(unknown)
    days, longest = max(known, key=itemgetter(0))
    if unknown and (enough is None or days <= enough):
        return Missing(unknown)
    return known_fact(
        days,
        records.today,
        ordered,
        longest.link,
        days=days,
        product=longest.product,
        moq=longest.least,
        units=longest.units,
        count=len({of_product.product_id for of_product in covers}),
    )


def suppliers_vetted(records: Records, params: Params) -> Answer:
    """The share of suppliers ordered from with a start date, a licence in date and one outside reputation note."""
    bought = {purchase.supplier_id: purchase for purchase in records.once(purchases)}.values()
    if not bought:
        return Missing(link=unbought(records))
    missing = tuple(
        purchase.supplier
        for purchase in bought
        if not (purchase.since_year and purchase.licensed and purchase.talked_about)
    )
    years = int(params["min_years"])
    old = sum(
        bool(purchase.since_year) and records.today.year - int(purchase.since_year or 0) >= years for purchase in bought
    )
    ok, count = len(bought) - len(missing), len(bought)
    figure = share(ok, count)
    return known_fact(figure, records.today, True, ok=ok, count=count, missing=missing, years=years, years_ok=old)
