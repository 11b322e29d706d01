"""One supplier asked twice: a question talked around, then silence. A rival that answers everything, and a cheap one
that is vague where it matters."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from portal import content
from portal.core.rules.wording import Text
from portal.demo import World
from portal.demo.people import SETTINGS
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.promises import Promise
from portal.inquiries.models.question_sets import QuestionSet
from portal.inquiries.queries.page import read
from portal.inquiries.rules.inquiries import Reply
from portal.inquiries.rules.promises import tellings
from portal.inquiries.rules.questions import Choice, Question, QuestionType, chosen

ZONE = ZoneInfo(SETTINGS["team.time_zone"])
FIGURES = {
    "moq": "100", "lead_time_days": "10", "lead_time_peak_days": "18", "price_notice_days": "7", "warranty_days": "180",
    "monthly_capacity": "8000", "fee_packing": "0.6", "fee_dropship": "2", "fee_invoice": "0.06", "fee_api": "0",
    "deposit": "0", "return_days": "7", "promised_reply_hours": "4",
}  # fmt: skip
TEXTS = {
    "product_range": "数据线、延长线，长度 0.5 到 3 米，可定颜色",
    "price_list": "衡启报价单 2026-10.xlsx",
    "defect_remedy": "replace",
    "quality_promise": "yes",
    "entry_terms": "free",
    "payment_mode": "prepaid_refundable",
    "invoice_type": "special",
    "return_freight": "fault",
    "after_sales_hours": "工作日 9:00—21:00，节假日轮值",
    "sample_terms": "样品按批发价，3 天寄出，可指定批次",
    "docking_method": "sheet",
}
RIVAL = {
    "product_range": "氮化镓充电器 20 到 100 瓦，中规、欧规、美规",
    "price_list": "拓川 2026 年 10 月报价.pdf",
    "moq": "200",
    "lead_time_days": "12",
    "lead_time_peak_days": "25",
    "warranty_days": "365",
    "fee_invoice": "0",
    "return_days": "15",
    "return_exclusions": "拆封且有人为损坏的不退",
    "escalation_contact": "邓工，品质工程师",
}
CHEAP = {
    "product_range": "充电头、数据线现货，不开模",
    "price_list": "微信发来的报价截图",
    "moq": "50",
    "lead_time_days": "5",
    "lead_time_peak_days": "15",
    "warranty_days": "90",
    "monthly_capacity": "1500",
    "fee_dropship": "3",
    "fee_invoice": "0.08",
    "invoice_type": "general",
    "return_freight": "us",
    "return_exclusions": "拆封的不退",
    "promised_reply_hours": "12",
    "after_sales_hours": "工作日 10:00—18:00",
    "sample_terms": "样品按零售价，有现货当天寄出",
}
VAGUE = {
    "fee_packing": "“包装看款式，发货时再算”",
    "quality_promise": "“质量你放心”，不愿意写下来",
    "escalation_contact": "“找我就行”",
}
DODGED = {"return_exclusions": "“正常情况都能退”，没有说哪些不退"}


CABLES = (
    (
        "own_demo_plug",
        "插头能换成欧规、美规吗，加多少钱？",
        "Can the plug be EU or US, and at what surcharge?",
        "text",
        None,
    ),
    ("own_demo_aged", "每台老化测试几小时？", "How many hours is each unit burned in?", "number", "hour"),
)


def load(world: World) -> None:
    own = [Question(key=k, text=Text(zh, en), type=QuestionType(kind), unit=u) for k, zh, en, kind, u in CABLES]
    chargers = world.categories["chargers"].id
    QuestionSet.put(chargers, 0, ["custom_work", "support_training"], own, world.stamp("admin", 40))
    first = chosen(content.questions(), Choice.core, "physical")
    met = ask(
        world,
        "tuochuan",
        first,
        28,
        1,
        "meeting",
        answers=replies_json(dodged={}, **RIVAL),
        note="在对方展厅当面问的。",
    )
    take_over(
        world, met, 25, ("lead_time_peak_days", "warranty_days", "monthly_capacity", "entry_terms", "return_days")
    )
    ask(
        world,
        "hengqi",
        first,
        20,
        3,
        "chat",
        answers=replies_json(DODGED),
        note="按核心问题单问的，对方用表格回了一半，其余电话补齐。",
    )
    ask(world, "wanli", first, 14, 2, "chat", answers=replies_json(VAGUE, **CHEAP), note="回得快，要紧的几条都绕开了。")
    again = [
        asked for asked in content.questions() if asked.key in ("return_exclusions", "escalation_contact", "mixed_moq")
    ]
    ask(world, "hengqi", again, 5, None, "mail", note="追问上次没有说清的。")


def ask(
    world: World, supplier: str, questions: Any, ago: int, hours: int | None, channel: str, **about: Any
) -> Inquiry:
    """At ten on a day, answered so many hours later."""
    at = datetime.combine(world.day(ago), time(10), ZONE)
    buyer = world.people["hanyu"].id
    if hours is not None:
        first = at + timedelta(hours=hours)
        about |= {"first_reply_at": first, "answered_at": first + timedelta(days=2)}
    return Inquiry.ask(
        world.stamp("hanyu", ago), questions, supplier=world.suppliers[supplier], goods="physical",
        asked_at=at, channel=channel, asked_by=buyer, by=buyer, **world.say(about),
    )  # fmt: skip


def take_over(world: World, inquiry: Inquiry, ago: int, keys: tuple[str, ...]) -> None:
    """Some answers were taken over to the supplier, later."""
    [answered] = read(Inquiry.id == inquiry.id)
    taken_over = [telling for telling in tellings(answered, {}) if telling.question.key in keys]
    Promise.keep(answered, taken_over, world.stamp("hanyu", ago))


def replies_json(dodged: dict[str, str], **other: str) -> dict[str, Any]:
    """As one of them answered; `other` is what the rival said differently."""
    replies = {key: Reply(Decimal(other.get(key, figure))) for key, figure in FIGURES.items()}
    replies |= {key: Reply(other.get(key, text)) for key, text in (TEXTS | other).items() if key not in FIGURES}
    replies |= {key: Reply(dodged=True, note=note) for key, note in dodged.items()}
    return {key: reply.to_json() for key, reply in replies.items()}
