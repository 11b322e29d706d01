"""What a supplier was asked, what it answered, what it talked around, and how long it took to reply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from portal.core.rules.plain_data import encoded
from portal.inquiries.rules.questions import FIGURES, Question

Value = Decimal | str  # shares are 0 to 1; a choice is the key of its option

OPENS, CLOSES = time(9), time(18)  # working hours of the team, in its zone
WORKING_DAYS = 5  # of a week, from Monday
WORKING_DAY = timedelta(hours=CLOSES.hour - OPENS.hour)
REPLY_DAYS = "inquiry.reply_days"  # of the policy: working days of silence after which somebody should ask again
LEAST, MOST = 2, 5  # suppliers side by side


class ReplyStanding(StrEnum):
    answered = "answered"
    dodged = "dodged"  # something was said, but not what was asked
    open = "open"


class InquiryState(StrEnum):
    waiting = "waiting"  # not a word yet
    partly = "partly"  # a reply, with questions open or dodged
    answered = "answered"


@dataclass(frozen=True)
class Reply:
    """What a supplier said to one question. A note alone is a remark: the question stays open."""

    value: Value | None = None
    dodged: bool = False
    note: str = ""

    @property
    def standing(self) -> ReplyStanding:
        if self.dodged:
            return ReplyStanding.dodged
        return ReplyStanding.open if self.value is None or self.value == "" else ReplyStanding.answered

    def to_json(self) -> dict[str, Any]:
        parts = (("value", encoded(self.value)), ("dodged", self.dodged), ("note", self.note))
        return {name: part for name, part in parts if part}


def reply_from(question: Question, data: Mapping[str, Any]) -> Reply:
    return Reply(value_from(question, data.get("value")), bool(data.get("dodged")), str(data.get("note", "")))


def value_from(question: Question, kept: Any) -> Value | None:
    if kept is None:
        return None
    try:
        return Decimal(kept["decimal"]) if question.type in FIGURES else str(kept)
    except (InvalidOperation, KeyError, TypeError):
        return None


@dataclass(frozen=True, kw_only=True)
class InquiryFacts:
    """One inquiry as it is written down."""

    id: int
    supplier_id: int
    supplier: str
    asked_at: datetime
    channel: str
    asked_by: str | None = None
    first_reply_at: datetime | None = None
    answered_at: datetime | None = None  # when the last of it was answered
    questions: tuple[Question, ...] = ()
    replies: Mapping[str, Reply] = field(default_factory=dict)

    def reply(self, key: str) -> Reply:
        return self.replies.get(key, Reply())

    def standing(self, standing: ReplyStanding) -> tuple[Question, ...]:
        """The questions that stand so, in the order they were asked."""
        return tuple(question for question in self.questions if self.reply(question.key).standing is standing)

    @property
    def answered(self) -> tuple[Question, ...]:
        return self.standing(ReplyStanding.answered)

    @property
    def dodged(self) -> tuple[Question, ...]:
        return self.standing(ReplyStanding.dodged)

    @property
    def open(self) -> tuple[Question, ...]:
        return self.standing(ReplyStanding.open)

    @property
    def share(self) -> Decimal:
        """Answered of those asked, 0 to 1: a question talked around is not answered."""
        return Decimal(len(self.answered)) / len(self.questions) if self.questions else Decimal(0)

    @property
    def state(self) -> InquiryState:
        if self.first_reply_at is None:
            return InquiryState.waiting
        return InquiryState.answered if len(self.answered) == len(self.questions) else InquiryState.partly

    @property
    def last_word(self) -> datetime:
        """When it was last heard of: of two answers to one question the later inquiry counts."""
        return self.answered_at or self.first_reply_at or self.asked_at


def working_time(since: datetime, until: datetime, zone: tzinfo) -> timedelta:
    """Time between two instants within the working hours of the team: Monday to Friday, 9:00 to 18:00 in `zone`.

    Holidays are not known and count as working days. Zero where `until` is not after `since`.
    """
    return max(worked(until.astimezone(zone)) - worked(since.astimezone(zone)), timedelta())


def worked(moment: datetime) -> timedelta:
    """Working time from the first Monday of the calendar to a moment on the wall clock."""
    weeks, weekday = divmod(moment.toordinal() - 1, 7)
    whole_days = weeks * WORKING_DAYS + min(weekday, WORKING_DAYS)
    if weekday >= WORKING_DAYS:
        return whole_days * WORKING_DAY
    today = timedelta(hours=moment.hour - OPENS.hour, minutes=moment.minute, seconds=moment.second)
    return whole_days * WORKING_DAY + min(max(today, timedelta()), WORKING_DAY)


def reply_due(asked_at: datetime, zone: tzinfo, patience: int) -> date:
    """The day by which a first reply is patient enough waited for: so many working days after the day it was asked.

    What is asked on a weekend counts as asked on the Monday after it.
    """
    day, left = asked_at.astimezone(zone).date(), patience
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= WORKING_DAYS else 0)
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < WORKING_DAYS
    return day


def days_waited(since: datetime, until: datetime, zone: tzinfo) -> int:
    """Whole working days between two instants, rounded down."""
    return working_time(since, until, zone) // WORKING_DAY


@dataclass(frozen=True)
class Wait:
    """How long a first reply took in working time; `over` where none has come: it is longer than that."""

    time: timedelta
    over: bool

    @property
    def hours(self) -> Decimal:
        """To a tenth of an hour, rounded down: nobody is said to have waited longer than they did."""
        return Decimal(int(self.time.total_seconds()) // 360) / 10


def wait(inquiry: InquiryFacts, now: datetime, zone: tzinfo) -> Wait:
    return Wait(working_time(inquiry.asked_at, inquiry.first_reply_at or now, zone), inquiry.first_reply_at is None)


@dataclass(frozen=True)
class AnswerCell:
    """What one supplier said to one question; without an inquiry it was never asked."""

    question: Question | None = None
    reply: Reply = field(default_factory=Reply)
    inquiry: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class QuestionLine:
    question: Question
    cells: tuple[AnswerCell, ...]


def matrix(
    suppliers: Iterable[int], inquiries: Iterable[InquiryFacts], order: Iterable[str] = ()
) -> list[QuestionLine]:
    """Question by supplier: the last word of each supplier on each question.

    A question left open never hides an answer given before. Questions nobody was asked are not in it. They come in
    the `order` of their keys; those it does not name come last, the one asked first before the others.
    """
    columns, oldest_first = list(suppliers), sorted(inquiries, key=lambda inquiry: (inquiry.last_word, inquiry.id))
    last: dict[tuple[str, int], AnswerCell] = {}
    questions: dict[str, Question] = {}
    for inquiry in oldest_first:
        for question in inquiry.questions:
            questions[question.key] = question
            cell = AnswerCell(question, inquiry.reply(question.key), inquiry.id, inquiry.last_word)
            place = (question.key, inquiry.supplier_id)
            if place not in last or cell.reply.standing is not ReplyStanding.open:
                last[place] = cell
    keys = [key for key in order if key in questions]
    keys += [key for key in questions if key not in keys]
    return [
        QuestionLine(questions[key], tuple(last.get((key, column), AnswerCell()) for column in columns)) for key in keys
    ]


def last_words(inquiries: Iterable[InquiryFacts]) -> dict[str, AnswerCell]:
    """What one supplier said last to each question it was asked, by the key of the question."""
    asked = list(inquiries)
    suppliers = dict.fromkeys(inquiry.supplier_id for inquiry in asked)
    return {line.question.key: line.cells[0] for line in matrix(suppliers, asked)}


def worst(inquiries: Iterable[InquiryFacts], key: str) -> AnswerCell | None:
    """Of all the answers one supplier gave to a choice the one furthest down its options, which stand best first.

    None where it was never answered, and for anything but a choice.
    """
    answered: list[tuple[int, AnswerCell]] = []
    for inquiry in inquiries:
        asked = next((question for question in inquiry.questions if question.key == key), None)
        places = [option.key for option in asked.options] if asked else []
        if inquiry.reply(key).standing is ReplyStanding.answered and inquiry.reply(key).value in places:
            place = places.index(str(inquiry.reply(key).value))
            answered.append((place, AnswerCell(asked, inquiry.reply(key), inquiry.id, inquiry.last_word)))
    return max(answered, key=lambda pair: pair[0], default=(0, None))[1]


@dataclass(frozen=True)
class ReplyTally:
    """How many of `count` questions were answered, and the keys of the others."""

    ok: int
    count: int
    missing: tuple[str, ...]


def tally(last: Mapping[str, AnswerCell], keys: Iterable[str]) -> ReplyTally:
    """A question talked around, left open or never asked is not answered."""
    asked = list(keys)
    missing = tuple(key for key in asked if last.get(key, AnswerCell()).reply.standing is not ReplyStanding.answered)
    return ReplyTally(len(asked) - len(missing), len(asked), missing)


def first_reply(inquiries: Iterable[InquiryFacts], zone: tzinfo) -> Wait | None:
    """From the first time one supplier was asked to its first reply ever; None while there is none."""
    asked = list(inquiries)
    replies = [inquiry.first_reply_at for inquiry in asked if inquiry.first_reply_at]
    if not replies:
        return None
    return Wait(working_time(min(inquiry.asked_at for inquiry in asked), min(replies), zone), over=False)
