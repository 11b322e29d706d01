"""How the samples of a product came out, by supplier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from peewee import JOIN

from portal.checklists.models.templates import TemplateVersion
from portal.comparisons.rules.candidates import SampleResult
from portal.core.models.record import rows
from portal.core.rules.thresholds import Lookup
from portal.market.rules.offers import Goods
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample
from portal.samples.queries.page import basis, facts_of, figures, sheet_of, signed
from portal.samples.rules.measuring import widest
from portal.samples.rules.sample_facts import BatchLine, SampleCell
from portal.samples.rules.sample_tests import POLICY, SampleTest
from portal.samples.rules.verdicts import ResultSheet, SampleVerdict


def tested(goods: Goods, suppliers: Collection[int], lookup: Lookup) -> dict[int, SampleResult]:
    """The result of each supplier: of its sample with the newest signed verdict, else of the newest asked for."""
    about = (Sample.id, Sample.supplier, Sample.verdict, Sample.verdict_at)
    asked = (Sample.promised_on, Sample.received_on, Sample.limits, Sample.own_tests, Sample.left_out)
    query: Any = (
        Sample.select(*about, *asked, *basis())
        .join(TemplateVersion)
        .where(Sample.product == goods.id, Sample.supplier.in_(list(suppliers)), Sample.deleted_at.is_null())
        .order_by(Sample.asked_on, Sample.id)
    )
    chosen: dict[int, Any] = {}
    for row in query:
        before = chosen.get(row.supplier_id)
        if before is None or not before.verdict or (row.verdict and row.verdict_at >= before.verdict_at):
            chosen[row.supplier_id] = row
    batches, cells = measured_in([row.id for row in chosen.values() if row.signed is None])
    tests = {supplier: test_of(row, goods, batches[row.id], cells[row.id], lookup) for supplier, row in chosen.items()}
    return {supplier: result(row, tests[supplier]) for supplier, row in chosen.items()}


def test_of(
    row: Any,
    goods: Goods,
    batches: list[BatchLine],
    cells: list[SampleCell],
    lookup: Lookup,
) -> SampleTest:
    """The test as it stands, or as it was signed: limits, weights and the product may have changed since."""
    if row.signed is not None:
        return signed(row)
    policy = {key: Decimal(lookup(key)) for key in POLICY}
    return SampleTest(sheet_of(row), facts_of(row, goods, batches, cells, policy=policy))


def measured_in(samples: Collection[int]) -> tuple[dict[int, list[BatchLine]], dict[int, list[SampleCell]]]:
    """The batches of each sample, and what was measured in them; in one statement."""
    query = (
        Batch.select(Batch.sample, Batch.id, Batch.number, Measurement.code, Measurement.tester, Measurement.values)
        .join(Measurement, JOIN.LEFT_OUTER)
        .where(Batch.sample.in_(list(samples)), Batch.deleted_at.is_null())
        .order_by(Batch.id, Measurement.id)
    )
    batches: dict[int, list[BatchLine]] = defaultdict(list)
    cells: dict[int, list[SampleCell]] = defaultdict(list)
    for sample, batch, number, code, tester, values in rows(query):
        line = BatchLine(batch, number)
        if line not in batches[sample]:
            batches[sample].append(line)
        if code is not None:
            cells[sample].append(SampleCell(batch, code, tester, "", figures(values)))
    return batches, cells


def result(row: Any, test: SampleTest) -> SampleResult:
    testers = {cell.tester for cell in test.facts.cells if cell.values}
    return SampleResult(
        id=row.id,
        verdict=SampleVerdict(row.verdict) if row.verdict else None,
        score=test.proposal.score,
        spread=spread_of(test.sheet),
        batches=len(test.facts.batches),
        testers=len(testers),
        left_out=sum(left.critical for left in test.left_out),
    )


def spread_of(judged: ResultSheet) -> Decimal | None:
    """The largest of all figures, as the page of the sample shows them."""
    largest = widest(spread for row in judged.rows for spread in row.spreads)
    return largest.share if largest else None
