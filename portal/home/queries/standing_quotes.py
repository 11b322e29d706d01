"""The quotes that hold today, product by product: how many, what they lack, and the cheapest nobody tried yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import JOIN, Case, Select, Value, fn

from portal.core.models.record import db
from portal.products.models import Product
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.incoterms import INCOTERMS, seller_pays_freight
from portal.quotes.rules.terms import FeeState
from portal.samples.models.samples import Sample
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import PATH

A_BEGINNING = 100  # units, where nobody said how many a month
MOST = 200  # products; those that most suppliers quote
TO_THE_DOOR = [incoterm for incoterm in INCOTERMS if seller_pays_freight(incoterm)]
NO_PRICE = Value(-1)  # not in the team's money


def standing(today: date) -> Any:
    """The condition that a quote is the newest of its supplier that holds today, for what may be bought from it."""
    newer = Quote.alias()
    later = (newer.quoted_on > Quote.quoted_on) | ((newer.quoted_on == Quote.quoted_on) & (newer.id > Quote.id))
    same = (newer.supplier == Quote.supplier) & (newer.product == Quote.product) & newer.deleted_at.is_null()
    runs = newer.valid_until.is_null() | (newer.valid_until >= today)
    latest = ~fn.EXISTS(newer.select(newer.id).where(same & later & runs & (newer.quoted_on <= today)))
    on_file = Supplier.deleted_at.is_null() & Supplier.status.in_(PATH) & Product.deleted_at.is_null()
    allowed = Category.id.is_null() | ~Category.banned
    return Quote.in_force(today) & latest & on_file & allowed


def lacks_freight() -> Any:
    """What an offer's landed cost cannot hold: nobody said what the freight of the goods is, or who pays it."""
    unknown = FeeState.unknown
    open_fee = (Quote.freight_per_order_state == unknown) | (Quote.freight_per_unit_state == unknown)
    return (Product.kind == "physical") & Quote.incoterm.not_in(TO_THE_DOOR) & open_fee


def offers(today: date, currency: str) -> Any:
    """A row of each standing quote; its unit price in millionths at what is sold in a month."""
    units = fn.COALESCE(Product.monthly_units, A_BEGINNING)
    tiers = PriceBreak.select(PriceBreak.unit_price).where(PriceBreak.quote == Quote.id)
    reached = tiers.where(PriceBreak.from_quantity <= units).order_by(PriceBreak.from_quantity.desc()).limit(1)
    first = tiers.order_by(PriceBreak.from_quantity).limit(1)
    tried = Sample.select(Sample.id).where(
        Sample.supplier == Quote.supplier, Sample.product == Quote.product, Sample.deleted_at.is_null()
    )
    return (
        Quote.select(
            Product.id.alias("product"),
            Product.name.alias("name"),
            units.alias("units"),
            Quote.id.alias("quote"),
            Supplier.id.alias("supplier"),
            Supplier.name.alias("seller"),
            Case(None, [(lacks_freight(), 1)], 0).alias("lacking"),
            Case(None, [(fn.EXISTS(tried), 1)], 0).alias("sampled"),
            Case(None, [(Quote.currency == currency, fn.COALESCE(reached, first))], NO_PRICE).alias("price"),
        )
        .join(Supplier)
        .switch(Quote)
        .join(Product)
        .join(Category, JOIN.LEFT_OUTER)
        .where(standing(today))
    )


def grouped(today: date, currency: str) -> Any:
    """A row of each product of which something may be said, as `step_facts` reads it."""
    quotes = offers(today, currency).alias("quotes")
    column = quotes.c
    cheapest = (column.sampled, Case(None, [(column.price < 0, 1)], 0), column.price, column.supplier)
    place = fn.ROW_NUMBER().over(partition_by=[column.product], order_by=list(cheapest))
    names = ("product", "name", "units", "quote", "supplier", "seller", "lacking", "sampled", "price")
    columns = [getattr(column, name).alias(name) for name in names]
    ranked = Select(from_list=[quotes], columns=[*columns, place.alias("place")]).alias("ranked")
    line = ranked.c
    quoting, lacking, sampled = fn.COUNT(line.quote), fn.SUM(line.lacking), fn.SUM(line.sampled)
    whole = Select(
        from_list=[ranked],
        columns=[
            *(line.product.alias("id"), line.name.alias("name"), line.units.alias("units"), quoting.alias("quoting")),
            *(lacking.alias("lacking"), sampled.alias("sampled")),
            *(column for number in (1, 2) for column in offer(line, number)),
        ],
    )
    whole = whole.group_by(line.product, line.name, line.units).having((lacking > 0) | (sampled < 2) | (quoting < 2))
    whole = whole.order_by(quoting.desc(), line.product).limit(MOST).alias("whole")
    order = [*("id", "name", "units", "quoting", "lacking", "sampled")]
    order += (f"{name}{number}" for number in (1, 2) for name in ("quote", "supplier", "seller", "price"))
    outer = [Value("product"), *(getattr(whole.c, name) for name in order), Value("")]
    return Select(from_list=[whole], columns=outer).bind(db)


def offer(line: Any, number: int) -> list[Any]:
    """The cheapest quote, or the second, of those without a sample; zeros where there is none."""
    holds = (line.place == number) & (line.sampled == 0)
    parts = (("quote", 0), ("supplier", 0), ("seller", ""), ("price", 0))
    return [
        fn.COALESCE(fn.MAX(Case(None, [(holds, getattr(line, name))])), empty).alias(f"{name}{number}")
        for name, empty in parts
    ]
