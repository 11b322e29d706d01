"""What the list and the page of a sample read, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.domain.conditions import Known
from portal.domain.measuring import Reading
from portal.domain.sampling import SampleTemplate
from portal.domain.text import folded
from portal.domain.verdicts import Sheet, sheet
from portal.models.base import rows
from portal.models.products import Product
from portal.models.samples import Batch, Measurement, Sample, Tester
from portal.models.suppliers import Supplier
from portal.models.templates import TemplateVersion
from portal.models.users import User

PER_PAGE = 50


class Line(NamedTuple):
    id: int
    supplier: str
    product: str
    kind: str
    asked_on: date
    promised_on: date | None
    received_on: date | None
    verdict: str | None
    owner: str | None
    batches: int
    late_testers: int


class Cell(NamedTuple):
    id: int
    batch: int
    code: str
    tester: int
    values: dict[str, str]
    note: str
    version: int


class TesterLine(NamedTuple):
    user_id: int
    name: str
    due_on: date | None
    done_at: Any


@dataclass(frozen=True)
class Test:
    """A sample with everything measured so far."""

    sample: Any
    template: SampleTemplate
    batches: list[tuple[int, str, date | None]]  # id, number, received
    testers: list[TesterLine]
    cells: list[Cell]

    @property
    def readings(self) -> list[Reading]:
        return [
            Reading(
                code=one.code,
                values={key: Decimal(value) for key, value in one.values.items()},
                batch=one.batch,
                tester=one.tester,
            )
            for one in self.cells
        ]

    @property
    def known(self) -> Known:
        product = self.sample.product
        return {
            "body_contact_or_food": product.worn_or_eaten,
            "colour_critical": product.colour_matters,
            "powered_goods": product.powered,
        }

    def judged(self) -> Sheet:
        return sheet(self.template, [key for key, _number, _day in self.batches], self.readings, self.known, {})

    def cell(self, batch: int, code: str, tester: int | None) -> Cell | None:
        found = (one for one in self.cells if (one.batch, one.code, one.tester) == (batch, code, tester))
        return next(found, None)


def found(id: int) -> Any:
    """The sample with its supplier, product, owner and sheet; None when it is not there."""
    query = (
        Sample.select(Sample, Supplier, Product, User, TemplateVersion)
        .join(Supplier)
        .switch(Sample)
        .join(Product)
        .switch(Sample)
        .join(User, JOIN.LEFT_OUTER, on=Sample.owner, attr="keeper")
        .switch(Sample)
        .join(TemplateVersion)
        .where(Sample.id == id, Sample.deleted_at.is_null())
    )
    return query.first()


def test_of(sample: Any) -> Test:
    batches = Batch.select(Batch.id, Batch.number, Batch.received_on).where(
        Batch.sample == sample, Batch.deleted_at.is_null()
    )
    testers = Tester.select(User.id, User.name, Tester.due_on, Tester.done_at).join(User).where(Tester.sample == sample)
    cell = Measurement
    cells = (
        cell.select(cell.id, cell.batch, cell.code, cell.tester, cell.values, cell.note, cell.version)
        .join(Batch)
        .where(Batch.sample == sample, Batch.deleted_at.is_null())
        .order_by(cell.id)
    )
    return Test(
        sample,
        SampleTemplate.from_json(sample.template_version.content),
        rows(batches.order_by(Batch.id)),
        [TesterLine(*row) for row in rows(testers.order_by(Tester.id))],
        [Cell(*row) for row in rows(cells)],
    )


def page(today: date, show: str = "open", q: str = "", me: int | None = None, number: int = 1) -> list[Line]:
    """A page of samples, newest first; one more than a page holds when there are further ones.

    `show`: open, overdue, mine, all, or a verdict (pass, retest, drop).
    """
    late = Tester.select(fn.COUNT(Tester.id)).where(
        Tester.sample == Sample.id, Tester.done_at.is_null(), Tester.due_on < today
    )
    batches = Batch.select(fn.COUNT(Batch.id)).where(Batch.sample == Sample.id, Batch.deleted_at.is_null())
    query = (
        Sample.select(
            Sample.id,
            Supplier.name,
            Product.name,
            Sample.kind,
            Sample.asked_on,
            Sample.promised_on,
            Sample.received_on,
            Sample.verdict,
            User.name,
            batches,
            late,
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
        query = query.where(Supplier.search.contains(word) | Product.search.contains(word))
    unfinished = Tester.select(Tester.sample).where(Tester.user == me, Tester.done_at.is_null())
    late_testers = Tester.select(Tester.sample).where(Tester.done_at.is_null(), Tester.due_on < today)
    narrowing = {
        "open": Sample.verdict.is_null(),
        "mine": Sample.verdict.is_null() & ((Sample.owner == me) | Sample.id.in_(unfinished)),
        "overdue": Sample.verdict.is_null()
        & ((Sample.received_on.is_null() & (Sample.promised_on < today)) | Sample.id.in_(late_testers)),
        "pass": Sample.verdict == "pass",
        "retest": Sample.verdict == "retest",
        "drop": Sample.verdict == "drop",
    }
    if show in narrowing:
        query = query.where(narrowing[show])
    return [Line(*row) for row in rows(query)]
