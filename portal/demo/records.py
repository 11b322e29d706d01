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
# Why an answer stands although the records say otherwise.
REASONS = {
    "K03": "对方把这一项写在聊天里，报价单下次更新时补上。",
    "K04": "质量承诺没有单独回复，写进了协议的质量条款。",
    "K06": "包装费在电话里问过，对方说含在单价里。",
    "K08": "哪些不退，对方没正面回，按平台七天规则算。",
    "T01": "这一批是对方直接发来的，缺的那项对方不记，样品和数量当场点过。",
    "T09": "封样在样品柜里，照片还没传上来，本周补拍。",
    "A02": "协议里写了封样编号和公差；封样的照片和确认还没传，正在补。",
    "A06": "坏码补发的时限写在补充说明里，续签时并进正文。",
    "A09": "余额怎么退，对方邮件里答应过，续签时写进去。",
}
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
        reason = world.say(REASONS[code]), AnswerSource.override, fact, "override"
        Answer.give(touched, code, line.revision, stamp, AnswerState.answered, value, *reason)
