"""Two suppliers the team talks to: next steps done, overdue and ahead, and a reminder nobody has replied to."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from portal.conversations.models import NOTHING, Conversation, PlannedStep
from portal.demo import World
from portal.demo.inquiries import ZONE
from portal.inquiries.models.inquiries import Inquiry
from portal.suppliers.models.suppliers import Contact


def load(world: World) -> None:
    chen, han = world.people["buyer"].id, world.people["hanyu"].id
    call = PlannedStep("打电话核对旺季交期", han, world.day(12))
    talk(
        world, "tuochuan", 15, 11, "phone", "they", "对方来电：下月铜价看涨，建议月底前定下数量。", call
    ).action().settle(True, 1, world.stamp("hanyu", 13))
    price = PlannedStep("把含税报价要回来，再和上一份对比", chen, world.day(2))
    talk(world, "tuochuan", 6, 15, "chat", "we", "请对方按 500 件重报含税价，对方说本周内给。", price)
    visit = PlannedStep("去厂里看来料检验", chen, world.day(-4))
    talk(world, "tuochuan", 2, 10, "meeting", "we", "当面谈了付款：先按现结，三个月后再谈月结。", visit)
    waiting = Inquiry.get(Inquiry.first_reply_at.is_null(), Inquiry.supplier == world.suppliers["hengqi"])
    talk(world, "hengqi", 4, 16, "chat", "we", "微信提醒对方回邮件里的三个问题，显示已读。", inquiry=waiting)


def talk(
    world: World, supplier: str, ago: int, hour: int, channel: str, direction: str, text: str,
    step: PlannedStep = NOTHING, **about: Any,
) -> Conversation:  # fmt: skip
    to = world.suppliers[supplier]
    contact = Contact.get_or_none(Contact.supplier == to)
    return Conversation.note(
        world.stamp("hanyu", ago), world.say(step), supplier=to, at=datetime.combine(world.day(ago), time(hour), ZONE),
        channel=channel, direction=direction, contact=contact, text=world.say(text),
        by=world.people["hanyu"].id, **about,
    )  # fmt: skip
