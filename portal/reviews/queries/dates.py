"""Days other records bring: prices, papers and agreements that end, samples and tests that are due.

Of a kind always the same statements, however many days; the earliest LIMIT of them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from portal.agreements.models import Agreement
from portal.agreements.queries import Shelf
from portal.core.models.record import rows
from portal.core.rules.spans import LONGEST
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.samples.models.samples import Sample, Tester
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status

LIMIT = 100


class Window(NamedTuple):
    """From the first through the last day, for the suppliers of a person or of all."""

    first: date
    last: date
    owner: int | None

    def holds(self, day: Any) -> Any:
        """The condition that a day lies in it and the supplier is somebody's here."""
        kept = Supplier.deleted_at.is_null() & (Supplier.status != Status.retired)
        if self.owner is not None:
            kept &= Supplier.owner == self.owner
        return kept & (day >= self.first) & (day <= self.last)


class OtherDate(NamedTuple):
    on: date
    sort: str  # of `review_date` in words.py
    row_id: int  # of the record its page is of
    supplier: str
    about: str  # a product, the kind of a paper, the title of an agreement


def quotes_ending(window: Window) -> list[OtherDate]:
    """Prices that run out; one that a newer of the same supplier and product replaced does not matter."""
    query = (
        Quote.select(Quote.valid_until, Quote.id, Supplier.name, Product.name)
        .join(Supplier)
        .switch(Quote)
        .join(Product)
        .where(window.holds(Quote.valid_until), Quote.deleted_at.is_null(), ~Quote.replaced())
        .where(Product.deleted_at.is_null())
    )
    return dates(query, "quote", Quote.valid_until, Quote.id)


def papers_ending(window: Window) -> list[OtherDate]:
    """Licences and certificates that run out, unless another one holds longer."""
    query = (
        Document.select(Document.expires_on, Supplier.id, Supplier.name, Document.kind)
        .join(Supplier)
        .where(window.holds(Document.expires_on), Document.deleted_at.is_null(), ~Document.replaced())
    )
    return dates(query, "paper", Document.expires_on, Document.id)


def agreements_ending(window: Window, shelf: Shelf) -> list[OtherDate]:
    """Ends of signed agreements, and the days their renewal is to begin where nobody has begun it."""
    held = window._replace(last=date.max).holds(Agreement.ends_on) & Agreement.signed_on.is_null(False)
    days = []
    for agreement in shelf.read(held):
        ends_on = agreement.ends_on or date.max
        days.append((ends_on, "agreement", agreement))
        if agreement.renewal_on is None:
            notice = timedelta(days=min(agreement.notices[0], LONGEST["day"]))
            days.append((ends_on - notice, "renewal", agreement))
    ending = [
        OtherDate(on, sort, agreement.id, agreement.supplier, agreement.title)
        for on, sort, agreement in days
        if window.first <= on <= window.last
    ]
    return sorted(ending)[:LIMIT]


def samples_due(window: Window) -> list[OtherDate]:
    """Samples that were promised and are not there, and tests a colleague has not finished; none once decided."""
    promised = undecided(Sample.select(Sample.promised_on, Sample.id, Supplier.name, Product.name))
    promised = promised.where(window.holds(Sample.promised_on), Sample.received_on.is_null())
    tests = undecided(Tester.select(Tester.due_on, Sample.id, Supplier.name, Product.name).join(Sample)).distinct()
    tests = tests.where(window.holds(Tester.due_on), Tester.done_at.is_null())
    ending = dates(promised, "sample", Sample.promised_on, Sample.id) + dates(tests, "test", Tester.due_on, Sample.id)
    return sorted(ending)[:LIMIT]


def undecided(query: Any) -> Any:
    """Of samples that are on file and have no verdict."""
    joined = query.join(Supplier).switch(Sample).join(Product)
    return joined.where(Sample.deleted_at.is_null(), Product.deleted_at.is_null(), Sample.verdict.is_null())


def dates(query: Any, sort: str, *order: Any) -> list[OtherDate]:
    return [OtherDate(on, sort, *row) for on, *row in rows(query.order_by(*order).limit(LIMIT))]
