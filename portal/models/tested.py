"""How the samples of a product came out, by supplier."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from peewee import JOIN

from portal.domain.candidates import Goods, SampleResult
from portal.domain.measuring import Reading, widest
from portal.domain.rules import Lookup, Op
from portal.domain.sampling import SampleTemplate
from portal.domain.verdicts import Outcome, Sheet, propose, sheet
from portal.models.base import rows
from portal.models.samples import Batch, Measurement, Sample
from portal.models.templates import TemplateVersion


def tested(goods: Goods, suppliers: Collection[int], lookup: Lookup) -> dict[int, SampleResult]:
    """By supplier: its sample of this product with the newest signed verdict, else the newest sample asked for."""
    query: Any = (
        Sample.select(Sample, TemplateVersion.content)
        .join(TemplateVersion)
        .where(Sample.product == goods.id, Sample.supplier.in_(list(suppliers)), Sample.deleted_at.is_null())
        .order_by(Sample.asked_on, Sample.id)
    )
    chosen: dict[int, Any] = {}
    for row in query.objects():
        before = chosen.get(row.supplier_id)
        if before is None or not before.verdict or (row.verdict and row.verdict_at >= before.verdict_at):
            chosen[row.supplier_id] = row
    readings = found_in([row.id for row in chosen.values()])
    return {supplier: result(row, readings.get(row.id, {}), goods, lookup) for supplier, row in chosen.items()}


def found_in(samples: Collection[int]) -> dict[int, dict[int, list[Reading]]]:
    """sample -> batch -> what was measured in it."""
    query = (
        Batch.select(Batch.sample, Batch.id, Measurement.code, Measurement.tester, Measurement.values)
        .join(Measurement, JOIN.LEFT_OUTER)
        .where(Batch.sample.in_(list(samples)), Batch.deleted_at.is_null())
        .order_by(Batch.id, Measurement.id)
    )
    found: dict[int, dict[int, list[Reading]]] = defaultdict(dict)
    for sample, batch, code, tester, values in rows(query):
        readings = found[sample].setdefault(batch, [])
        if code is not None:
            figures = {key: Decimal(str(value)) for key, value in values.items()}
            readings.append(Reading(code=code, values=figures, batch=batch, tester=tester))
    return found


def result(row: Any, by_batch: dict[int, list[Reading]], goods: Goods, lookup: Lookup) -> SampleResult:
    readings = [reading for found in by_batch.values() for reading in found]
    known = {
        "body_contact_or_food": goods.worn_or_eaten,
        "colour_critical": goods.colour_matters,
        "powered_goods": goods.powered,
    }
    judged = sheet(SampleTemplate.from_json(row.content), list(by_batch), readings, known, {})
    signed = (row.frozen or {}).get("score")  # limits and weights may have changed since
    return SampleResult(
        id=row.id,
        verdict=Outcome(row.verdict) if row.verdict else None,
        signed_on=row.verdict_at.date() if row.verdict_at else None,
        score=propose(judged, lookup).score if signed is None else Decimal(signed),
        spread=spread_of(judged),
        batches=len(by_batch),
        testers=len({reading.tester for reading in readings}),
    )


def spread_of(judged: Sheet) -> Decimal | None:
    # A figure held down by its limit is a deviation itself: a share of it says nothing about the batches.
    sizes = [one for row in judged.rows for one in row.spreads if one.measure.op is Op.at_least]
    found = widest(sizes)
    return found.relative if found else None
