"""Ticked samples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from portal.bulk.queries.batch import Kept, TickedBatch
from portal.bulk.rules import BulkChoice, BulkDeed, BulkFault
from portal.core.models.change import change
from portal.core.models.record import Stamp, rows
from portal.products.models import Product
from portal.references.models import remove_sample, sealed_samples
from portal.samples.models.samples import Sample
from portal.suppliers.models.suppliers import Supplier


class SampleBatch(TickedBatch):
    """A signed verdict and a sealed batch hold a sample as they hold it on its own page."""

    model = Sample
    columns = {BulkDeed.owner: "owner"}

    def __init__(self, ids: Collection[int], gone: bool = False) -> None:
        super().__init__(ids, gone)
        self.sealed = {key for (key,) in rows(sealed_samples(list(self.records)))}

    def read(self, ids: list[int], gone: bool) -> Iterable[Any]:
        query = Sample.select(Sample, Supplier, Product).join(Supplier).switch(Sample).join(Product)
        there = query.where(Sample.id.in_(ids), Sample.deleted_at.is_null(not gone))
        return there.order_by(Sample.asked_on.desc(), Sample.id.desc())

    def name(self, record: Any) -> str:
        return f"{record.supplier.name} · {record.product.name}"

    def fault(self, record: Any, choice: BulkChoice, after: Any) -> BulkFault | None:
        if record.verdict is not None:
            return BulkFault.signed
        return BulkFault.sealed if choice.deed is BulkDeed.delete and record.id in self.sealed else None

    def edit(self, new: Mapping[int, Mapping[str, Any]], reason: str, stamp: Stamp) -> None:
        with change(stamp):
            for key, values in new.items():
                self.records[key].correct(self.records[key].version, stamp, **values)

    def remove(self, ids: Sequence[int], stamp: Stamp) -> None:
        with change(stamp):
            for key in ids:
                remove_sample(self.records[key], stamp)

    def touched(self, kept: Sequence[Kept]) -> list[str]:
        signed = [record for record in self.records.values() if record.verdict is not None]
        return list(dict.fromkeys([*super().touched(kept), *(self.name(record) for record in signed)]))
