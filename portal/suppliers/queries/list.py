"""The list of suppliers: pipeline counts, a page of rows, the export; all aggregates in SQL."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from peewee import JOIN, Asc, Case, Desc, Select, Value, fn

from portal.core.models.record import db, rows
from portal.core.models.saved_views import SavedView
from portal.core.models.search import all_in, saying
from portal.core.models.users import User
from portal.core.rules.names import (
    SHARED_HOSTS,
    Known,
    Likeness,
    alike,
    code_key,
    name_key,
    parts_of,
    website_host,
)
from portal.core.rules.text import folded
from portal.products.models import Source
from portal.quotes.models import Quote
from portal.reviews.models import ReviewPlan
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.models.categories import Category
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier, SupplierCategory, SupplierTag
from portal.suppliers.queries.expiring_documents import Ending, endings, endings_from
from portal.suppliers.queries.filter import SupplierFilter, matching, proven
from portal.suppliers.rules.documents import ENDLESS, PaperNotices
from portal.suppliers.rules.pipeline import Status

PER_PAGE = 50
SPARE = 10  # times as many names are read as are offered: what a name holds is known once it is folded


class ListedSupplier(NamedTuple):
    id: int
    name: str
    kind: str
    goods: str
    status: str
    place: str
    since_year: int | None
    owner: str | None
    due_on: date | None  # the next review
    proven: bool  # a sample of it has passed
    banned: int  # categories that nobody here may buy
    quotes: int
    lead_least: int | None  # days, of what it quotes today
    lead_most: int | None
    verdict: str | None  # of its sample that was signed last
    signed: int  # samples with a verdict
    samples: int
    valid: int  # papers in date
    papers: int
    categories: str
    roles: tuple[str, ...]
    endings: tuple[Ending, ...]  # papers that end soon or have ended


class OfferedChoice(NamedTuple):
    key: int
    name: str
    query: str  # of a saved view; empty for others


def counts(wanted: SupplierFilter) -> dict[str, int]:
    """status -> how many; the status of the filter left out, so that the pipeline can serve as one."""
    query = Supplier.select(Supplier.status, fn.COUNT(Supplier.id)).where(matching(wanted, with_status=False))
    return dict(rows(query.group_by(Supplier.status)))


def page(wanted: SupplierFilter, today: date, notices: PaperNotices) -> list[ListedSupplier]:
    column = order_column(wanted.sort, today)
    # Where each has a value there are no empty ones to put last, and an index serves the order.
    last = "LAST" if getattr(column, "null", True) else None
    order = Desc(column, nulls=last) if wanted.down else Asc(column, nulls=last)
    query = select(today, notices).where(matching(wanted)).order_by(order, Supplier.id).paginate(wanted.page, PER_PAGE)
    return [
        ListedSupplier(
            *[*row, categories or "", tuple(sorted(set((roles or "").split(",")) - {""})), endings_from(ends)]
        )
        for *row, categories, roles, ends in rows(query)
    ]


def order_column(sort: str, today: date) -> Any:
    if sort == "status":
        return Case(Supplier.status, [(status, place) for place, status in enumerate(Status)])
    if sort == "verdict":
        return Case(last_verdict(), [(verdict, place) for place, verdict in enumerate(SampleVerdict)])
    columns: dict[str, Any] = {
        "lead": lead(fn.MIN, today),
        "papers": papers(today, valid=True),
        "name": Supplier.name,
        "place": Supplier.place,
        "since": Supplier.since_year,
        "review": ReviewPlan.due_on,
        "changed": Supplier.status_at,
    }
    return columns[sort]


def select(today: date, notices: PaperNotices) -> Any:
    in_category = SupplierCategory.supplier == Supplier.id
    names = SupplierCategory.select(fn.STRING_AGG(Category.name, Value(", "))).join(Category).where(in_category)
    banned = SupplierCategory.select(fn.COUNT(Category.id)).join(Category).where(in_category, Category.banned)
    quotes = Quote.select(fn.COUNT(Quote.id)).where(Quote.supplier == Supplier.id, Quote.deleted_at.is_null())
    roles = Source.select(fn.STRING_AGG(Source.role, Value(","))).where(Source.supplier == Supplier.id)
    return (
        Supplier.select(
            Supplier.id,
            Supplier.name,
            Supplier.kind,
            Supplier.goods,
            Supplier.status,
            Supplier.place,
            Supplier.since_year,
            User.name,
            ReviewPlan.due_on,
            fn.EXISTS(proven().where(Sample.supplier == Supplier.id)),
            banned,
            quotes,
            lead(fn.MIN, today),
            lead(fn.MAX, today),
            last_verdict(),
            samples(Sample.verdict.is_null(False)),
            samples(),
            papers(today, valid=True),
            papers(today),
            names,
            roles,
            endings(today, notices),
        )
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
        .switch(Supplier)
        .join(ReviewPlan, JOIN.LEFT_OUTER, on=ReviewPlan.supplier == Supplier.id)
    )


def lead(how: Any, today: date) -> Any:
    """The least or most days of lead time among the newest quotes of a supplier that hold, one for each product."""
    held = Quote.select(how(Quote.lead_days)).where(Quote.supplier == Supplier.id, Quote.in_force(today))
    return held.where(Quote.newest(today))


def last_verdict() -> Any:
    signed = (Sample.supplier == Supplier.id) & Sample.deleted_at.is_null() & Sample.verdict.is_null(False)
    return Sample.select(Sample.verdict).where(signed).order_by(Sample.verdict_at.desc(), Sample.id.desc()).limit(1)


def samples(*conditions: Any) -> Any:
    there = (Sample.supplier == Supplier.id) & Sample.deleted_at.is_null()
    return Sample.select(fn.COUNT(Sample.id)).where(there, *conditions)


def papers(today: date, valid: bool = False) -> Any:
    """How many are on file, or in date; of one without an end nobody knows, but for kinds that have none."""
    filed = Document.select(fn.COUNT(Document.id)).where(
        Document.supplier == Supplier.id, Document.deleted_at.is_null()
    )
    return filed.where(in_date(today)) if valid else filed


def in_date(today: date) -> Any:
    return (Document.expires_on >= today) | (Document.expires_on.is_null() & Document.kind.in_(ENDLESS))


def exported_columns() -> tuple[str, ...]:
    """What a spreadsheet of suppliers says: what people filled in, and the status behind the goods."""
    names = Supplier.columns()
    place = names.index("goods") + 1
    return (*names[:place], "status", *names[place:], "categories", "tags")


def exported(wanted: SupplierFilter) -> list[dict[str, Any]]:
    """Every matching supplier by column, in the order they came; several words of one between semicolons."""
    names = exported_columns()
    columns = [User.name if name == "owner" else getattr(Supplier, name) for name in names[:-2]]
    query = Supplier.select(Supplier.id, *columns).join(User, JOIN.LEFT_OUTER, on=Supplier.owner)
    categories = gathered(SupplierCategory.select(SupplierCategory.supplier, Category.name).join(Category))
    tags = gathered(SupplierTag.select(SupplierTag.supplier, SupplierTag.tag))
    return [
        dict(zip(names, (*row, *("; ".join(sorted(words.get(key, ()))) for words in (categories, tags))), strict=True))
        for key, *row in rows(query.where(matching(wanted)).order_by(Supplier.id))
    ]


def gathered(query: Any) -> dict[int, list[Any]]:
    """Pairs of a supplier and a word -> the words of each supplier."""
    words: dict[int, list[Any]] = {}
    for key, word in rows(query):
        words.setdefault(key, []).append(word)
    return words


def tags() -> list[tuple[str, str]]:
    """Each tag of a supplier on file, as value and name."""
    tags = every_tag()
    query = Select([tags], [tags.c.tag]).where(worn(tags.c.tag)).order_by(tags.c.tag).with_cte(tags).bind(db)
    return [(tag, tag) for (tag,) in rows(query)]


def every_tag() -> Any:
    """The tags, also of suppliers that are gone: from one to the next, and not from row to row."""
    first = SupplierTag.select(fn.MIN(SupplierTag.tag)).cte("every_tag", recursive=True, columns=("tag",))
    following = SupplierTag.select(fn.MIN(SupplierTag.tag)).where(SupplierTag.tag > first.c.tag)
    return first.union_all(Select([first], [following]).where(first.c.tag.is_null(False)))


def worn(tag: Any) -> Any:
    """Whether a supplier on file has this tag."""
    on_file = Supplier.deleted_at.is_null()
    return fn.EXISTS(SupplierTag.select(SupplierTag.id).join(Supplier).where(SupplierTag.tag == tag, on_file))


def choices(user: int) -> dict[str, list[OfferedChoice]]:
    """What the filter row offers, in one statement: owners, categories, tags, and this person's saved views."""
    owners = User.select(Value("owner"), User.id, User.name, Value("")).where(User.disabled_at.is_null())
    categories = Category.select(Value("category"), Category.id, Category.name, Value("")).where(
        Category.deleted_at.is_null()
    )
    all_tags = every_tag()
    tags = Select([all_tags], [Value("tag"), Value(0), all_tags.c.tag, Value("")]).where(worn(all_tags.c.tag))
    views = SavedView.select(Value("view"), SavedView.id, SavedView.name, SavedView.query).where(
        SavedView.user == user, SavedView.page == "suppliers"
    )
    offered: dict[str, list[OfferedChoice]] = {"owner": [], "category": [], "tag": [], "view": []}
    for kind, *choice in sorted(
        rows((owners | categories | tags | views).with_cte(all_tags)), key=lambda row: (row[0], row[2])
    ):
        offered[kind].append(OfferedChoice(*choice))
    return offered


