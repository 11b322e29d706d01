"""The list of samples, in a fixed number of statements."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN, Select, fn

from portal.core.models.record import db, rows
from portal.core.models.users import User
from portal.core.rules.text import folded
from portal.products.models import Product
from portal.products.queries.filter import bought
from portal.samples.models.samples import Batch, Sample, Tester
from portal.samples.models.verdicts import VerdictProposal
from portal.samples.rules.verdicts import SampleVerdict
from portal.suppliers.models.suppliers import Supplier

PER_PAGE = 50
SHOWN = ("open", "overdue", "mine", "signing", "pass", "retest", "drop", "all")


class ListedSample(NamedTuple):
    id: int
    supplier_id: int
    supplier: str
    product: str
    kind: str
    asked_on: date
    promised_on: date | None
    shipped_on: date | None
    received_on: date | None
    verdict: str | None
    owner: str | None
    batches: int
    testers: int
    finished: int
    late: int  # testers past their day
    offered: bool  # a verdict is up for signature

    def overdue(self, today: date) -> bool:
        """Whether it was promised, is not here, and is not decided."""
        waits = self.verdict is None and self.received_on is None
        return waits and self.promised_on is not None and self.promised_on < today


def page(today: date, show: str = "open", q: str = "", me: int | None = None, number: int = 1) -> list[ListedSample]:
    """A page of samples, newest first; one more than a page holds when there are further ones. `show`: see SHOWN."""
    testers = Tester.select(fn.COUNT(Tester.id)).where(Tester.sample == Sample.id)
    batches = Batch.select(fn.COUNT(Batch.id)).where(Batch.sample == Sample.id, Batch.deleted_at.is_null())
    query = (
        Sample.select(
            Sample.id,
            Sample.supplier,
            Supplier.name,
            Product.name,
            Sample.kind,
            Sample.asked_on,
            Sample.promised_on,
            Sample.shipped_on,
            Sample.received_on,
            Sample.verdict,
            User.name,
            batches,
            testers,
            testers.where(Tester.done_at.is_null(False)),
            testers.where(late(today)),
            VerdictProposal.select(fn.COUNT(VerdictProposal.id)).where(offered()),
        )
        .join(Supplier)
        .switch(Sample)
        .join(Product)
        .switch(Sample)
        .join(User, JOIN.LEFT_OUTER, on=Sample.owner)
        .where(Sample.deleted_at.is_null())
        .order_by(Sample.asked_on.desc(), Sample.id.desc())
        .limit(PER_PAGE + 1)
        .offset((number - 1) * PER_PAGE)
    )
    for word in folded(q).split():
        query = query.where(bought(Sample, word))
    narrowed = narrowing(today, me).get(show)
    return [ListedSample(*row) for row in rows(query if narrowed is None else query.where(narrowed))]


def counts(today: date, me: int | None) -> dict[str, int]:
    """The number of samples each way of looking shows, in one statement."""
    samples = Sample.select(fn.COUNT(Sample.id)).where(Sample.deleted_at.is_null())
    ways = narrowing(today, me)
    [numbers] = Select(columns=[samples, *(samples.where(way) for way in ways.values())]).bind(db).tuples().execute()
    return dict(zip(("all", *ways), numbers, strict=True))


def narrowing(today: date, me: int | None) -> dict[str, Any]:
    unfinished = Tester.select(Tester.sample).where(Tester.user == me, Tester.done_at.is_null())
    late_tests = Tester.select(Tester.sample).where(late(today))
    undecided = Sample.verdict.is_null()
    missing = Sample.received_on.is_null() & (Sample.promised_on < today)
    return {
        "open": undecided,
        "overdue": undecided & (missing | Sample.id.in_(late_tests)),
        "mine": undecided & ((Sample.owner == me) | Sample.id.in_(unfinished)),
        "signing": undecided & fn.EXISTS(VerdictProposal.select(VerdictProposal.id).where(offered())),
        "pass": Sample.verdict == SampleVerdict.passed,
        "retest": Sample.verdict == SampleVerdict.retest,
        "drop": Sample.verdict == SampleVerdict.drop,
    }


def late(today: date) -> Any:
    return Tester.done_at.is_null() & (Tester.due_on < today)


def offered() -> Any:
    up = (VerdictProposal.sample == Sample.id) & (VerdictProposal.round == Sample.round)
    return up & Sample.verdict.is_null()
