"""What the page of a sample reads, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from peewee import JOIN

from portal.checklists.models.templates import TemplateVersion
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.core.rules.freeze import thaw
from portal.feedback.models import outside_of, told
from portal.products.models import Product
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample, Tester
from portal.samples.rules.sample_tests import BatchLine, SampleCell, SampleFacts, SampleTest, TesterLine, conditions
from portal.samples.rules.sampling import SampleTemplate
from portal.suppliers.models.suppliers import Supplier


def found(id: int) -> Any:
    """The sample with its supplier, product, owner and sheet; None when it is not there."""
    query = (
        Sample.select(Sample, Supplier, Product, User, TemplateVersion, *told())
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


def test_of(sample: Any, policy: Mapping[str, Decimal]) -> SampleTest:
    """The test of a sample as `found` reads it: as it stands, or as it was signed."""
    template = SampleTemplate.from_json(sample.template_version.content)
    return SampleTest(template, facts_of(sample, policy) if sample.frozen is None else thaw(SampleFacts, sample.frozen))


def facts_of(sample: Any, policy: Mapping[str, Decimal]) -> SampleFacts:
    product = sample.product
    return SampleFacts(
        supplier=sample.supplier.name,
        product=product.name,
        promised_on=sample.promised_on,
        received_on=sample.received_on,
        batches=batches(sample.id),
        testers=testers(sample.id),
        cells=cells(sample.id),
        known=conditions(product.worn_or_eaten, product.colour_matters, product.powered),
        limits=own_limits(sample),
        policy=policy,
        outside=outside_of(sample),
    )


def own_limits(sample: Any) -> dict[str, Decimal]:
    return {key: Decimal(text) for key, text in (sample.limits or {}).items()}


def batches(sample: int) -> tuple[BatchLine, ...]:
    query = Batch.select(Batch.id, Batch.number, Batch.received_on, Batch.note, Batch.version)
    here = query.where(Batch.sample == sample, Batch.deleted_at.is_null())
    return tuple(BatchLine(*row) for row in rows(here.order_by(Batch.id)))


def testers(sample: int) -> tuple[TesterLine, ...]:
    query = Tester.select(User.id, User.name, Tester.due_on, Tester.done_at).join(User)
    found = rows(query.where(Tester.sample == sample).order_by(Tester.id))
    return tuple(TesterLine(key, name, due_on, done_at is not None) for key, name, due_on, done_at in found)


def cells(sample: int) -> tuple[SampleCell, ...]:
    """What was measured in the batches that count; cells emptied again are left in, for their version."""
    one = Measurement
    query = (
        one.select(one.batch, one.code, one.tester, User.name, one.values, one.note, one.version)
        .join(Batch)
        .switch(one)
        .join(User)
        .where(Batch.sample == sample, Batch.deleted_at.is_null())
        .order_by(one.batch, one.id)
    )
    return tuple(
        SampleCell(batch, code, tester, name, figures(values), note, version)
        for batch, code, tester, name, values, note, version in rows(query)
    )


def figures(values: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in values.items()}
