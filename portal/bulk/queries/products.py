"""Ticked products."""

from __future__ import annotations

from typing import Any

from portal.bulk.queries.batch import TickedBatch
from portal.bulk.rules import BulkChoice, BulkDeed
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.samples.models.samples import Sample


class ProductBatch(TickedBatch):
    """A product is in one category at most."""

    model = Product
    columns = {BulkDeed.category: "category"}
    holds = (Quote, Sample)

    def after(self, before: Any, choice: BulkChoice) -> Any:
        [category] = choice.value
        return category
