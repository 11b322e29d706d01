"""Needs as lists and pages read them: a fixed number of statements, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.agreements.queries import Shelf
from portal.agreements.rules.agreements import AgreementMark
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.market.queries.goods import goods
from portal.market.queries.offers import Quotations, quotations
from portal.market.rules.offers import Goods, QuoteOffer
from portal.market.rules.price_gaps import MarketOffer
from portal.needs.models import Need, NeedCandidate
from portal.needs.rules import Brief, JudgedCandidate, NeedState, RivalSupplier, judged, ranked
from portal.products.models import Product
from portal.quotes.rules.standing import newest_that_holds
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.settings.rules.rates import Rate
from portal.suppliers.models.suppliers import Supplier, SupplierCategory

PER_PAGE = 50


class ListedNeed(NamedTuple):
    id: int
    title: str
    business: str
    owner: str | None
    due_on: date | None
    closed_on: date | None
    product: str | None
    candidates: int


class LookedAt(NamedTuple):
    """A supplier looked at for a need."""

    candidate: int  # the row that says so
    supplier: int
    name: str
    status: str
    note: str
    banned: int  # categories of it that nobody here may buy


def matching(business: int | None) -> Any:
    kept = Need.deleted_at.is_null()
    return kept if business is None else kept & (Need.business == business)


def counts(business: int | None) -> dict[str, int]:
    """How many are open and closed."""
    query = Need.select(fn.COUNT(Need.id), fn.COUNT(Need.closed_on)).where(matching(business))
    [(number, closed)] = rows(query)
    return {NeedState.open: number - closed, NeedState.closed: closed}


def page(business: int | None, way: str, number: int) -> list[ListedNeed]:
    """Open ones first, each by deadline; one more than a page holds when there are further ones."""
    columns = (Need.id, Need.title, Business.name, User.name, Need.due_on, Need.closed_on, Product.name, counted())
    query = listed(business, way, columns).limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE)
    return [ListedNeed(*row) for row in rows(query)]


def exported(business: int | None, way: str, names: Iterable[str]) -> list[dict[str, Any]]:
    """Every need of the list: its columns of these names, and how it stands."""
    names_of: dict[str, Any] = {"business": Business.name, "product": Product.name, "owner": User.name}
    fields = (*names, "closed_on", "reason")
    columns = [*(names_of.get(name, getattr(Need, name)) for name in fields), counted()]
    needs = rows(listed(business, way, columns))
    return [dict(zip((*fields, "candidates"), row, strict=True)) for row in needs]


def counted() -> Any:
    """The suppliers looked at."""
    return (
        NeedCandidate.select(fn.COUNT(NeedCandidate.id))
        .join(Supplier)
        .where(NeedCandidate.need == Need.id, Supplier.deleted_at.is_null())
    )


def listed(business: int | None, way: str, columns: Iterable[Any]) -> Any:
    query = (
        Need.select(*columns)
        .join(Business)
        .join_from(Need, User, JOIN.LEFT_OUTER, on=Need.owner)
        .join_from(Need, Product, JOIN.LEFT_OUTER, on=(Need.product == Product.id) & Product.deleted_at.is_null())
        .where(matching(business))
        .order_by(Need.closed_on.desc(nulls="FIRST"), Need.due_on.asc(nulls="LAST"), Need.id)
    )
    return query.where(Need.closed_on.is_null(way == NeedState.open)) if way else query


def need_row(id: int) -> Any:
    """The need with its business, owner and product; None when it is gone."""
    product = (Need.product == Product.id) & Product.deleted_at.is_null()
    query = (
        Need.select(Need, Business, User, Product)
        .join(Business)
        .switch(Need)
        .join(User, JOIN.LEFT_OUTER, on=Need.owner, attr="keeper")
        .switch(Need)
        .join(Product, JOIN.LEFT_OUTER, on=product, attr="goods")
    )
    return query.where(Need.id == id, Need.deleted_at.is_null()).first()


def brief(need: Any, banned: bool | None = False, has_product: bool = True) -> Brief:
    return Brief(
        currency=need.currency,
        price=need.price_low,
        margin=need.margin,
        first_order=need.first_order,
        longest_lead=need.longest_lead,
        has_product=has_product,
        banned=banned,
    )


def categories(keys: Collection[int]) -> list[tuple[str, bool]]:
    """Name, and whether nobody here may buy it."""
    query = Category.select(Category.name, Category.banned).where(Category.id.in_(list(keys)))
    return rows(query.order_by(Category.name, Category.id))


class NeedRanking(NamedTuple):
    """The suppliers looked at, ranked; the product, and what everybody asks for it."""

    candidates: list[JudgedCandidate]
    about: Goods | None
    market: list[MarketOffer]


def candidates(
    need: Any, named: Collection[tuple[str, bool]], rates: Iterable[Rate], today: date, shelf: Shelf
) -> NeedRanking:
    """The suppliers looked at, ranked against the need. `named`: the categories it names."""
    about = goods(need.product_id) if need.product_id else None
    known = [banned for _name, banned in named]
    if about is not None and about.banned is not None:
        known.append(about.banned)
    asked, suppliers = brief(need, any(known) if known else None, about is not None), looked_at(need)
    ids = [row.supplier for row in suppliers]
    quoted = quotations(about, ids, today) if about else Quotations({}, [])
    signed = shelf.marks(ids, "digital" if about.digital else "physical", today) if about else {}
    looked = rivals(need, suppliers, quoted.by_supplier, signed, today)
    return NeedRanking(ranked(judged(asked, rival, rates, today) for rival in looked), about, quoted.market)


def rivals(
    need: Any,
    suppliers: Collection[LookedAt],
    quotes: Mapping[int, list[QuoteOffer]],
    signed: Mapping[int, tuple[AgreementMark, ...]],
    today: date,
) -> list[RivalSupplier]:
    """The suppliers looked at, each with its newest quote in force, its agreements and its latest verdict."""
    verdicts = latest_verdicts(need.product_id, [row.supplier for row in suppliers]) if need.product_id else {}
    return [
        RivalSupplier(
            candidate=row.candidate,
            supplier=row.supplier,
            name=row.name,
            status=row.status,
            note=row.note,
            banned=bool(row.banned),
            offer=newest_that_holds(quotes.get(row.supplier, []), today),
            run_out=bool(quotes.get(row.supplier)),
            verdict=verdicts.get(row.supplier),
            agreements=signed.get(row.supplier, ()),
        )
        for row in suppliers
    ]


def looked_at(need: Any) -> list[LookedAt]:
    banned = (
        SupplierCategory.select(fn.COUNT(Category.id))
        .join(Category)
        .where(SupplierCategory.supplier == Supplier.id, Category.banned)
    )
    query = (
        NeedCandidate.select(
            NeedCandidate.id,
            Supplier.id,
            Supplier.name,
            Supplier.status,
            NeedCandidate.note,
            banned,
        )
        .join(Supplier)
        .where(NeedCandidate.need == need.id, Supplier.deleted_at.is_null())
        .order_by(NeedCandidate.id)
    )
    return [LookedAt(*row) for row in rows(query)]


def latest_verdicts(product: int, suppliers: Collection[int]) -> dict[int, SampleVerdict]:
    query = (
        Sample.select(Sample.supplier, Sample.verdict)
        .where(Sample.product == product, Sample.supplier.in_(list(suppliers)), Sample.verdict.is_null(False))
        .where(Sample.deleted_at.is_null())
        .order_by(Sample.verdict_at, Sample.id)
    )
    return {supplier: SampleVerdict(verdict) for supplier, verdict in rows(query)}


def open_for(product: int) -> list[Any]:
    """The open needs a product is looked at for."""
    query = Need.select().where(Need.product == product, Need.closed_on.is_null(), Need.deleted_at.is_null())
    return list(query.order_by(Need.due_on.asc(nulls="LAST"), Need.id))


def first_order(product: int) -> int | None:
    """How many are wanted first, by the open need for the product that is due first and says it."""
    return next((need.first_order for need in open_for(product) if need.first_order), None)


def looked_at_for(supplier: int) -> list[tuple[int, str]]:
    """The open needs a supplier is a candidate of: id and title, the nearest deadline first."""
    query = Need.select(Need.id, Need.title).join(NeedCandidate).where(NeedCandidate.supplier == supplier)
    query = query.where(Need.closed_on.is_null(), Need.deleted_at.is_null())
    return rows(query.order_by(Need.due_on.asc(nulls="LAST"), Need.id))


def choices() -> list[tuple[int, str, str]]:
    """Every open need: id, title, business."""
    query = Need.select(Need.id, Need.title, Business.name).join(Business)
    return rows(query.where(Need.closed_on.is_null(), Need.deleted_at.is_null()).order_by(Need.title, Need.id))
