"""Three runs: a startup list signed half a year ago, the growth list in the middle of it, and a new business."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from portal import content
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.queries import answers
from portal.checklists.rules.answers import AnswerState
from portal.core.models.change import change
from portal.core.rules.stages import Stage
from portal.demo import World
from portal.facts import Records
from portal.facts.standing import frozen, standing_of
from portal.settings.models.businesses import Business

SIGNED, MOVED = 205, 200  # days ago


class DemoAnswer(NamedTuple):
    code: str
    value: Any
    person: str
    ago: int  # days
    note: str = ""


class Task(NamedTuple):
    code: str
    person: str
    due: int  # days from today; below 0 is overdue


FIRST_ROUND = (
    DemoAnswer("S01", "yes", "admin", 400),
    DemoAnswer("S02", "mix", "admin", 399, "充电器走量，定制杯做高客单。"),
    DemoAnswer("S03", "6", "buyer", 300),
    DemoAnswer("S04", "24", "buyer", 298),
    DemoAnswer("S10", "4200", "buyer", 260),
    DemoAnswer("S12", "9", "hanyu", 240),
    DemoAnswer("S15", "7", "hanyu", 238),
    DemoAnswer("S05", "3", "buyer", 290),
    DemoAnswer("S06", "refundable", "buyer", 320, "押金 500 元，第三单以后退回。"),
    DemoAnswer("S07", "30", "buyer", 285),
    DemoAnswer("S11", "yes", "admin", 250),
    DemoAnswer("S08", "yes", "hanyu", 245),
    DemoAnswer("S13", "yes", "admin", 244),
    DemoAnswer("S14", "yes", "omar", 243),
    DemoAnswer("S09", "平台新手流量包到期前用完，由韩雨跟进；培训券由欧明跟进。", "hanyu", 236),
    DemoAnswer("S16", "ready", "admin", 210),
)
GROWTH = (
    DemoAnswer("G02", "62", "admin", 12, "充电器太靠一家，第二家在打样。"),
    DemoAnswer("G12", "1", "hanyu", 9),
    DemoAnswer("G04", "150", "buyer", 20),
    DemoAnswer("G05", "no", "buyer", 18, "优先供货目前只在电话里答应过。"),
    DemoAnswer("G07", "yes", "omar", 6),
    DemoAnswer("G11", "96", "omar", 6),
    DemoAnswer("G13", "75", "hanyu", 4),
    DemoAnswer("G14", "1.2", "buyer", 2),
)
GROWTH_TASKS = (Task("G06", "hanyu", 9), Task("G10", "omar", -3), Task("G15", "admin", 5), Task("G09", "admin", 20))
NEW = (
    DemoAnswer("S01", "yes", "buyer", 50),
    DemoAnswer("S02", "volume", "buyer", 50),
    DemoAnswer("S09", "平台沙箱年底前免费，由欧明跟进。", "omar", 30),
)
NEW_TASKS = (Task("S06", "omar", 3), Task("S03", "buyer", -1), Task("S16", "admin", 6))


def load(world: World) -> None:
    gear, digital = world.businesses["gear"], world.businesses["digital"]
    first = Run.start(gear, Stage.startup, world.stamp("admin", 410))
    fill(world, first, FIRST_ROUND)
    sign(world, first, gear)
    gear.move(Stage.growth, gear.version, world.stamp("admin", MOVED))
    growth = Run.start(gear, Stage.growth, world.stamp("admin", MOVED))
    fill(world, growth, GROWTH)
    share_out(world, growth, GROWTH_TASKS)
    new = Run.start(digital, Stage.startup, world.stamp("buyer", 55))
    fill(world, new, NEW)
    share_out(world, new, NEW_TASKS)


def fill(world: World, run: Run, rows: tuple[DemoAnswer, ...]) -> None:
    for row in world.say(rows):
        stamp = world.stamp(row.person, row.ago)
        with change(stamp):
            kept = stored(run, row)
            Answer.give(Run.touch(run.id, stamp), row.code, 0, stamp, AnswerState.answered, kept, row.note)


def stored(run: Run, row: DemoAnswer) -> Any:
    """Percentages are kept as shares."""
    item = content.stage_checklists()[Stage(str(run.stage))].item(row.code)
    return f"0.{int(row.value):02d}" if item.type == "percent" else row.value


def share_out(world: World, run: Run, tasks: tuple[Task, ...]) -> None:
    stamp = world.stamp("admin", 15)
    for task in tasks:
        with change(stamp):
            owner, due_on = world.people[task.person].id, world.today + timedelta(days=task.due)
            Answer.assign(Run.touch(run.id, stamp), task.code, owner, due_on, (None, None), stamp)


def sign(world: World, run: Run, business: Business) -> None:
    day = world.day(SIGNED)
    records = Records(business.id, Stage.startup, day, content.policy(), "CNY", "CN", ZoneInfo("Asia/Shanghai"))
    standing = standing_of(run, answers([run.id])[run.id], records)
    for person in ("admin", "buyer"):
        Run.get_by_id(run.id).sign(Run.get_by_id(run.id).rev, frozen(standing), world.stamp(person, SIGNED))
