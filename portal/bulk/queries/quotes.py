"""Ticked quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from portal.bulk.queries.batch import TickedBatch
from portal.bulk.rules import BulkChoice, BulkDeed, BulkFault
from portal.core.models.record import Stamp
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier


class QuoteBatch(TickedBatch):
    model = Quote
    columns = {BulkDeed.until: "valid_until"}

    def read(self, ids: list[int], gone: bool) -> Iterable[Any]:
        """Of suppliers and products that are still there, newest first."""
        query = Quote.select(Quote, Supplier, Product).join(Supplier).switch(Quote).join(Product)
        there = Supplier.deleted_at.is_null(), Product.deleted_at.is_null(), Quote.deleted_at.is_null(not gone)
        return query.where(Quote.id.in_(ids), *there).order_by(Quote.quoted_on.desc(), Quote.id.desc())

    def name(self, record: Any) -> str:
        return f"{record.supplier.name} · {record.product.name} · {record.quoted_on}"

    def fault(self, record: Any, choice: BulkChoice, after: Any) -> BulkFault | None:
        return BulkFault.before_it if after and after < record.quoted_on else None

    def edit(self, new: Mapping[int, Mapping[str, Any]], reason: str, stamp: Stamp) -> None:
        Quote.correct_all(stamp, [(self.records[key], values, ()) for key, values in new.items()])
