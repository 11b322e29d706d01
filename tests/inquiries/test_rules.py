"""What was asked and answered, how long a reply took, and the answers side by side."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from portal import content
from portal.core.rules.plain_data import Malformed, read
from portal.inquiries.rules.inquiries import (
    InquiryFacts,
    InquiryState,
    Reply,
    ReplyStanding,
    first_reply,
    last_words,
    matrix,
    reply_due,
    reply_from,
    tally,
    wait,
    working_time,
    worst,
)
from portal.inquiries.rules.questions import Choice, Question, QuestionType, chosen, kept_from

SHANGHAI = ZoneInfo("Asia/Shanghai")
BOOK = {question.key: question for question in content.questions()}


def at(day, hour, minute=0):
    """November 2026 on the wall clock of Shanghai; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)


def asked(*keys, id=1, supplier=1, at_=None, first=None, **replies):
    questions = tuple(BOOK[key] for key in keys or ("moq", "return_days", "warranty_days"))
    return InquiryFacts(
        id=id, supplier_id=supplier, supplier="North Star", asked_at=at_ or at(23, 10), channel="chat",
        first_reply_at=first, questions=questions, replies=replies,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ((23, 10), (23, 12), 2),
        ((23, 7), (23, 10), 1),
        ((23, 17), (24, 10), 2),
        ((27, 17), (30, 10), 2),
        ((28, 10), (29, 20), 0),
        ((28, 10), (30, 9, 30), 0.5),
        ((23, 9), (30, 9), 45),
        ((24, 10), (23, 10), 0),
        ((23, 19), (23, 23), 0),
    ],
)
def test_only_working_hours_count(since, until, hours):
    assert working_time(at(*since), at(*until), SHANGHAI) == timedelta(hours=hours)


def test_working_hours_are_those_of_the_zone():
    since, until = at(23, 10), at(23, 17)
    assert working_time(since, until, ZoneInfo("Europe/Berlin")) == timedelta(hours=1)


@pytest.mark.parametrize(("day", "due"), [(23, 25), (26, 30), (28, 32), (29, 32)])
def test_a_reply_is_due_two_working_days_later(day, due):
    assert reply_due(at(day, 12), SHANGHAI, 2) == date(2026, 11, 1) + timedelta(days=due - 1)


def test_without_a_reply_the_wait_is_longer_than_the_time_so_far():
    waited = wait(asked(), at(24, 10), SHANGHAI)
    assert (waited.over, waited.hours) == (True, 9)
    replied = wait(asked(first=at(23, 12, 20)), at(30, 10), SHANGHAI)
    assert (replied.over, replied.hours) == (False, Decimal("2.3"))


@pytest.mark.parametrize(
    ("reply", "standing"),
    [
        (Reply(), "open"),
        (Reply(""), "open"),
        (Reply(note="They will ask"), "open"),
        (Reply(Decimal(0)), "answered"),
        (Reply("no"), "answered"),
        (Reply(dodged=True, note="Depends"), "dodged"),
    ],
)
def test_a_question_is_answered_by_a_value_alone(reply, standing):
    assert reply.standing is ReplyStanding(standing)


def test_what_was_talked_around_is_not_answered():
    inquiry = asked(first=at(23, 12), moq=Reply(Decimal(100)), return_days=Reply(dodged=True))
    assert inquiry.share == Decimal(1) / 3
    assert [question.key for question in inquiry.dodged] == ["return_days"]
    assert [question.key for question in inquiry.open] == ["warranty_days"]
    assert (asked().state, inquiry.state) == (InquiryState.waiting, InquiryState.partly)
    assert asked("moq", first=at(23, 12), moq=Reply(Decimal(1))).state is InquiryState.answered


@pytest.mark.parametrize("question", BOOK.values(), ids=lambda question: question.key)
def test_a_question_and_its_answer_survive_their_way_through_the_row(question):
    [kept] = kept_from([question.to_json()])
    assert (kept.key, kept.text, kept.type, kept.unit) == (question.key, question.text, question.type, question.unit)
    assert kept.options == question.options
    figure = question.type in (QuestionType.number, QuestionType.money, QuestionType.percent)
    reply = Reply(Decimal("0.5") if figure else "yes", note="By phone")
    assert reply_from(kept, reply.to_json()) == reply


