"""The list of suppliers: filter, pipeline counts, a page of rows, all aggregates in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN, Value, fn

from portal.domain.names import Known, code_key
from portal.domain.text import folded
from portal.models.base import rows
from portal.models.categories import Category
from portal.models.quotes import Quote
from portal.models.samples import Sample
from portal.models.suppliers import SavedView, Supplier, SupplierCategory, SupplierTag
from portal.models.users import User

PER_PAGE = 50
LARGEST = 2**31 - 1
TEXTS = ("q", "status", "kind", "goods", "tier", "tag", "proof")
HEADINGS = (
    "name",
    "legal_name",
    "kind",
    "goods",
    "status",
    "country",
    "place",
    "since_year",
    "company_code",
    "website",
    "tier",
    "owner",
    "note",
)
SORTS = ("name", "status", "place", "since", "changed")


@dataclass(frozen=True)
class Filter:
    q: str = ""
    status: str = ""
    kind: str = ""
    goods: str = ""
    tier: str = ""
    tag: str = ""
    proof: str = ""  # "none": no sample passed
    category: int | None = None
    owner: int | None = None
    sort: str = "changed"
    down: bool = True
    page: int = 1

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filter:
        """The filter an address asks for; what cannot be is left out."""
        texts = {name: given.get(name, "")[:200].replace("\x00", "") for name in TEXTS}
        numbers = {name: int(text) for name in ("category", "owner") if (text := given.get(name, "")[:11]).isdecimal()}
        numbers = {name: value for name, value in numbers.items() if value <= LARGEST}
        sort = given.get("sort", "")
        page = given.get("page", "1")[:6]
        return cls(
            **texts,
            category=numbers.get("category"),
            owner=numbers.get("owner"),
            sort=sort if sort in SORTS else "changed",
            down=given.get("down", "yes" if sort not in SORTS else "no") == "yes",
            page=max(1, min(int(page), 10_000)) if page.isdecimal() else 1,
        )

    @property
    def query(self) -> dict[str, str]:
        """The address of this filter, without what it leaves open and without the page."""
        found = {name: getattr(self, name) for name in (*TEXTS, "category", "owner")}
        asked = {name: str(value) for name, value in found.items() if value not in ("", None)}
        if (self.sort, self.down) != ("changed", True):
            asked |= {"sort": self.sort, "down": "yes" if self.down else "no"}
        return asked

    @property
    def narrow(self) -> bool:
        return bool(set(self.query) - {"sort", "down"})


class Line(NamedTuple):
    id: int
    name: str
    legal_name: str
    kind: str
    goods: str
    status: str
    place: str
    since_year: int | None
    tier: str
    status_at: datetime
    owner: str | None
    categories: str | None
    proven: bool  # a sample of it has passed
    banned: bool
    quotes: int


def matching(wanted: Filter, with_status: bool = True) -> Any:
    found = Supplier.deleted_at.is_null()
    for word in folded(wanted.q).split():
        found &= Supplier.search.contains(word)
    for field, value in (
        ("kind", wanted.kind),
        ("tier", wanted.tier),
        ("status", wanted.status if with_status else ""),
    ):
        if value:
            found &= getattr(Supplier, field) == value
    if wanted.goods:
        found &= Supplier.goods.in_([wanted.goods, "both"])
    if wanted.owner is not None:
        found &= Supplier.owner == wanted.owner
    if wanted.category is not None:
        found &= Supplier.id.in_(
            SupplierCategory.select(SupplierCategory.supplier).where(SupplierCategory.category == wanted.category)
        )
    if wanted.tag:
        found &= Supplier.id.in_(SupplierTag.select(SupplierTag.supplier).where(SupplierTag.tag == wanted.tag))
    if wanted.proof == "none":
        found &= Supplier.id.not_in(proven())
    return found


def proven() -> Any:
    """Ids of suppliers of which a sample has passed."""
    return Sample.select(Sample.supplier).where(Sample.verdict == "pass", Sample.deleted_at.is_null())


def counts(wanted: Filter) -> dict[str, int]:
    """status -> how many; the status of the filter left out, so that the pipeline can serve as one."""
    query = Supplier.select(Supplier.status, fn.COUNT(Supplier.id)).where(matching(wanted, with_status=False))
    return dict(rows(query.group_by(Supplier.status)))


def page(wanted: Filter) -> list[Line]:
    columns: dict[str, Any] = {
        "name": Supplier.name,
        "status": Supplier.status,
        "place": Supplier.place,
        "since": Supplier.since_year,
        "changed": Supplier.status_at,
    }
    column = columns[wanted.sort]
    order = column.desc(nulls="LAST") if wanted.down else column.asc(nulls="LAST")
    query = select().where(matching(wanted)).order_by(order, Supplier.id).paginate(wanted.page, PER_PAGE)
    return [Line(*row) for row in rows(query)]


def select() -> Any:
    categories = (
        SupplierCategory.select(fn.STRING_AGG(Category.name, Value(", ")))
        .join(Category)
        .where(SupplierCategory.supplier == Supplier.id)
    )
    banned = (
        SupplierCategory.select(fn.COUNT(Category.id))
        .join(Category)
        .where(SupplierCategory.supplier == Supplier.id, Category.banned)
    )
    passed = Sample.select(fn.COUNT(Sample.id)).where(
        Sample.supplier == Supplier.id, Sample.verdict == "pass", Sample.deleted_at.is_null()
    )
    quotes = Quote.select(fn.COUNT(Quote.id)).where(Quote.supplier == Supplier.id, Quote.deleted_at.is_null())
    return Supplier.select(
        Supplier.id,
        Supplier.name,
        Supplier.legal_name,
        Supplier.kind,
        Supplier.goods,
        Supplier.status,
        Supplier.place,
        Supplier.since_year,
        Supplier.tier,
        Supplier.status_at,
        User.name,
        categories,
        passed,
        banned,
        quotes,
    ).join(User, JOIN.LEFT_OUTER, on=Supplier.owner)


def exported(wanted: Filter) -> Iterator[tuple[Any, ...]]:
    """Every matching supplier for a spreadsheet, by id."""
    query = Supplier.select(
        Supplier.name,
        Supplier.legal_name,
        Supplier.kind,
        Supplier.goods,
        Supplier.status,
        Supplier.country,
        Supplier.place,
        Supplier.since_year,
        Supplier.company_code,
        Supplier.website,
        Supplier.tier,
        User.name,
        Supplier.note,
    ).join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
    yield from rows(query.where(matching(wanted)).order_by(Supplier.id))


def choices(user: int) -> dict[str, list[tuple[int, str, str]]]:
    """What the filter row offers, in one statement: owners, categories, tags, and this person's saved views."""
    owners = User.select(Value("owner"), User.id, User.name, Value("")).where(User.disabled_at.is_null())
    categories = Category.select(Value("category"), Category.id, Category.name, Value("")).where(
        Category.deleted_at.is_null()
    )
    tags = SupplierTag.select(Value("tag"), fn.MIN(SupplierTag.id), SupplierTag.tag, Value("")).group_by(
        SupplierTag.tag
    )
    views = SavedView.select(Value("view"), SavedView.id, SavedView.name, SavedView.query).where(
        SavedView.user == user, SavedView.page == "suppliers"
    )
    found: dict[str, list[tuple[int, str, str]]] = {"owner": [], "category": [], "tag": [], "view": []}
    for kind, key, name, query in sorted(rows(owners | categories | tags | views), key=lambda row: (row[0], row[2])):
        found[kind].append((key, name, query))
    return found


def known(except_id: int | None = None) -> list[Known]:
    """Every supplier as the duplicate warning compares it."""
    query = Supplier.select(
        Supplier.id, Supplier.name, Supplier.name_key, Supplier.legal_key, Supplier.company_code, Supplier.website_host
    ).where(Supplier.deleted_at.is_null(), Supplier.id != (except_id or 0))
    return [Known(key, name, short, legal, code_key(code), host) for key, name, short, legal, code, host in rows(query)]


def choices_by_name() -> list[tuple[int, str]]:
    """Every supplier a quote or sample can be of: id and name."""
    query = Supplier.select(Supplier.id, Supplier.name).where(
        Supplier.deleted_at.is_null(), Supplier.status != "retired"
    )
    return rows(query.order_by(Supplier.name, Supplier.id))
