"""The paths of the suppliers: old partners let through with a reason, new ones step by step, one stalled."""

from __future__ import annotations

from typing import Any

from portal import content
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.items import Evidence, Item, ItemType
from portal.core.models.change import change
from portal.core.rules.thresholds import Result
from portal.demo import World
from portal.needs.models import Need
from portal.path.models import Passage
from portal.path.rules import PathStep, Spot
from portal.suppliers.models.suppliers import Supplier

OLD = "合作在清单上线之前就开始了，补录；缺的项逐步补齐。"
MAIL = "执照和沟通记录都在邮件里，附件还没传上来。"
# Supplier, days ago it passed each gate from the screening on; a reason where must-haves were not met.
WAYS: tuple[tuple[str, tuple[int, ...], str], ...] = (
    ("tuochuan", (390, 385, 340, 310, 300, 260, 200), OLD),
    ("hengqi", (250, 240, 190, 160, 150), OLD),
    ("starbridge", (292, 280, 230, 160, 155), "Partner from before these lists; gaps are being filled."),
    ("brightleaf", (140, 120, 70, 22), "Sample and terms were settled by mail before the list existed."),
    ("aurora", (100, 88, 58), OLD),
    ("wanli", (66, 40), MAIL),
    ("qinghe", (52,), MAIL),
    ("yunti", (20,), MAIL),
)
NOTES = {
    "P06": "国家企业信用信息公示系统和裁判文书网都查过，截图在文件里。",
    "P09": "官网备案主体与执照一致，付款只走对公账户。",
    "K09": "需求单 PDF 已发邮件，对方确认收到。",
}
TEXT = "见附件与沟通记录。"


def load(world: World) -> None:
    charger: Any = Need.get(Need.title.startswith("换一家"))
    settled(world, Spot(PathStep.needs, None, charger.id), 19, "")
    for name, days, reason in WAYS:
        supplier = world.suppliers[name]
        need = charger if name in ("tuochuan", "wanli") else None
        steps = list(PathStep)[1:]
        for step, ago in zip(steps, days, strict=False):
            settled(world, Spot.of(step, supplier.id, need and need.id), ago, reason)
        if len(days) < len(steps):
            begun(world, Spot.of(steps[len(days)], supplier.id, need and need.id), max(days[-1] - 3, 1))


def settled(world: World, spot: Spot, ago: int, reason: str) -> Run:
    """A list with its answers, and the gate behind it passed."""
    run = begun(world, spot, ago + 4)
    items = [item for item in content.checklists()[spot.step].items if item.must or item.must_when]
    for item in items[: -1 if reason else None]:
        fill(world, run, item, ago + 1)
    open_ = (items[-1].code,) if reason else ()
    Passage.record(run, Run.get_by_id(run.id).rev, world.stamp("admin" if reason else "buyer", ago), reason, open_)
    return run


def begun(world: World, spot: Spot, ago: int) -> Run:
    need: Any = Need.get_by_id(spot.need) if spot.need else None
    business = need.business_id if need is not None else business_of(world, spot.supplier)
    return Run.begin(spot, business, world.stamp("buyer", ago))


def business_of(world: World, supplier: int | None) -> int:
    row: Any = Supplier.get_by_id(supplier)
    return world.businesses["digital" if row.goods == "digital" else "gear"].id


def fill(world: World, run: Run, item: Item, ago: int) -> None:
    """Only what people answer: what the records say is left to them."""
    value = answer(item)
    if value is None:
        return
    stamp = world.stamp("hanyu" if item.code.endswith(("2", "5", "8")) else "buyer", ago)
    with change(stamp):
        note = NOTES.get(item.code, "") or (TEXT if item.evidence is Evidence.note else "")
        Answer.give(Run.touch(run.id, stamp), item.code, 0, stamp, AnswerState.answered, value, note)


def answer(item: Item) -> Any:
    if item.type in (ItemType.yes_no, ItemType.yes_no_na):
        return "yes"
    if item.type is ItemType.choice:
        return next(option.key for option in item.options if option.result is Result.passed)
    if item.type is ItemType.text:
        return TEXT
    return None