def look_alikes(name: str, legal_name: str, code: str, website: str, except_id: int | None = None) -> list[Likeness]:
    """Suppliers on file that could be the same as one of these names, this company code and website."""
    keys = {name_key(name), name_key(legal_name)} - {""}
    if (ids := near(keys, code_key(code), website_host(website))) is None:
        return []
    query = Supplier.select(
        Supplier.id, Supplier.name, Supplier.name_key, Supplier.legal_key, Supplier.company_code, Supplier.website_host
    ).where(Supplier.deleted_at.is_null(), Supplier.id != (except_id or 0), Supplier.id.in_(ids))
    known = [
        Known(key, name, short, legal, code_key(code), host) for key, name, short, legal, code, host in rows(query)
    ]
    return alike(name, legal_name, code, website, known)


def company_codes() -> set[str]:
    """Of every supplier, as they are compared."""
    query = Supplier.select(Supplier.company_code).where(Supplier.deleted_at.is_null(), Supplier.company_code != "")
    return {code_key(code) for (code,) in rows(query)}


def near(keys: Collection[str], code: str, host: str) -> Any:
    """Ids of suppliers called so, by a part of it or by more than it, of this code or host. None: nothing to go by."""
    parts = sorted({part for key in keys for part in parts_of(key)})
    conditions = [Supplier.name_key.in_(parts), Supplier.legal_key.in_(parts)] if parts else []
    conditions += [saying(Supplier, [key], ("name_key", "legal_key")) for key in sorted(keys)]
    conditions += [saying(Supplier, [folded(code)])] if code else []
    conditions += [Supplier.website_host == host] if host and host not in SHARED_HOSTS else []
    arms = [Supplier.select(Supplier.id).where(condition) for condition in conditions]
    return reduce(or_, arms) if arms else None


def completions(typed: str, most: int) -> list[str]:
    """Names that complete what is typed, folded; those that hold it as it stands go first where there are many."""
    words = typed.split()
    query = may_be_chosen(None)
    if words:
        by_name = Case(None, [(all_in(words, Supplier.name), 0)], 1)
        query = query.where(saying(Supplier, words)).order_by(by_name, Supplier.name, Supplier.id)
    else:
        query = query.order_by(Supplier.name, Supplier.id)
    names = [name for _key, name in rows(query.limit(most * SPARE)) if typed in folded(name)]
    return names[:most]


def choices_by_name(also: int | None = None) -> list[tuple[int, str]]:
    """Every supplier a quote or sample can be of: id and name; `also` one that is retired."""
    return rows(may_be_chosen(also).order_by(Supplier.name, Supplier.id))


def may_be_chosen(also: int | None) -> Any:
    return Supplier.select(Supplier.id, Supplier.name).where(
        Supplier.deleted_at.is_null(), (Supplier.status != Status.retired) | (Supplier.id == also)
    )
