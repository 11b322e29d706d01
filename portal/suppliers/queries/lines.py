"""What a supplier's page shows, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from portal.actions.queries import ActionLine
from portal.agreements.rules.agreements import AgreementFacts
from portal.inquiries.rules.promises import KeptPromise
from portal.market.rules.price_rises import Price, Rise, rise
from portal.path.rules import Spot
from portal.references import rules
from portal.samples.rules.verdicts import SampleVerdict
from portal.suppliers.rules.documents import DocumentState
from portal.suppliers.rules.screening import GoodsRange, Looked, ScreenedPaper
from portal.suppliers.rules.standing import Heard


class CategoryLine(NamedTuple):
    id: int
    name: str
    permit: str
    banned_reason: str | None  # None: not banned


class ContactLine(NamedTuple):
    id: int
    name: str
    position: str
    phone: str
    mail: str
    chat: str
    note: str


class SupplierFileName(NamedTuple):
    id: int
    name: str


class DocumentLine(NamedTuple):
    id: int
    kind: str
    number: str
    holder: str
    category: str | None
    issued_on: date | None
    expires_on: date | None
    note: str
    replaced: bool  # by one that holds longer
    state: DocumentState
    files: list[SupplierFileName]


class NoteLine(NamedTuple):
    id: int
    source: str
    source_kind: str
    tone: str
    on: date
    url: str
    text: str
    by: str | None
    matter: str  # what makes it serious; empty: nothing
    answer: str
    answered_by: str | None
    answered_at: datetime | None
    version: int


@dataclass(frozen=True)
class QuoteLine:
    """The newest quote of a product, and how many older ones there are."""

    id: int
    product_id: int
    product: str
    quoted_on: date
    valid_until: date | None
    currency: str
    moq: int | None
    lead_days: int | None
    kind: str  # of the product
    prices: tuple[Price, ...]  # of all its quotes, newest first

    @property
    def breaks(self) -> tuple[tuple[int, Decimal], ...]:
        return self.prices[0].breaks

    @property
    def older(self) -> int:
        return len(self.prices) - 1

    def rise(self, agreements: Iterable[AgreementFacts]) -> Rise | None:
        """Whether the newest is dearer than the one before it with less notice than agreed."""
        return rise(self.prices[0], self.prices, agreements, self.kind)


class SealLine(NamedTuple):
    """A sealed sample or reference order."""

    id: int
    number: str
    valid_until: date | None
    replaced_by: int | None
    replacement: str | None

    def state(self, today: date, ahead: int = rules.ENDING) -> rules.ReferenceState:
        return rules.state(self.valid_until, self.replaced_by is not None, today, ahead)


class SampleLine(NamedTuple):
    id: int
    product: str
    asked_on: date
    promised_on: date | None
    received_on: date | None
    verdict: str | None
    seals: list[SealLine]  # what was sealed of it


class NeedLine(NamedTuple):
    id: int
    title: str
    note: str
    closed: bool


@dataclass(frozen=True)
class Labels:
    categories: list[CategoryLine]
    tags: list[str]
    roles: list[str]  # what it is to any of the products
    needs: list[NeedLine]  # it is looked at for
    products: list[GoodsRange]  # that it supplies
    passed: dict[Spot, Any]  # gates behind it, passed or taken over
    promises: list[KeptPromise]  # what it said and somebody took over
    looked_up: dict[str, Any] | None  # the answer a person gave to P06 of its screening list
    against: dict[Spot, int]  # answers that the records contradict, by list


@dataclass(frozen=True)
class SupplierRecord:
    labels: Labels
    contacts: list[ContactLine]
    documents: list[DocumentLine]
    notes: list[NoteLine]
    quotes: list[QuoteLine]
    samples: list[SampleLine]
    actions: list[ActionLine]

    @property
    def banned(self) -> list[CategoryLine]:
        return [category for category in self.labels.categories if category.banned_reason is not None]

    @property
    def endings(self) -> list[DocumentLine]:
        """Papers that end soon or have ended, with nothing in their place; the first to end first."""
        return [
            paper
            for paper in self.documents
            if paper.state in (DocumentState.ending, DocumentState.expired) and not paper.replaced
        ]

    @property
    def proven(self) -> bool:
        """A sample of this supplier has passed."""
        return any(sample.verdict == SampleVerdict.passed for sample in self.samples)


def looked(supplier: Any, labels: Labels, documents: Iterable[DocumentLine], notes: Iterable[NoteLine]) -> Looked:
    """What its screening is judged by, from the rows of its page."""
    return Looked(
        legal_name=supplier.legal_name,
        since_year=supplier.since_year,
        since_month=supplier.since_month,
        categories=[GoodsRange(line.name, line.permit, line.banned_reason is not None) for line in labels.categories],
        products=labels.products,
        papers=[ScreenedPaper(line.kind, line.holder, line.category, line.expires_on) for line in documents],
        heard=[
            Heard(line.source_kind, line.tone, line.on, bool(line.url), line.matter, bool(line.answer))
            for line in notes
        ],
    )
