"""The quotes that hold today, product by product: how many, what they lack, and the cheapest nobody tried yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import JOIN, Case, Select, Value, fn

from portal.core.models.record import db
from portal.products.models import Product
from portal.products.rules import A_BEGINNING
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.incoterms import INCOTERMS, seller_pays_freight
from portal.quotes.rules.terms import FeeState
from portal.samples.models.samples import Sample
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import PATH

MOST = 200  # products; those that most suppliers quote
TO_THE_DOOR = [incoterm for incoterm in INCOTERMS if seller_pays_freight(incoterm)]
NO_PRICE = Value(-1)  # not in the team's money
ABOUT = ("product", "name", "units", "tried")  # of a product
OFFER = (("quote", 0), ("supplier", 0), ("seller", ""), ("price", 0))  # of a quote, and what stands for none


def standing(today: date) -> Any:
    """Quotes that hold today, for what may be bought from whom; Supplier and Product are joined."""
    on_file = Supplier.deleted_at.is_null() & Supplier.status.in_(PATH) & Product.deleted_at.is_null()
    allowed = Category.id.is_null() | ~Category.banned
    return Quote.in_force(today) & on_file & allowed


def lacks_freight() -> Any:
    """Nobody said what the freight of the goods is, or who pays it: the landed cost cannot hold it."""
    unknown = FeeState.unknown
    open_fee = (Quote.freight_per_order_state == unknown) | (Quote.freight_per_unit_state == unknown)
    return (Product.kind == "physical") & Quote.incoterm.not_in(TO_THE_DOOR) & open_fee


def joined(*columns: Any) -> Any:
    """Quotes with what `standing` asks about."""
    query = Quote.select(*columns).join(Supplier).switch(Quote).join(Product)
    return query.join(Category, JOIN.LEFT_OUTER)


def worth_saying(today: date) -> Any:
    """Products of which something may be said, most quoted first; looked at closely only afterwards."""
    quoting, lacking = fn.COUNT(Quote.supplier.distinct()), fn.MAX(flag(lacks_freight()))
    columns = (Product.id.alias("product"), tried().alias("tried"), quoting.alias("quoting"), lacking.alias("lacking"))
    products = joined(*columns).where(standing(today)).group_by(Product.id).alias("products")
    line = products.c
    query = Select(from_list=[products], columns=[line.product])
    query = query.where((line.lacking == 1) | (line.quoting < 2) | (line.tried < 2))
    return query.order_by(line.quoting.desc(), line.product).limit(MOST)


def tried() -> Any:
    """How many suppliers there is a sample of the product of."""
    samples = Sample.select(fn.COUNT(Sample.supplier.distinct()))
    return samples.where(Sample.product == Product.id, Sample.deleted_at.is_null())


def flag(condition: Any) -> Any:
    return Case(None, [(condition, 1)], 0)


def offers(today: date, currency: str) -> Any:
    """A row of each of their quotes; its unit price in millionths at what is sold in a month."""
    units = fn.COALESCE(Product.monthly_units, A_BEGINNING)
    tiers = PriceBreak.select(PriceBreak.unit_price).where(PriceBreak.quote == Quote.id)
    reached = tiers.where(PriceBreak.from_quantity <= units).order_by(PriceBreak.from_quantity.desc()).limit(1)
    first = tiers.order_by(PriceBreak.from_quantity).limit(1)
    of_both = (Sample.supplier == Quote.supplier) & (Sample.product == Quote.product) & Sample.deleted_at.is_null()
    about = (Product.id.alias("product"), Product.name.alias("name"), units.alias("units"))
    query = joined(
        *about,
        tried().alias("tried"),
        Quote.id.alias("quote"),
        Supplier.id.alias("supplier"),
        Supplier.name.alias("seller"),
        flag(lacks_freight()).alias("lacking"),
        flag(fn.EXISTS(Sample.select(Sample.id).where(of_both))).alias("sampled"),
        Case(None, [(Quote.currency == currency, fn.COALESCE(reached, first))], NO_PRICE).alias("price"),
    )
    return query.where(Quote.product.in_(worth_saying(today)), standing(today), Quote.newest(today))


def grouped(today: date, currency: str) -> Any:
    """A row of each product, as `step_facts` reads it."""
    quotes = offers(today, currency).alias("quotes")
    line = quotes.c
    cheapest = [line.sampled, flag(line.price < 0), line.price, line.supplier]
    place = fn.ROW_NUMBER().over(partition_by=[line.product], order_by=cheapest)
    columns = [getattr(line, name).alias(name) for name in (*ABOUT, "lacking", "sampled", *(name for name, _ in OFFER))]
    ranked = Select(from_list=[quotes], columns=[*columns, place.alias("place")]).alias("ranked")
    line = ranked.c
    counts = (fn.COUNT(line.quote), fn.SUM(line.lacking), line.tried)
    cheapest_two = [column for number in (1, 2) for column in offer(line, number)]
    columns = [Value("product"), line.product, line.name, line.units, *counts, *cheapest_two, Value("")]
    whole = Select(from_list=[ranked], columns=columns)
    return whole.group_by(*(getattr(line, name) for name in ABOUT)).bind(db)


def offer(line: Any, number: int) -> list[Any]:
    """The cheapest quote, or the second, of those without a sample."""
    holds = (line.place == number) & (line.sampled == 0)
    return [fn.COALESCE(fn.MAX(Case(None, [(holds, getattr(line, name))])), empty) for name, empty in OFFER]
