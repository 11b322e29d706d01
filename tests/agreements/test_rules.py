"""What an agreement is on a day, and what it leaves out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.agreements.rules.agreements import AgreementFacts, AgreementMark, AgreementState, clauses_gate
from portal.agreements.rules.clauses import GivenClause, Written
from portal.core.rules.thresholds import Result

TODAY = date(2026, 11, 24)
BOOK = content.clauses()


def days(number):
    return TODAY + timedelta(days=number)


def facts(**about):
    return AgreementFacts(**({"id": 1, "supplier_id": 1, "supplier": "North Star", "title": "Frame agreement"} | about))


@pytest.mark.parametrize(
    ("about", "state"),
    [
        ({}, "draft"),
        ({"sent_on": days(1)}, "draft"),
        ({"sent_on": TODAY}, "sent"),
        ({"sent_on": days(-9), "signed_on": days(1)}, "sent"),
        ({"signed_on": TODAY}, "signed"),
        ({"signed_on": TODAY, "starts_on": days(5)}, "signed"),
        ({"signed_on": days(-9), "ends_on": days(91)}, "signed"),
        ({"signed_on": days(-9), "ends_on": days(90)}, "ending"),
        ({"signed_on": days(-9), "ends_on": TODAY}, "ending"),
        ({"signed_on": days(-9), "ends_on": days(-1)}, "ended"),
        ({"sent_on": days(-9), "ends_on": days(-1)}, "sent"),
    ],
)
def test_the_days_say_what_an_agreement_is(about, state):
    assert facts(**about).state(TODAY) is AgreementState(state)


@pytest.mark.parametrize(
    ("left", "notice"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0)]
)
def test_it_is_said_ninety_thirty_and_seven_days_before_the_end_and_on_the_last(left, notice):
    assert facts(signed_on=TODAY, ends_on=days(left)).notice(TODAY) == notice


@pytest.mark.parametrize(("left", "urgent"), [(30, False), (8, False), (7, True), (1, True), (0, True)])
def test_the_last_seven_days_are_urgent(left, urgent):
    assert facts(signed_on=TODAY, ends_on=days(left)).urgent(TODAY) is urgent


def test_the_agreement_itself_may_name_when_its_renewal_begins():
    written = Written({"renewal_notice_days": GivenClause(Decimal(20))})
    assert facts(written=written).notices == (20, 7, 0)
    assert facts(signed_on=TODAY, ends_on=days(40), written=written).state(TODAY) is AgreementState.signed


@pytest.mark.parametrize(
    ("about", "binds"),
    [
        ({}, False),
        ({"signed_on": TODAY}, True),
        ({"signed_on": days(-3), "starts_on": days(1)}, False),
        ({"signed_on": days(1), "starts_on": days(-30)}, False),
        ({"signed_on": days(-3), "ends_on": TODAY}, True),
        ({"signed_on": days(-3), "ends_on": days(-1)}, False),
    ],
)
def test_it_binds_from_its_first_day_through_its_last(about, binds):
    assert facts(**about).binds(TODAY) is binds


@pytest.mark.parametrize(("terms", "core"), [("credit", False), ("prepaid", True), ("wallet", True)])
def test_what_is_paid_ahead_needs_the_clause_on_refunds(terms, core):
    written = Written({"payment_terms": GivenClause(terms)})
    assert ("wallet_refund" in facts(goods="digital", written=written).missing(BOOK)) is core
    assert ("prepaid_refund_days" in facts(written=written).missing(BOOK)) is core


def test_how_it_is_paid_does_not_matter_where_it_does_not_apply():
    written = Written({"payment_terms": GivenClause(na=True, note="A gift")})
    assert facts(written=written).paid_ahead is False
    assert facts().paid_ahead is None


def test_goods_of_a_kind_need_the_clauses_of_their_kind():
    assert "delivery_minutes" not in facts(goods="physical").missing(BOOK)
    assert "lead_time_days" not in facts(goods="digital").missing(BOOK)
    assert {"lead_time_days", "delivery_minutes"} <= set(facts(goods="both").missing(BOOK))


def test_only_core_clauses_are_missing_and_they_come_in_the_order_of_the_book():
    missing = facts(abroad=False, branded=False, custom=False, feed=False).missing(BOOK)
    assert missing[:3] == ("price_tax_basis", "price_notice_days", "lead_time_days")
    assert not {"goods_list", "quality_deposit", "trade_term"} & set(missing)


def test_what_nobody_said_is_named_with_the_clauses_that_hang_on_it_and_is_not_missing():
    agreement = facts(custom=False, feed=True)
    assert agreement.undecided(BOOK) == {
        "country": ("price_tax_basis", "risk_transfer", "trade_term", "duty_payer"),
        "prepaid_or_wallet": ("prepaid_refund_days",),
        "branded_goods": ("brand_licence",),
    }
    assert not {"trade_term", "brand_licence"} & set(agreement.missing(BOOK))
    stated = {key: GivenClause("yes") for keys in agreement.undecided(BOOK).values() for key in keys}
    assert facts(custom=False, feed=True, written=Written(stated)).undecided(BOOK) == {}


def test_an_end_among_its_days_is_the_clause_on_the_end():
    assert "term_end" in facts().missing(BOOK)
    assert "term_end" not in facts(ends_on=days(90)).missing(BOOK)


IN_FORCE, LACKING = (
    AgreementMark(1, "A", AgreementState.signed, True),
    AgreementMark(2, "B", AgreementState.ending, True, ("tolerance",)),
)
ENDED, SENT = AgreementMark(3, "C", AgreementState.ended, False), AgreementMark(4, "D", AgreementState.sent, False)
UNSURE = AgreementMark(6, "F", AgreementState.signed, True, undecided=("country",))
AHEAD = AgreementMark(5, "E", AgreementState.signed, False)


@pytest.mark.parametrize(
    ("marks", "result"),
    [
        ([], "unknown"),
        ([SENT], "unknown"),
        ([AHEAD], "unknown"),
        ([LACKING], "fail"),
        ([ENDED], "fail"),
        ([ENDED, SENT], "fail"),
        ([IN_FORCE], "pass"),
        ([ENDED, LACKING, IN_FORCE], "pass"),
        ([UNSURE], "unknown"),
        ([UNSURE, LACKING], "unknown"),
        ([UNSURE, IN_FORCE], "pass"),
    ],
)
def test_one_agreement_in_force_that_states_what_it_must_passes_and_none_is_unknown(marks, result):
    assert clauses_gate(marks) is Result(result)