def test_a_value_of_another_kind_is_left_out():
    assert reply_from(BOOK["moq"], {"value": "many", "note": "by phone"}) == Reply(note="by phone")


def test_the_core_questions_and_the_goods_decide_what_is_asked():
    core, all_questions = (chosen(BOOK.values(), choice, "physical") for choice in (Choice.core, Choice.all))
    assert len(core) < len(all_questions)
    assert {"moq", "lead_time_days"} <= {question.key for question in core}
    assert "delivery_minutes" not in {question.key for question in all_questions}
    assert {"delivery_minutes", "lead_time_days"} <= {
        question.key for question in chosen(BOOK.values(), Choice.core, "both")
    }
    assert "low_price_reason" in {question.key for question in all_questions}


@pytest.mark.parametrize("wrong", [{"type": "choice"}, {"type": "number"}, {"type": "text", "unit": "day"}, {"x": 1}])
def test_a_question_that_cannot_be_asked_is_refused(wrong):
    data = {"key": "a", "text": {"zh": "甲？", "en": "A?"}, "type": "text"} | wrong
    with pytest.raises(Malformed):
        read(Question, data, "here")


def test_side_by_side_stands_the_last_word_of_each_supplier():
    old = asked("moq", "return_days", id=1, at_=at(2, 10), moq=Reply(Decimal(100)), return_days=Reply(Decimal(7)))
    new = asked("moq", "return_days", id=2, at_=at(9, 10), moq=Reply(Decimal(50)))
    other = asked("moq", id=3, supplier=2, at_=at(3, 10), moq=Reply(dodged=True))
    moq, returns = matrix([1, 2], [new, other, old], ["moq", "deposit", "return_days"])
    assert [cell.reply.value for cell in moq.cells] == [50, None]
    assert moq.cells[1].reply.dodged
    assert (returns.cells[0].reply.value, returns.cells[0].inquiry) == (7, 1)
    assert returns.cells[1].question is None


def test_questions_come_in_the_order_of_the_book_and_others_last():
    inquiry = asked("return_days", "warranty_days", "moq")
    lines = matrix([1], [inquiry], ["moq", "return_days"])
    assert [line.question.key for line in lines] == ["moq", "return_days", "warranty_days"]


def test_the_last_word_of_a_supplier_is_known_by_question():
    first = asked("moq", "return_days", first=at(23, 11), moq=Reply(Decimal(100)), return_days=Reply(Decimal(7)))
    later = asked("moq", "return_days", id=2, at_=at(24, 10), first=at(24, 11), return_days=Reply(dodged=True))
    words = last_words([first, later])
    assert (words["moq"].inquiry, words["moq"].reply.value) == (1, 100)
    assert words["return_days"].reply.dodged
    assert last_words([]) == {}


def test_talked_around_left_open_and_never_asked_is_not_answered():
    words = last_words([asked("moq", "return_days", moq=Reply(Decimal(0)), return_days=Reply(dodged=True))])
    counted = tally(words, ("moq", "return_days", "warranty_days"))
    assert (counted.ok, counted.count, counted.missing) == (1, 3, ("return_days", "warranty_days"))


def test_the_first_reply_is_counted_from_the_first_time_it_was_asked():
    silent, replied = asked(at_=at(23, 10)), asked(id=2, at_=at(24, 10), first=at(24, 11))
    assert first_reply([silent], SHANGHAI) is None
    assert first_reply([replied], SHANGHAI).hours == 1
    assert first_reply([silent, replied], SHANGHAI).hours == 10


def test_the_worst_answer_to_a_choice_stands_last_among_its_options():
    good = asked("entry_terms", "deposit", entry_terms=Reply("free"), deposit=Reply(Decimal(1)))
    bad = asked("entry_terms", id=2, at_=at(20, 10), entry_terms=Reply("heavy"))
    assert worst([good, bad], "entry_terms").inquiry == 2
    assert worst([good], "deposit") is None
    assert worst([asked("entry_terms")], "entry_terms") is None
