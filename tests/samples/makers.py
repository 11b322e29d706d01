"""Samples with batches, testers and measurements."""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import datetime
from typing import Any

from PIL import Image

from portal import content
from portal.checklists.publishing import publish
from portal.core.rules.freeze import freeze
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample
from portal.samples.models.verdicts import VerdictProposal
from portal.samples.queries.page import find, test_of
from portal.samples.rules.sample_tests import POLICY, SampleTest
from portal.samples.rules.sampling import GoodsKind, Measure, SampleCriterion, Severity, Unit
from tests.cast import NOW, TODAY, stamp

PHYSICAL = content.sample_templates()[GoodsKind.physical]


def make_sample(supplier: Any, product: Any, batches: tuple[str, ...] = ("A", "B"), **about: Any) -> Sample:
    """Asked for today; nobody tests it yet."""
    publish()
    defaults = {"supplier": supplier, "product": product, "kind": "physical", "currency": "CNY", "asked_on": TODAY}
    return Sample.ask(stamp(), batches, **(defaults | about))


def batches_of(sample: Sample) -> list[int]:
    here = Batch.select().where(Batch.sample == sample, Batch.deleted_at.is_null())
    return [row.id for row in here.order_by(Batch.id)]


def standing(sample: Sample) -> SampleTest:
    """The test as it stands, with the shipped limits."""
    policy = content.policy()
    return test_of(find(sample.id), {key: policy.number(key) for key in POLICY})


def good(measure: Measure) -> str:
    """A figure that just keeps to the limit."""
    return str(measure.value)


def bad(measure: Measure) -> str:
    """One that just does not."""
    if measure.unit is Unit.yes_no:
        return "0"
    low = "1" if measure.unit is Unit.score else "0"
    return low if measure.op == ">=" else str(measure.value + 1)


def measure(sample: Sample, batch: int, criterion: SampleCriterion, by: Any, failing: bool = False) -> None:
    figures = {one.key: (bad if failing else good)(one) for one in criterion.measures}
    version = 0
    if cell := Measurement.get_or_none(Measurement.batch == batch, Measurement.code == criterion.code):
        version = cell.version if cell.tester_id == by.id else 0
    Measurement.put(sample, batch, criterion.code, figures, "", version, stamp(by))


def fill(sample: Sample, by: Any, failing: Collection[str] = ()) -> None:
    """Every criterion of every batch; those in `failing` just beyond their limit."""
    for batch in batches_of(sample):
        for row in standing(sample).sheet.rows:
            measure(sample, batch, row.criterion, by, row.criterion.code in failing)


def code(severity: Severity) -> str:
    """A required criterion that always applies."""
    wanted = (one for one in PHYSICAL.criteria if one.severity is severity and one.required and not one.applies_when)
    return next(wanted).code


def put_up(sample: Sample, by: Any, verdict: str = "pass") -> None:
    now = standing(sample)
    rev = Sample.get_by_id(sample.id).rev
    VerdictProposal.put_up(sample.id, verdict, now.proposal.outcome, "", freeze(now.facts), rev, stamp(by))


def sign(sample: Sample, by: Any, alone: str = "") -> bool:
    rev = Sample.get_by_id(sample.id).rev
    return VerdictProposal.sign(sample.id, freeze(standing(sample).facts), rev, stamp(by), alone)


def close(sample: Sample, first: Any, second: Any, verdict: str = "pass") -> None:
    """Put up and signed by two."""
    put_up(sample, first, verdict)
    sign(sample, first)
    sign(sample, second)


def prove(sample: Sample, verdict: str = "pass", at: datetime = NOW) -> Sample:
    """It passed, whoever tested it: for what comes after."""
    Sample.update(verdict=verdict, verdict_at=at).where(Sample.id == sample.id).execute()
    return sample


def picture() -> io.BytesIO:
    data = io.BytesIO()
    Image.new("RGB", (20, 20)).save(data, "PNG")
    data.seek(0)
    return data
