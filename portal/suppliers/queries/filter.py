"""Which suppliers a list shows: read from an address, written back into one, asked of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from portal.core.models.search import saying
from portal.core.rules.search_marks import words_of
from portal.core.rules.text import page_number
from portal.products.models import Source
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.models.categories import Category
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier, SupplierCategory, SupplierTag
from portal.suppliers.rules.documents import DocumentKind
from portal.suppliers.rules.pipeline import IN_WORK

LARGEST = 2**31 - 1
TEXTS = ("q", "status", "kind", "goods", "role", "tier", "tag", "proof", "licence")
SORTS = ("name", "status", "since", "place", "review", "lead", "verdict", "papers", "changed")


@dataclass(frozen=True)
class SupplierFilter:
    q: str = ""
    status: str = ""
    kind: str = ""
    goods: str = ""
    role: str = ""  # what it is to some product: margin, traffic, backup
    tier: str = ""
    tag: str = ""
    proof: str = ""  # "none": no sample passed
    licence: str = ""  # "none": in work without a licence on file
    category: int | None = None
    owner: int | None = None
    sort: str = "changed"
    down: bool = True
    page: int = 1

    @classmethod
    def read(cls, arguments: Mapping[str, str]) -> SupplierFilter:
        """The filter an address asks for; what cannot be is left out."""
        texts = {name: arguments.get(name, "")[:200].replace("\x00", "") for name in TEXTS}
        numbers = {
            name: int(text) for name in ("category", "owner") if (text := arguments.get(name, "")[:11]).isdecimal()
        }
        numbers = {name: value for name, value in numbers.items() if value <= LARGEST}
        sort = arguments.get("sort", "")
        return cls(
            **texts,
            category=numbers.get("category"),
            owner=numbers.get("owner"),
            sort=sort if sort in SORTS else "changed",
            down=arguments.get("down", "yes" if sort not in SORTS else "no") == "yes",
            page=page_number(arguments.get("page")),
        )

    @property
    def query(self) -> dict[str, str]:
        """The address of this filter, without what it leaves open and without the page."""
        values = {name: getattr(self, name) for name in (*TEXTS, "category", "owner")}
        asked = {name: str(value) for name, value in values.items() if value not in ("", None)}
        if (self.sort, self.down) != ("changed", True):
            asked |= {"sort": self.sort, "down": "yes" if self.down else "no"}
        return asked

    @property
    def narrow(self) -> bool:
        return bool(set(self.query) - {"sort", "down"})

    @property
    def address(self) -> str:
        return urlencode(self.query)


def matching(wanted: SupplierFilter, with_status: bool = True) -> Any:
    condition = Supplier.deleted_at.is_null()
    for word in words_of(wanted.q):
        by_text = Supplier.select(Supplier.id).where(saying(Supplier, [word]))
        condition &= Supplier.id.in_(by_text | trading_in(Category.name.contains(word)))
    for field, value in (
        ("kind", wanted.kind),
        ("tier", wanted.tier),
        ("status", wanted.status if with_status else ""),
    ):
        if value:
            condition &= getattr(Supplier, field) == value
    if wanted.goods:
        condition &= Supplier.goods.in_([wanted.goods, "both"])
    if wanted.owner is not None:
        condition &= Supplier.owner == wanted.owner
    if wanted.category is not None:
        condition &= Supplier.id.in_(trading_in(Category.id == wanted.category))
    if wanted.role:
        condition &= Supplier.id.in_(Source.select(Source.supplier).where(Source.role == wanted.role))
    if wanted.tag:
        condition &= Supplier.id.in_(SupplierTag.select(SupplierTag.supplier).where(SupplierTag.tag == wanted.tag))
    if wanted.proof == "none":
        condition &= Supplier.id.not_in(proven())
    if wanted.licence == "none":
        condition &= unlicensed()
    return condition


def trading_in(condition: Any) -> Any:
    """Ids of suppliers with a category like this."""
    return SupplierCategory.select(SupplierCategory.supplier).join(Category).where(condition)


def unlicensed() -> Any:
    """Of suppliers: in work, and without a licence on file, in date or not."""
    papers = (Document.kind == DocumentKind.licence) & Document.deleted_at.is_null()
    return Supplier.status.in_(IN_WORK) & Supplier.id.not_in(Document.select(Document.supplier).where(papers))


def proven() -> Any:
    """Ids of suppliers of which a sample has passed."""
    return Sample.select(Sample.supplier).where(Sample.verdict == SampleVerdict.passed, Sample.deleted_at.is_null())
