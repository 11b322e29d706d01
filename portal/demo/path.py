"""The paths of the suppliers: step by step, each gate with its proof; once let through with a reason, one stalled."""

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
from portal.demo.papers import attach
from portal.needs.models import Need
from portal.path.models.passages import Passage
from portal.path.rules import PathStep, Spot
from portal.suppliers.models.suppliers import Supplier

# Supplier, days ago it passed each gate from the screening on.
WAYS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("tuochuan", (390, 385, 340, 310, 300, 260, 200)),
    ("hengqi", (250, 240, 190, 160, 150)),
    ("starbridge", (292, 280, 230, 160, 155)),
    ("brightleaf", (140, 120, 70, 22)),
    ("aurora", (100, 88)),
    ("wanli", (66, 40)),
    ("qinghe", (52,)),
    ("yunti", (20,)),
)
# Let through by an administrator although a must-have was not met.
LET_THROUGH = {
    ("wanli", PathStep.screening): "价格低两成，先要样品看料；证照让对方补，补齐之前不下单。",
}
# What suppliers answered, where it is not the best there is.
CHOSEN = {"K07": "prepaid_refundable"}
# Found in registers, where something was.
SEARCHED = {"wanli": ("minor", "查到一起买卖合同纠纷，判决已经履行；失信和处罚没有，截图在文件里。")}
NOTES = {
    "P06": "国家企业信用信息公示系统和裁判文书网都查过，截图在文件里。",
    "P09": "官网备案主体与执照一致，付款只走对公账户。",
    "K09": "需求单 PDF 已发邮件，对方确认收到。",
}
# What nobody keeps records of here yet: the figure somebody typed, and where it is from.
FIGURES = {
    "K01": ("20", "按上月销量估的，起订量不到一个月的量。"),
    "K10": ("4", "对方答应当天回，最晚 4 小时。"),
    "T02": ("2", "两批都是不同日期生产的。"),
    "T05": ("9", "办公室和家里各用了一周多。"),
    "D05": ("20", "抽了 20 个商品逐个核对，单位、币种、规格都对。"),
    "R01": ("4", "四笔试单，其中一笔是周末下的。"),
    "R02": ("1", "四笔都准时，数量也足。"),
    "R03": ("0", "四笔都点过数，和订单一致。"),
    "R04": ("0", "没有退回的批次。"),
    "R05": ("0", "大货抽 5 件和封样比过，没有超差。"),
    "U01": ("3", "三步：每月 500、1000、2000 件，每步写明放行条件。"),
    "U02": ("0", "每步都等上一步的条件满足了才加量。"),
    "U08": ("0", "账期结算，没有预付，也没有余额在对方那里。"),
    "U10": ("3", "次品翻倍、断供、涨价超过 5% 就暂停，三条都写进了协议附件。"),
    "R08": ("0.01", "对账单和报价差不到 1%。"),
}
TEXT = "见附件与沟通记录。"


def load(world: World) -> None:
    charger: Any = Need.get(Need.product == world.products["charger"])
    settled(world, Spot(PathStep.needs, None, charger.id), 19)
    for name, days in WAYS:
        supplier = world.suppliers[name]
        need = charger if name in ("tuochuan", "wanli") else None
        steps = list(PathStep)[1:]
        for step, ago in zip(steps, days, strict=False):
            settled(world, Spot.of(step, supplier.id, need and need.id), ago, LET_THROUGH.get((name, step), ""))
        if len(days) < len(steps):
            begun(world, Spot.of(steps[len(days)], supplier.id, need and need.id), max(days[-1] - 3, 1))


def settled(world: World, spot: Spot, ago: int, reason: str = "") -> Run:
    """A list with its answers, and the gate behind it passed."""
    run = begun(world, spot, ago + 4)
    items = [item for item in content.checklists()[spot.step].items if item.must or item.must_when]
    for item in items[: -1 if reason else None]:
        fill(world, run, item, ago + 1, prove(world, run, item, ago + 1))
    open_ = (items[-1].code,) if reason else ()
    stamp = world.stamp("admin" if reason else "buyer", ago)
    Passage.record(run, Run.get_by_id(run.id).rev, stamp, world.say(reason), open_)
    return run


def begun(world: World, spot: Spot, ago: int) -> Run:
    need: Any = Need.get_by_id(spot.need) if spot.need else None
    business = need.business_id if need is not None else business_of(world, spot.supplier)
    return Run.begin(spot, business, world.stamp("buyer", ago))


def business_of(world: World, supplier: int | None) -> int:
    row: Any = Supplier.get_by_id(supplier)
    return world.businesses["digital" if row.goods == "digital" else "gear"].id


def fill(world: World, run: Run, item: Item, ago: int, files: list[int]) -> None:
    """What people answer, and the figures nobody keeps records of: the rest is left to the records."""
    figure, where = FIGURES.get(item.code, (None, ""))
    value = files if item.type is ItemType.file and item.answer != "auto" else figure or answer(item)
    value, where = SEARCHED.get(name_of(world, run), (value, where)) if item.code == "P06" else (value, where)
    if not value:
        return
    stamp = world.stamp("hanyu" if item.code.endswith(("2", "5", "8")) else "buyer", ago)
    with change(stamp):
        note = where or NOTES.get(item.code, "") or (TEXT if item.evidence is Evidence.note else "")
        answered = world.say(value), world.say(note)
        Answer.give(Run.touch(run.id, stamp), item.code, 0, stamp, AnswerState.answered, *answered)


def name_of(world: World, run: Run) -> str:
    """The key of the supplier a list is about; empty for the list of a need."""
    return next((key for key, supplier in world.suppliers.items() if supplier.id == run.supplier_id), "")


def prove(world: World, run: Run, item: Item, ago: int) -> list[int]:
    """The file an answer has to carry."""
    if item.evidence is not Evidence.file:
        return []
    return [attach(world, run, "paper", f"{item.code} {world.say('示例')}", "buyer", ago, slot=item.code)]


def answer(item: Item) -> Any:
    if item.type in (ItemType.yes_no, ItemType.yes_no_na):
        return "yes"
    if item.code in CHOSEN:
        return CHOSEN[item.code]
    if item.type is ItemType.choice:
        return next(option.key for option in item.options if option.result is Result.passed)
    if item.type is ItemType.text:
        return TEXT
    return None
