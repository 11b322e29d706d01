"""What deliveries are held against: one whole, one that ends soon, one a newer one replaced, and a reference order."""

from __future__ import annotations

from typing import Any, NamedTuple

from portal.demo import World
from portal.demo.papers import attach
from portal.references.models import GoldenSample
from portal.samples.models.samples import Batch


class DemoReference(NamedTuple):
    number: str
    sample: str
    place: int  # of the batch
    ago: int
    left: int  # days until it ends
    contents: str
    accepted: str
    theirs: str
    place_kept: str


ROWS = (
    DemoReference(
        "F-2026-001",
        "tuochuan/charger",
        0,
        98,
        20,
        "深空灰，1 米线，国标插头",
        "外壳色差 ΔE ≤ 1.5",
        "黄建国",
        "样品柜 B2",
    ),
    DemoReference("F-2026-002", "hengqi/cable", 0, 68, 300, "尼龙编织，2 米", "长度 ±10 mm", "", "样品柜 B3"),
    DemoReference("F-2026-003", "starbridge/video", 0, 38, 140, "月卡直充，10 分钟内到账", "", "林娜", "共享盘/基准单"),
    DemoReference(
        "F-2026-004", "hengqi/cable", 1, 20, 345, "尼龙编织，2 米，新接头", "长度 ±10 mm", "周航", "样品柜 B3"
    ),
)


def load(world: World) -> None:
    made: dict[str, Any] = {}
    for row in world.say(ROWS):
        batches = Batch.select(Batch.id).where(Batch.sample == world.samples[row.sample]).order_by(Batch.id)
        made[row.number] = GoldenSample.seal(
            world.stamp("buyer", row.ago),
            list(batches)[row.place].id,
            number=row.number,
            sealed_on=world.day(row.ago),
            contents=row.contents,
            accepted=row.accepted,
            confirmed_by=world.people["buyer"].id,
            their_name=row.theirs,
            their_on=world.day(row.ago - 1) if row.theirs else None,
            keeper=world.people["hanyu"].id,
            place=row.place_kept,
            valid_until=world.day(-row.left),
        )
    attach(world, made["F-2026-004"], "photo", f"F-2026-004 {world.say('示例')}", "buyer", 20)
    old = GoldenSample.get_by_id(made["F-2026-002"].id)
    old.correct(old.version, world.stamp("buyer", 20), replaced_by=made["F-2026-004"].id)
