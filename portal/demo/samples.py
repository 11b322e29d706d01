"""Samples in every state: passed and signed, being tested, late, dropped."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from portal import content
from portal.core.rules.freeze import freeze
from portal.core.rules.thresholds import Op
from portal.demo import World, codes
from portal.demo.papers import attach
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample
from portal.samples.models.verdicts import VerdictProposal
from portal.samples.queries.page import find, test_of
from portal.samples.rules.sample_tests import POLICY, SampleTest, from_records
from portal.samples.rules.sampling import SampleCriterion, Unit


class DemoSample(NamedTuple):
    supplier: str
    product: str
    kind: str
    ago: int
    batches: tuple[str, ...]
    testers: tuple[str, ...]
    failing: tuple[str, ...] = ()
    verdict: str | None = None
    share: int = 100  # per cent of the criteria measured
    arrived: bool = True


ROWS = (
    DemoSample("tuochuan", "charger", "physical", 120, ("A-2607", "B-2608"), ("buyer", "hanyu"), verdict="pass"),
    DemoSample("hengqi", "cable", "physical", 90, ("L1", "L2"), ("hanyu",), verdict="pass"),
    DemoSample("starbridge", "video", "digital", 60, ("批 1", "批 2"), ("omar", "buyer"), verdict="pass"),
    DemoSample(
        "wanli", "charger", "physical", 30, ("样品", "大货 B1"), ("buyer",), failing=("PH08",), verdict="retest"
    ),
    DemoSample("qinghe", "shirt", "physical", 14, ("9 月批",), ("hanyu", "omar"), share=60),
    DemoSample("brightleaf", "mug", "physical", 110, ("窑 1", "窑 2"), ("buyer", "omar"), verdict="pass"),
    DemoSample("brightleaf", "mug", "physical", 26, (), ("buyer",), arrived=False),
    DemoSample("aurora", "top_up", "digital", 9, ("小单 20",), ("omar",), share=40),
)


def load(world: World) -> None:
    for row in world.say(ROWS):
        asked = world.day(row.ago)
        sample = Sample.ask(
            world.stamp("buyer", row.ago),
            row.batches,
            supplier=world.suppliers[row.supplier].id,
            product=world.products[row.product].id,
            kind=row.kind,
            fee=Decimal("30") if row.kind == "physical" else None,
            currency="CNY",
            asked_on=asked,
            promised_on=asked + timedelta(days=10),
            received_on=asked + timedelta(days=9) if row.arrived else None,
            quantity=20 if row.kind == "digital" else 6,
            purpose=world.say("和日常用法一样测，重点看批次之间是否一致。"),
            use_scene=world.say("宿舍与办公室"),
            owner=world.people["buyer"].id,
        )
        world.samples[f"{row.supplier}/{row.product}"] = sample
        if row.arrived:
            attach(world, sample, "photo", f"{world.say('到样照片')} {world.say('示例')}", "buyer", row.ago - 9)
        test(world, sample, row)


def test(world: World, sample: Sample, row: DemoSample) -> None:
    for number, tester in enumerate(row.testers):
        due = world.day(row.ago - 18) if row.arrived else world.today + timedelta(days=6)
        sample.assign(world.people[tester].id, due, world.stamp("buyer", row.ago))
        measure(world, sample, row, tester, number)
        if row.arrived and row.share == 100:
            sample.finish(world.people[tester].id, True, world.stamp(tester, max(row.ago - 14, 1)))
    if row.kind == "digital":
        codes.record(world, sample, row.supplier)
    elif row.verdict:
        sample.leave_out("PH16", "赶着上架，没来得及请外部试用人。", world.stamp("buyer", max(row.ago - 13, 1)))
    if row.verdict:
        sign(world, sample, row)


def measure(world: World, sample: Sample, row: DemoSample, tester: str, number: int) -> None:
    now = standing(find(sample.id))
    criteria = [line.criterion for line in now.sheet.rows if not from_records(line.criterion)]
    batches = Batch.select(Batch.id).where(Batch.sample == sample).order_by(Batch.id)
    for place, batch in enumerate(batches):
        for criterion in criteria[: len(criteria) * row.share // 100]:
            values = figures(criterion, criterion.code in row.failing and place > 0, place + number)
            stamp = world.stamp(tester, max(row.ago - 12, 1))
            Measurement.put(sample, batch.id, criterion.code, values, "", 0, stamp)


def figures(criterion: SampleCriterion, fails: bool, step: int) -> dict[str, str]:
    """Figures near the limit, a little apart from batch to batch and tester to tester."""
    return {measure.key: f"{figure(measure, fails, step).normalize():f}" for measure in criterion.measures}


def figure(measure: Any, fails: bool, step: int) -> Decimal:
    if measure.unit is Unit.yes_no:
        return Decimal(not fails)
    if measure.unit is Unit.score:
        return Decimal(2) if fails else min(measure.value + step % 2, Decimal(5))
    room = Decimal("1.3") if fails else Decimal("1") - Decimal(step) / 50
    if measure.op is Op.at_least:
        wanted = measure.value / room if fails else measure.value
        return min(wanted, Decimal(100)) if measure.unit is Unit.percent else wanted
    whole = measure.unit in (Unit.counted, Unit.cycle, Unit.day)
    amount = measure.value * room + (1 if fails and not measure.value else 0)
    return Decimal(int(amount)) if whole else round(amount, 2)


def sign(world: World, sample: Sample, row: DemoSample) -> None:
    ago = max(row.ago - 20, 2)
    fresh = find(sample.id)
    now = standing(fresh)
    reason = "" if now.proposal.outcome == row.verdict else world.say("两次复测后一致。")
    frozen_facts = freeze(now.facts)
    proposed = row.verdict or "", now.proposal.outcome, reason
    VerdictProposal.put_up(sample.id, *proposed, frozen_facts, fresh.rev, world.stamp("buyer", ago))
    for person in ("buyer", "admin"):
        VerdictProposal.sign(sample.id, frozen_facts, Sample.get_by_id(sample.id).rev, world.stamp(person, ago))


def standing(sample: Any) -> SampleTest:
    policy = content.policy()
    return test_of(sample, {key: policy.number(key) for key in POLICY})
