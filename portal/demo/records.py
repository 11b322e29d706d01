"""The lists held against the records: where people knew more they said why, and once nobody has said so yet."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from portal import content
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.queries import answers
from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.judging import AnswerSource
from portal.core.models.change import change
from portal.core.rules.stages import Stage
from portal.demo import World
from portal.facts import Found, Records, Subject
from portal.facts.standing import ListStanding, standing_today

# The supplier said four hours when somebody asked; what it answered later and what is on record is twelve.
STANDS_AGAINST = ("wanli", "K10")
REASON = "当时按对方发来的文件核对过，记录里还没补齐。"
AGO = 2


def load(world: World) -> None:
    names = {row.id: key for key, row in world.suppliers.items()}
    for run in Run.select().where(Run.signed_at.is_null()).order_by(Run.id):
        standing = hold(world, run)
        for code in standing.progress.contradicted:
            if (names.get(run.supplier_id or 0), code) != STANDS_AGAINST:
                explain(world, run, code, standing)
        left = hold(world, run).progress.contradicted
        Run.get_by_id(run.id).keep_check(len(left), world.now, world.today)


def hold(world: World, run: Any) -> ListStanding:
    subject = Subject(run.supplier_id, run.need_id) if run.step else None
    stage = Stage(run.stage or run.business.stage)
    place = content.policy(), "CNY", "CN", ZoneInfo("Asia/Shanghai"), subject
    return standing_today(run, answers([run.id])[run.id], Records(run.business_id, stage, world.today, *place))


def explain(world: World, run: Run, code: str, standing: ListStanding) -> None:
    """An answer that says otherwise than the records, with the reason."""
    line, recorded, stamp = answers([run.id])[run.id][code], standing.recorded[code], world.stamp("buyer", AGO)
    fact = recorded.to_json() if isinstance(recorded, Found) else None
    with change(stamp):
        touched, value = Run.touch(run.id, stamp), (line.given or {})["value"]
        reason = world.say(REASON), AnswerSource.override, fact, "override"
        Answer.give(touched, code, line.revision, stamp, AnswerState.answered, value, *reason)
