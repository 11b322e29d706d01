"""What a sample is compared with, as its page and a fact read it: the same statements, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from peewee import JOIN

from portal.checklists.models.templates import TemplateVersion
from portal.core.models.record import rows
from portal.products.models import Product
from portal.samples.models.rivals import SampleRival
from portal.samples.models.samples import Sample
from portal.samples.queries.page import CONDITIONS, basis, facts_of, sheet_of, signed
from portal.samples.queries.results_by_supplier import found_in
from portal.samples.rules.rivals import SampleRivalFacts
from portal.samples.rules.sample_tests import SampleTest
from portal.suppliers.models.suppliers import Supplier


class RivalLine(NamedTuple):
    id: int
    other_id: int | None
    name: str
    verdict: str | None  # on the other sample
    note: str


def rivals(sample: int) -> list[RivalLine]:
    """In the order they were taken up; one whose sample was deleted is left out."""
    one, supplier = SampleRival, Supplier
    query = (
        one.select(one.id, one.other, supplier.name, one.name, Sample.verdict, one.note)
        .join(Sample, JOIN.LEFT_OUTER, on=one.other == Sample.id)
        .join(supplier, JOIN.LEFT_OUTER)
        .where(one.sample == sample, one.deleted_at.is_null(), Sample.deleted_at.is_null())
        .order_by(one.id)
    )
    return [RivalLine(key, other, now or name, *rest) for key, other, now, name, *rest in rows(query)]


def tests_of(samples: Collection[int], policy: Mapping[str, Decimal]) -> dict[int, SampleTest]:
    """Their tests as they stand, or as they were signed, in two statements."""
    if not samples:
        return {}
    names = (Supplier.id, Supplier.name, Product.id, Product.name)
    query: Any = Sample.select(Sample, *names, *CONDITIONS, *basis()).join(Supplier)
    query = query.join_from(Sample, Product).join_from(Sample, TemplateVersion).where(Sample.id.in_(list(samples)))
    batches, cells = found_in(samples)
    found = {}
    for row in query:
        if row.signed is not None:
            found[row.id] = signed(row)
            continue
        about = {"supplier": row.supplier.name, "policy": policy}
        facts = facts_of(row, row.product, batches[row.id], cells[row.id], **about)
        found[row.id] = SampleTest(sheet_of(row), facts)
    return found


def of_fact(sample: int) -> list[SampleRivalFacts]:
    """What `compared` takes."""
    lines = rivals(sample)
    _batches, cells = found_in([one.other_id for one in lines if one.other_id is not None])
    return [
        SampleRivalFacts(one.name, any(cell.values for cell in cells.get(one.other_id or 0, ())), one.note)
        for one in lines
    ]
