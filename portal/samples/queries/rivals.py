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
from portal.samples.queries.results_by_supplier import measured_in
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
    """The comparisons of a sample in the order they were begun; one whose sample was deleted is left out."""
    rival, supplier = SampleRival, Supplier
    query = (
        rival.select(rival.id, rival.other, supplier.name, rival.name, Sample.verdict, rival.note)
        .join(Sample, JOIN.LEFT_OUTER, on=rival.other == Sample.id)
        .join(supplier, JOIN.LEFT_OUTER)
        .where(rival.sample == sample, rival.deleted_at.is_null(), Sample.deleted_at.is_null())
        .order_by(rival.id)
    )
    return [RivalLine(key, other, now or name, *rest) for key, other, now, name, *rest in rows(query)]


def tests_of(samples: Collection[int], policy: Mapping[str, Decimal]) -> dict[int, SampleTest]:
    """The tests of these samples as they stand, or as they were signed, in two statements."""
    if not samples:
        return {}
    names = (Supplier.id, Supplier.name, Product.id, Product.name)
    query: Any = Sample.select(Sample, *names, *CONDITIONS, *basis()).join(Supplier)
    query = query.join_from(Sample, Product).join_from(Sample, TemplateVersion).where(Sample.id.in_(list(samples)))
    batches, cells = measured_in(samples)
    tests = {}
    for row in query:
        if row.signed is not None:
            tests[row.id] = signed(row)
            continue
        about = {"supplier": row.supplier.name, "policy": policy}
        facts = facts_of(row, row.product, batches[row.id], cells[row.id], **about)
        tests[row.id] = SampleTest(sheet_of(row), facts)
    return tests


def of_fact(sample: int) -> list[SampleRivalFacts]:
    """The comparisons of a sample, as the rule `compared` takes them."""
    lines = rivals(sample)
    _batches, cells = measured_in([line.other_id for line in lines if line.other_id is not None])
    return [
        SampleRivalFacts(line.name, any(cell.values for cell in cells.get(line.other_id or 0, ())), line.note)
        for line in lines
    ]
