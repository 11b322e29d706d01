"""What is on file of the suppliers and products of a basket, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from portal.core.models.record import rows
from portal.samples.models.samples import Sample
from portal.samples.rules.verdicts import SampleVerdict
from portal.suppliers.models.suppliers import ReputationNote

Judged = dict[tuple[int, int], tuple[int, SampleVerdict | None]]


def samples(products: Collection[int], suppliers: Collection[int]) -> Judged:
    """By product and supplier the sample it is judged by, with its verdict: that with the newest signed one, else the
    newest asked for."""
    query: Any = Sample.select(Sample.product, Sample.supplier, Sample.id, Sample.verdict, Sample.verdict_at).where(
        Sample.product.in_(list(products)), Sample.supplier.in_(list(suppliers)), Sample.deleted_at.is_null()
    )
    newest: dict[tuple[int, int], tuple[int, str | None, Any]] = {}
    for product, supplier, *row in rows(query.order_by(Sample.asked_on, Sample.id)):
        key, verdict, at = row
        before = newest.get((product, supplier))
        if before is None or not before[1] or (verdict and at >= before[2]):
            newest[product, supplier] = (key, verdict, at)
    return {pair: (key, SampleVerdict(verdict) if verdict else None) for pair, (key, verdict, _at) in newest.items()}


def serious_notes(suppliers: Collection[int]) -> dict[int, list[str]]:
    """By supplier what its serious notes are about that nobody answered, the newest first."""
    query = (
        ReputationNote.select(ReputationNote.supplier, ReputationNote.matter)
        .where(ReputationNote.supplier.in_(list(suppliers)), ReputationNote.unanswered())
        .order_by(ReputationNote.on.desc(), ReputationNote.id.desc())
    )
    matters: dict[int, list[str]] = defaultdict(list)
    for supplier, matter in rows(query):
        matters[supplier].append(matter)
    return matters
