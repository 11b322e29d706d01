"""What answers tell about a supplier and its quotes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal.content import questions
from portal.inquiries.rules.inquiries import InquiryFacts, Reply
from portal.inquiries.rules.promises import KeptPromise, Match, NewestQuote, against, quote_terms, tellings

AT = datetime(2026, 11, 20, 4, tzinfo=UTC)
BOOK = {question.key: question for question in questions()}


def asked(**answers):
    replies = {key: answer if isinstance(answer, Reply) else Reply(answer) for key, answer in answers.items()}
    questions_asked = tuple(BOOK[key] for key in answers)
    return InquiryFacts(
        id=1, supplier_id=1, supplier="A", asked_at=AT, channel="chat", questions=questions_asked, replies=replies
    )


def kept(key, value):
    return {key: KeptPromise(BOOK[key], Reply(value), 3, 1, AT)}


def match(inquiry, on_record):
    [telling] = tellings(inquiry, on_record)
    return telling.match, telling.seen


def test_an_answer_is_new_agrees_or_differs():
    inquiry = asked(return_days=Decimal(7))
    assert match(inquiry, {}) == (Match.new, 0)
    assert match(inquiry, kept("return_days", Decimal("7.0"))) == (Match.agrees, 3)
    assert match(inquiry, kept("return_days", Decimal(15))) == (Match.differs, 3)


def test_only_facts_that_were_answered_tell_anything():
    inquiry = asked(
        product_range="Cables", price_list="a.xlsx", moq=None, deposit=Reply(dodged=True), entry_terms="free"
    )
    assert [telling.question.key for telling in tellings(inquiry, {})] == ["entry_terms"]


def test_a_quote_takes_what_it_can_hold():
    inquiry = asked(
        moq=Decimal(200), lead_time_days=Decimal(12), fee_packing=Decimal("0.6"), payment_mode="wallet_refundable"
    )
    wanted = {"moq": 200, "lead_days": 12, "packing": ("amount", Decimal("0.6")), "payment": "wallet"}
    assert quote_terms(inquiry, "CNY") == wanted
    assert quote_terms(asked(fee_packing=Decimal(0)), "CNY") == {"packing": ("zero", None)}


@pytest.mark.parametrize("answers", [{"moq": Decimal("1.5")}, {"moq": Decimal(0)}, {"lead_time_days": Decimal("0.5")}])
def test_what_no_quote_can_hold_is_left_out(answers):
    assert quote_terms(asked(**answers), "CNY") == {}


def test_a_fee_in_yuan_says_nothing_about_a_quote_in_dollars():
    assert quote_terms(asked(fee_packing=Decimal(1)), "USD") == {}


def quoted(**terms):
    about = {"moq": None, "lead_days": None, "packing": ("unknown", None), "payment": "unknown"}
    return NewestQuote(1, "Cable", date(2026, 11, 1), "CNY", about | terms)


def test_a_quote_is_set_against_the_answers_where_they_differ():
    inquiry = asked(moq=Decimal(200), lead_time_days=Decimal(12))
    [difference] = against(inquiry, [quoted(moq=100, lead_days=12)])
    assert difference.differing == {"moq": (100, 200)}
    assert against(inquiry, [quoted(moq=200, lead_days=12)])[0].differing == {}
    assert against(asked(return_days=Decimal(7)), [quoted()]) == []
