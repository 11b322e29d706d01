"""What is sold and from which ranges: categories without enough suppliers, red lines, what sets the shop apart."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any, NamedTuple

from peewee import JOIN, Select, Value, fn

from portal.core.models.record import rows
from portal.facts.ages import local_day
from portal.facts.answer import (
    FIRST_PRODUCT,
    FIRST_SUPPLIER,
    Answer,
    Link,
    Missing,
    at,
    known_fact,
    main_categories,
    share,
)
from portal.facts.purchases import Params, papers, supplied, undated, yes
from portal.facts.records import Records
from portal.products.models import Product, Source
from portal.settings.models.categories import Category, MainCategory
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier, SupplierCategory
from portal.suppliers.rules.documents import DocumentKind
from portal.suppliers.rules.pipeline import BUYING, Status

SOURCE_PAPERS = (DocumentKind.authorisation, DocumentKind.source_evidence)


class RoleRange(NamedTuple):
    """A main category, an active supplier of it and one of the roles it has there."""

    category_id: int
    category: str
    supplier_id: int | None
    role: str | None


def ranges(records: Records) -> list[RoleRange]:
    supplies = SupplierCategory.select(SupplierCategory.supplier, SupplierCategory.category, Value(None).alias("role"))
    plays = Source.select(Source.supplier, Product.category, Source.role).join(Product)
    active = Supplier.select(Supplier.id).where(Supplier.status == Status.active, Supplier.deleted_at.is_null())
    offer = (supplies | plays.where(Product.deleted_at.is_null())).alias("offer")
    query = (
        MainCategory.select(Category.id, Category.name, offer.c.supplier_id, offer.c.role)
        .join(Category)
        .join(
            offer,
            JOIN.LEFT_OUTER,
            on=(offer.c.category_id == Category.id) & offer.c.supplier_id.in_(active),
        )
        .where(MainCategory.business == records.business, Category.deleted_at.is_null())
        .order_by(Category.name, Category.id)
    )
    return [RoleRange(*row) for row in rows(query)]


def by_category(records: Records) -> dict[str, list[RoleRange]]:
    categories: dict[str, list[RoleRange]] = defaultdict(list)
    for of_role in records.once(ranges):
        categories[of_role.category].append(of_role)
    return categories


def active_suppliers_min(records: Records, params: Params) -> Answer:
    """The fewest active suppliers in a main category, by their ranges and by what they supply."""
    counts = {
        category: len({of_role.supplier_id for of_role in offered} - {None})
        for category, offered in by_category(records).items()
    }
    if not counts:
        return Missing(link=main_categories(records.business))
    least = min(counts, key=lambda category: (counts[category], category))
    ok = sum(count >= params["enough"] for count in counts.values())
    return known_fact(counts[least], records.today, least=counts[least], name=least, ok=ok, count=len(counts))


def role_coverage(records: Records, params: Params) -> Answer:
    """The share of main categories with a margin supplier and another one for traffic or as backup."""
    categories = by_category(records)
    if not categories:
        return Missing(link=main_categories(records.business))
    missing = tuple(category for category, of in categories.items() if not complementary(of))
    ok, count = len(categories) - len(missing), len(categories)
    return known_fact(share(ok, count), records.today, ok=ok, count=count, missing=missing)


def complementary(offered: list[RoleRange]) -> bool:
    margin = {of_role.supplier_id for of_role in offered if of_role.role == "margin"}
    others = {of_role.supplier_id for of_role in offered if of_role.role in ("traffic", "backup")}
    return any(supplier_id != other for supplier_id in margin for other in others)


class Crossed(NamedTuple):
    """Something bought or offered: whether its category is banned (None: it has none) and whether it lacks a source
    (None: there is a paper, and nobody wrote down when it ends)."""

    name: str
    page: Link  # of the product or supplier, at its category
    banned: bool | None
    unsourced: bool | None
    paper: Link | None  # one without an end


def crossed(records: Records) -> list[Crossed]:
    pair = supplied().alias("pair")
    bought = Supplier.status.in_(BUYING) & Supplier.deleted_at.is_null()
    paper = Document.kind.in_(SOURCE_PAPERS)
    endless = undated(paper).select(fn.MIN(Document.id))
    proof = Supplier.id.alias("seller"), yes(papers(paper, records)).alias("proved"), endless.alias("endless")
    products = (
        Product.select(
            Value("product").alias("source"), Product.id, Product.name, Category.banned, Product.kind, *proof
        )
        .join(pair, on=(pair.c.product_id == Product.id))
        .join(Supplier, on=(Supplier.id == pair.c.supplier_id))
        .join(Category, JOIN.LEFT_OUTER, on=(Category.id == Product.category))
        .where(bought, Product.business == records.business, Product.deleted_at.is_null())
    )
    suppliers = (
        Supplier.select(
            *(Value("range"), Supplier.id, Supplier.name, Category.banned, Value("range")),
            *(Supplier.id, Value(1), Value(0)),
        )
        .join(SupplierCategory, JOIN.LEFT_OUTER, on=(SupplierCategory.supplier == Supplier.id))
        .join(Category, JOIN.LEFT_OUTER, on=(Category.id == SupplierCategory.category))
        .where(bought, Category.id.is_null(False) | Supplier.id.not_in(Select([pair], [pair.c.supplier_id])))
    )
    goods: dict[tuple[str, int], list[Crossed]] = defaultdict(list)
    for source, key, name, banned, kind, seller, proved, endless_paper in rows(products.union_all(suppliers)):
        unsourced = kind == "digital" and not proved and (None if endless_paper else True)
        page = at("products.show", key, "category") if source == "product" else at("suppliers.show", key)
        dateless = at("suppliers.show", seller, f"document-{endless_paper}") if unsourced is None else None
        goods[source, key].append(Crossed(name, page, None if banned is None else bool(banned), unsourced, dateless))
    return [worst(offers) for offers in goods.values()]


def worst(offers: list[Crossed]) -> Crossed:
    """One product or range as several suppliers offer it, or several categories hold it."""
    banned, unsourced = (
        next(mark for mark in (True, None, False) if mark in marks)
        for marks in ({offer.banned for offer in offers}, {offer.unsourced for offer in offers})
    )
    paper = next((offer.paper for offer in offers if offer.paper), None)
    return Crossed(offers[0].name, offers[0].page, banned, unsourced, paper)


def red_line_hits(records: Records, params: Params) -> Answer:
    """Products in use and ranges of suppliers bought from that are in a banned category; digital goods without an
    authorisation or source evidence in date count too where `unsourced_digital` says so.

    Without any, the answer is open while one of them is in no category, or has papers without an end.
    """
    looked_at = records.once(crossed)
    asked = [(goods, (goods.banned, params["unsourced_digital"] and goods.unsourced)) for goods in looked_at]
    names = tuple(sorted(goods.name for goods, marks in asked if True in marks))
    unsure = sorted((goods for goods, marks in asked if None in marks), key=lambda goods: goods.name)
    if not names and (unsure or not looked_at):
        return Missing(tuple(goods.name for goods in unsure), link=unsorted(unsure))
    return known_fact(len(names), records.today, True, hits=len(names), count=len(looked_at), names=names)


def unsorted(unsure: list[Crossed]) -> Link:
    """Where the first of them is given its category or its paper an end; without any, where a supplier is added."""
    if not unsure:
        return FIRST_SUPPLIER
    first = unsure[0]
    return first.page if first.banned is None else first.paper or first.page


def additions(records: Records) -> list[Any]:
    """When each product came in, and whether it is custom or exclusive."""
    query = Product.select(Product.created_at, Product.custom, Product.exclusive)
    return list(query.where(Product.business == records.business, Product.deleted_at.is_null()))


def differentiated_share(records: Records, params: Params) -> Answer:
    """The share of the products new within `window_days` that are custom or exclusive."""
    since = records.today - timedelta(days=int(params["window_days"]))
    new = [product for product in records.once(additions) if local_day(product.created_at, records.zone) > since]
    if not new:
        return Missing(link=FIRST_PRODUCT)
    ok = sum(any(getattr(product, kind) for kind in params["kinds"]) for product in new)
    figure = share(ok, len(new))
    return known_fact(figure, records.today, ok=ok, count=len(new), share=figure, days=params["window_days"])
