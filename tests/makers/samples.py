"""Samples with batches and testers."""

from __future__ import annotations

from typing import Any

from portal.models import Batch, Sample
from portal.publishing import publish
from tests.cast import TODAY, stamp


def make_sample(supplier: Any, product: Any, batches: tuple[str, ...] = ("A", "B"), **about: Any) -> Sample:
    publish()
    defaults = {"supplier": supplier, "product": product, "kind": "physical", "currency": "CNY", "asked_on": TODAY}
    return Sample.ask(stamp(), batches, **(defaults | about))


def batches_of(sample: Sample) -> list[int]:
    return [row.id for row in Batch.select().where(Batch.sample == sample).order_by(Batch.id)]
