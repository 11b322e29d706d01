"""First contact: what the supplier answered, against the need."""

from __future__ import annotations

from decimal import Decimal

from portal import content
from portal.facts.answer import Answer, Link, Missing, duration, known_fact, share
from portal.facts.purchases import Params
from portal.facts.quoted import lead_days
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import need, product, supplier
from portal.inquiries.queries import page
from portal.inquiries.rules.inquiries import (
    AnswerCell,
    InquiryFacts,
    ReplyStanding,
    Value,
    first_reply,
    last_words,
    tally,
    worst,
)
from portal.needs.rules import capacity_ratio, lead_ratio

MINUTES_A_DAY = 24 * 60


def inquiries(records: Records) -> list[InquiryFacts]:
    """Everything the supplier was asked, the newest first."""
    wanted = records.once(supplier)
    return page.of([wanted.id]) if wanted else []


def last_replies(records: Records) -> dict[str, AnswerCell]:
    """Its last word on each question it was asked."""
    return last_words(records.once(inquiries))


def figure(records: Records, key: str) -> tuple[Decimal, Link | None] | None:
    """The figure that counts for a question and its inquiry; None where it was dodged, left open or never asked."""
    cell = records.once(last_replies).get(key, AnswerCell())
    answered = cell.reply.standing is ReplyStanding.answered
    return (cell.reply.value, asked_at(records, cell)) if answered and isinstance(cell.reply.value, Decimal) else None


def asked_at(records: Records, cell: AnswerCell | None = None) -> Link | None:
    """The inquiry of a reply; without one the newest inquiry, or where the supplier can be asked."""
    asked = records.once(inquiries)
    key = cell.inquiry if cell and cell.inquiry else asked[0].id if asked else None
    return ("inquiries.show", {"id": str(key)}) if key else unasked(records)


def unasked(records: Records) -> Link | None:
    """Where the supplier can be asked."""
    wanted = records.once(supplier)
    return ("suppliers.show", {"id": str(wanted.id), "_anchor": "inquiries"}) if wanted else None


def reply_to(records: Records, *keys: str) -> Link | None:
    """Where the reply to the first of these questions that was asked belongs; where to ask, if none was."""
    cells = records.once(last_replies)
    key = next((key for key in keys if key in cells and cells[key].inquiry), None)
    if key is None:
        return unasked(records)
    return "inquiries.show", {"id": str(cells[key].inquiry), "_anchor": f"q_{key}"}


def needed(records: Records) -> Link | None:
    asked = records.once(need)
    return ("needs.show", {"id": str(asked.id)}) if asked else None


def goods(records: Records) -> str:
    """What it is asked about (physical, digital, both): as the product of the need is, else as the supplier's are."""
    looked_for, wanted = records.once(product), records.once(supplier)
    return str(looked_for.kind if looked_for else wanted.goods if wanted else "both")


def concerning(records: Records, keys: tuple[str, ...]) -> list[str]:
    """Those of the questions that were asked, or are asked about such goods."""
    book, kind, cells = (
        {question.key: question for question in content.questions()},
        goods(records),
        records.once(last_replies),
    )
    return [key for key in keys if key in cells or key not in book or book[key].concerns(kind)]


def questions_answered(records: Records, params: Params) -> Answer:
    """The share of the questions (`keys`; none: all that were asked) with an answer, 0 to 1.

    Talked around, left open and never asked is not answered. A question about other goods than the need's is left
    out. Until the supplier replies for the first time, and while none of the questions was asked, nobody can say.
    """
    asked, cells = records.once(inquiries), records.once(last_replies)
    keys = concerning(records, params["keys"]) if params["keys"] else list(cells)
    heard = any(inquiry.first_reply_at or inquiry.replies for inquiry in asked)
    if not heard or not any(key in cells for key in keys):
        return Missing(link=reply_to(records, *keys) if params["keys"] else asked_at(records))
    counted, reply = tally(cells, keys), first_reply(asked, records.zone)
    behind = next((cells[key] for key in (*counted.missing, *keys) if key in cells), None)
    return known_fact(
        share(counted.ok, counted.count),
        records.today,
        link=asked_at(records, behind),
        ok=counted.ok,
        count=counted.count,
        missing=counted.missing,
        first_reply=duration(reply.hours, "working_hour") if reply else None,
    )


def question_value(records: Records, params: Params) -> Answer:
    """What the supplier said to a question (`key`): the key of an option, or a figure in the question's unit.

    `pick` latest: its last word; one talked around since is no answer. worst: of all its answers to a choice the one
    furthest down the options; a figure has no worst without its limit.
    """
    key, asked = params["key"], records.once(inquiries)
    cell = worst(asked, key) if params["pick"] == "worst" else records.once(last_replies).get(key)
    value: Value | None = cell.reply.value if cell and cell.reply.standing is ReplyStanding.answered else None
    if cell is None or cell.at is None or value is None:
        return Missing(link=reply_to(records, key))
    return known_fact(
        value,
        records.today,
        link=asked_at(records, cell),
        answer=value,
        supplier=asked[0].supplier,
        count=sum(inquiry.reply(key).standing is ReplyStanding.answered for inquiry in asked),
        asked_on=cell.at.astimezone(records.zone).date().isoformat(),
    )


def lead_time_vs_need(records: Records, params: Params) -> Answer:
    """The lead time promised for a `season` as a multiple of the longest the need allows.

    Digital goods are held in minutes, the others in days and with a peak season: while nobody answered for that, only
    a figure beyond the limit is an answer. What was answered counts before what the newest quote says; for the peak
    season only an answer does.
    """
    asked = records.once(need)
    if asked is None or asked.longest_lead is None:
        return Missing(link=needed(records))
    digital = goods(records) == "digital"
    unit, a_day = ("minute", MINUTES_A_DAY) if digital else ("day", 1)
    normal = figure(records, "delivery_minutes" if digital else "lead_time_days") or lead_days(records, a_day)
    peak = None if digital else figure(records, "lead_time_peak_days")
    promise = peak if params["season"] == "peak" else normal
    if promise is None:
        return Missing(link=reply_to(records, "delivery_minutes" if digital else "lead_time_days"))
    limit = Decimal(asked.longest_lead * a_day)
    ratio = lead_ratio(promise[0], limit)
    if ratio is None:
        return Missing(link=needed(records))
    if not digital and peak is None and (params["enough"] is None or ratio <= params["enough"]):
        return Missing(link=reply_to(records, "lead_time_peak_days"))
    return known_fact(
        ratio,
        records.today,
        link=promise[1],
        promised=duration(promise[0], unit),
        limit=duration(limit, unit),
        peak=duration(peak[0], unit) if peak else None,
    )


def capacity_against_need(records: Records, params: Params) -> Answer:
    """The units a month the supplier says it can deliver as a multiple of those the need expects to sell."""
    asked, goods_of = records.once(need), records.once(product)
    capacity = figure(records, "monthly_capacity")
    units = (asked.monthly_units or (goods_of.monthly_units if goods_of else None)) if asked else None
    if capacity is None or not units:
        return Missing(link=needed(records) if capacity else reply_to(records, "monthly_capacity"))
    ratio = capacity_ratio(capacity[0], units)
    return known_fact(ratio, records.today, link=capacity[1], capacity=capacity[0], units=units, ratio=ratio)


QUESTIONS: dict[str, Question] = {
    "questions_answered": questions_answered,
    "question_value": question_value,
    "lead_time_vs_need": lead_time_vs_need,
    "capacity_ratio/need": capacity_against_need,
}
CONDITIONS: dict[str, Condition] = {}
