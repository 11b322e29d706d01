"""The quotes that hold today, product by product: how many, what they lack, and the cheapest nobody tried yet."""

from __future__ import annotations

from collections.abc import Iterable
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
ABOUT = ("product", "name", "units", "tried", "at")  # of a product; `at`: the quantity its prices hold at
OFFER = (("quote", 0), ("supplier", 0), ("seller", ""), ("price", 0))  # of a quote, and what stands for none
CARRIED = (
    *("product", "name", "units", "tried", "quote", "supplier", "seller", "lacking", "sampled"),
    *("foreign", "fewest", "most"),
)


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
    """A row of each of their quotes: the fewest and most units it sells, and whether it is in the team's money."""
    units = fn.COALESCE(Product.monthly_units, A_BEGINNING)
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
        flag(Quote.currency != currency).alias("foreign"),
        fewest().alias("fewest"),
        (Quote.largest_order / Quote.order_multiple * Quote.order_multiple).alias("most"),
    )
    return query.where(Quote.product.in_(worth_saying(today)), standing(today), Quote.newest(today))


def fewest() -> Any:
    """The smallest order of a quote, as `Terms.least` has it."""
    moq, multiple = fn.COALESCE(Quote.moq, 1), Quote.order_multiple
    first = PriceBreak.select(fn.MIN(PriceBreak.from_quantity)).where(PriceBreak.quote == Quote.id)
    least = Case(None, [(moq < first, first)], moq)
    return (least + multiple - 1) / multiple * multiple


def quantities(today: date, currency: str) -> Any:
    """Each offer with the quantity at which those of its product are held against each other.

    What is sold in a month, if anybody not tried yet sells so many or so few; else the smallest that two of them sell.
    """
    quotes = offers(today, currency).alias("quotes")
    line = quotes.c
    comparable = (line.sampled == 0) & (line.foreign == 0)
    fits = most_of_product(line, flag(comparable & sells(line, line.units)))
    order = fn.ROW_NUMBER().over(partition_by=[line.product], order_by=[line.sampled, line.foreign, line.fewest])
    columns = [*copied(line, CARRIED), fits.alias("fits"), order.alias("order")]
    ordered = Select(from_list=[quotes], columns=columns).alias("ordered")
    line = ordered.c
    early = (line.order <= 2) & (line.sampled == 0)
    in_money = most_of_product(line, Case(None, [(early & (line.foreign == 0), line.fewest)]))
    smallest = fn.COALESCE(in_money, most_of_product(line, Case(None, [(early, line.fewest)])), line.units)
    at = Case(None, [(line.fits == 1, line.units)], smallest)
    return Select(from_list=[ordered], columns=[*copied(line, CARRIED), at.alias("at")])


def sells(line: Any, quantity: Any) -> Any:
    return (line.fewest <= quantity) & (line.most.is_null() | (line.most >= quantity))


def priced(today: date, currency: str) -> Any:
    """Each offer with its unit price in millionths at that quantity, and whether it is among those to try."""
    quotes = quantities(today, currency).alias("quotes")
    line = quotes.c
    tiers = PriceBreak.select(PriceBreak.unit_price).where(PriceBreak.quote == line.quote)
    reached = tiers.where(PriceBreak.from_quantity <= line.at).order_by(PriceBreak.from_quantity.desc()).limit(1)
    first = tiers.order_by(PriceBreak.from_quantity).limit(1)
    price = Case(None, [(line.foreign == 0, fn.COALESCE(reached, first))], NO_PRICE)
    offered = flag((line.sampled == 0) & sells(line, line.at))
    columns = [*copied(line, (*CARRIED, "at")), price.alias("price"), offered.alias("offered")]
    return Select(from_list=[quotes], columns=columns)


def grouped(today: date, currency: str) -> Any:
    """A row of each product, as `step_facts` reads it."""
    quotes = priced(today, currency).alias("priced")
    line = quotes.c
    cheapest = [line.offered.desc(), flag(line.price < 0), line.price, line.supplier]
    place = fn.ROW_NUMBER().over(partition_by=[line.product], order_by=cheapest)
    columns = copied(line, (*ABOUT, "lacking", "offered", *(name for name, _ in OFFER)))
    ranked = Select(from_list=[quotes], columns=[*columns, place.alias("place")]).alias("ranked")
    line = ranked.c
    counts = (fn.COUNT(line.quote), fn.SUM(line.lacking), line.tried, line.units)
    cheapest_two = [column for number in (1, 2) for column in offer(line, number)]
    columns = [Value("product"), line.product, line.name, line.at, *counts, *cheapest_two, Value("")]
    whole = Select(from_list=[ranked], columns=columns)
    return whole.group_by(*(getattr(line, name) for name in ABOUT)).bind(db)


def copied(line: Any, names: Iterable[str]) -> list[Any]:
    return [getattr(line, name).alias(name) for name in names]


def most_of_product(line: Any, value: Any) -> Any:
    return fn.MAX(value).over(partition_by=[line.product])


def offer(line: Any, number: int) -> list[Any]:
    """The cheapest quote, or the second, of those to try."""
    holds = (line.place == number) & (line.offered == 1)
    return [fn.COALESCE(fn.MAX(Case(None, [(holds, getattr(line, name))])), empty) for name, empty in OFFER]
