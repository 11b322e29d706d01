"""What the page of a sample reads, in a fixed number of statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from peewee import JOIN

from portal.checklists.models.templates import Template, TemplateVersion
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.core.rules.freeze import thaw
from portal.feedback.models import mark_columns, outside_of
from portal.products.models import Product
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample, Tester
from portal.samples.rules.sample_facts import BatchLine, SampleCell, SampleFacts, TesterLine, conditions
from portal.samples.rules.sample_tests import SampleTest, from_records
from portal.samples.rules.sampling import OwnTest, SampleCriterion, SampleTemplate
from portal.suppliers.models.suppliers import Supplier

KEPT = 32  # sheets, and signed tests, that are not read again
CONDITIONS = (Product.worn_or_eaten, Product.colour_matters, Product.powered)  # what `conditions` asks of a product


def basis() -> tuple[Any, ...]:
    """Columns of a query of samples joined with their version: what `sheet_of`, `signed` and `facts_of` read."""
    return (*TemplateVersion.as_text(), Sample.frozen.cast("text").alias("signed"), *mark_columns())


def find(id: int) -> Any:
    """The sample with its sheet and the names of its supplier, product and owner; None when it is not there."""
    names = (Supplier.id, Supplier.name, Product.id, Product.name, Product.category, User.id, User.name)
    query = (
        Sample.select(Sample, *names, *CONDITIONS, *basis())
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


def on_bench(id: int, batch: int) -> Any:
    """The sample with this `batch` of it and what its cells are held against; None when either is not there."""
    query = (
        Sample.select(Sample, Batch, Product.id, Product.name, *CONDITIONS, *basis())
        .join(Batch, on=Batch.sample == Sample.id, attr="batch")
        .switch(Sample)
        .join(Product)
        .switch(Sample)
        .join(TemplateVersion)
        .where(Sample.id == id, Sample.deleted_at.is_null(), Batch.id == batch, Batch.deleted_at.is_null())
    )
    return query.first()


@lru_cache(maxsize=KEPT)
def sheet_from(text: str) -> SampleTemplate:
    """The test sheet of a published content, which is read once: other content is another text."""
    return SampleTemplate.from_json(json.loads(text))


def newest_sheet(kind: str) -> SampleTemplate:
    """The sheet that a new sample of a kind of goods is tested on."""
    published = TemplateVersion.select(TemplateVersion.content.cast("text")).join(Template)
    newest = published.where(Template.key == f"sample_{kind}").order_by(TemplateVersion.version.desc())
    return sheet_from(rows(newest.limit(1))[0][0])


def test_of(sample: Any, policy: Mapping[str, Decimal]) -> SampleTest:
    """The test of a sample as `find` reads it: as it stands, or as it was signed."""
    if sample.signed is not None:
        return signed(sample)
    cells = measured(Batch.sample == sample.id)
    about = {"supplier": sample.supplier.name, "policy": policy, "testers": testers(sample.id)}
    return SampleTest(sheet_of(sample), facts_of(sample, sample.product, batches(sample.id), cells, **about))


def bench_test(sample: Any, tester: int) -> SampleTest:
    """The test of a sample as `on_bench` reads it, as far as the cells of one tester go."""
    if sample.signed is not None:
        return signed(sample)
    cells = measured((Batch.id == sample.batch.id) & (Measurement.tester == tester))
    return SampleTest(sheet_of(sample), facts_of(sample, sample.product, (batch_line(sample.batch),), cells))


def signed(sample: Any) -> SampleTest:
    return signed_from(sample.template_version.text, sample.signed)


@lru_cache(maxsize=KEPT)
def signed_from(sheet: str, facts: str) -> SampleTest:
    """A test as it was signed, judged once: what was signed is a text that never changes."""
    return SampleTest(sheet_from(sheet), thaw(SampleFacts, json.loads(facts)))


def sheet_of(sample: Any) -> SampleTemplate:
    return sheet_from(sample.template_version.text)


def known_of(sample: Any) -> Mapping[str, bool]:
    """The conditions that let criteria apply: what is known of the product, or was when the test was signed."""
    return conditions_of(sample.product) if sample.signed is None else signed(sample).facts.known


def conditions_of(product: Any) -> dict[str, bool]:
    return conditions(product.worn_or_eaten, product.colour_matters, product.powered)


def facts_of(
    sample: Any,
    product: Any,
    batches: Iterable[BatchLine],
    cells: Iterable[SampleCell],
    supplier: str = "",
    **about: Any,
) -> SampleFacts:
    """The facts a test that nobody signed rests on. `product`: a row, or what a comparison knows of it."""
    return SampleFacts(
        supplier=supplier,
        product=product.name,
        promised_on=sample.promised_on,
        received_on=sample.received_on,
        batches=tuple(batches),
        cells=tuple(cells),
        known=conditions_of(product),
        limits=own_limits(sample),
        outside=outside_of(sample),
        own=own_tests(sample),
        left_out=sample.left_out,
        **about,
    )


def measurable(sample: Any) -> tuple[SampleCriterion, ...]:
    """What people measure of a sample as `on_bench` reads it: not what its records say."""
    whole = sheet_of(sample).adapted(own_tests(sample), sample.left_out)
    return tuple(criterion for criterion in whole.applying(known_of(sample)) if not from_records(criterion))


def own_tests(sample: Any) -> tuple[OwnTest, ...]:
    return tuple(thaw(OwnTest, test) for test in sample.own_tests)


def own_limits(sample: Any) -> dict[str, Decimal]:
    return {key: Decimal(text) for key, text in (sample.limits or {}).items()}


def batches(sample: int) -> tuple[BatchLine, ...]:
    standing = Batch.select().where(Batch.sample == sample, Batch.deleted_at.is_null())
    return tuple(batch_line(row) for row in standing.order_by(Batch.id))


def batch_line(row: Any) -> BatchLine:
    return BatchLine(row.id, row.number, row.received_on, row.note, row.version)


def testers(sample: int) -> tuple[TesterLine, ...]:
    query = Tester.select(User.id, User.name, Tester.due_on, Tester.done_at).join(User)
    lines = rows(query.where(Tester.sample == sample).order_by(Tester.id))
    return tuple(TesterLine(key, name, due_on, done_at is not None) for key, name, due_on, done_at in lines)


def measured(where: Any) -> tuple[SampleCell, ...]:
    """The cells measured in the batches that count; those emptied again are left in, for their version."""
    cell = Measurement
    query = (
        cell.select(cell.batch, cell.code, cell.tester, User.name, cell.values, cell.note, cell.version)
        .join(Batch)
        .switch(cell)
        .join(User)
        .where(where, Batch.deleted_at.is_null())
        .order_by(cell.batch, cell.id)
    )
    return tuple(
        SampleCell(batch, code, tester, name, figures(values), note, version)
        for batch, code, tester, name, values, note, version in rows(query)
    )


def figures(values: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in values.items()}
