"""What the records say about agreements: figures of clauses, clauses left out, ends nobody looks after."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Result
from portal.facts import Found, Missing
from tests.agreements.makers import make_agreement, written
from tests.cast import TODAY
from tests.facts.asking import ask
from tests.suppliers.makers import make_supplier

LISTS = {"S07": "startup", "G05": "growth", "M08": "mature"}
TERMS = ("price_tiers", "credit_days", "priority_supply")


def days(number):
    return TODAY + timedelta(days=number)


def said(code):
    return ask(code, LISTS[code])


def judged(code):
    """The result by the limits of the shipped list; what the records cannot say is unknown."""
    answer, stage = said(code), Stage(LISTS[code])
    if isinstance(answer, Missing):
        return Result.unknown
    rule = content.stage_checklists()[stage].item(code).rule
    return rule.result(answer.figure, content.policy().lookup(stage))


def exit_notice(number, name="North", **about):
    supplier = make_supplier(name, status="active")
    return make_agreement(supplier, clauses=written(exit_notice_days=Decimal(number)), **about)


@pytest.mark.parametrize("code", LISTS)
def test_the_records_cannot_say_while_no_agreement_is_on_file(database, code):
    make_supplier(status="active")
    assert isinstance(said(code), Missing)


@pytest.mark.parametrize(("notice", "result"), [(30, "pass"), (31, "warn"), (60, "warn"), (61, "fail")])
def test_the_longest_exit_notice_in_force_is_judged(database, notice, result):
    exit_notice(7, "South"), exit_notice(notice)
    assert judged("S07") is Result(result)
    assert (said("S07").places["supplier"], said("S07").places["count"]) == ("North", 2)


def test_an_agreement_that_ended_or_is_not_signed_says_nothing(database):
    exit_notice(99, "Old", ends_on=days(-1)), exit_notice(99, "Draft", signed_on=None)
    assert judged("S07") is Result.unknown
    exit_notice(30)
    assert judged("S07") is Result.passed


def test_one_in_force_that_does_not_state_it_keeps_the_others_from_passing(database):
    exit_notice(30), make_agreement(make_supplier("Silent", status="active"), lacking=["exit_notice_days"])
    assert said("S07").names == ("Silent",)


def test_a_notice_too_long_fails_whatever_the_others_leave_out(database):
    exit_notice(90), make_agreement(make_supplier("Silent", status="active"), lacking=["exit_notice_days"])
    assert judged("S07") is Result.failed


def test_a_clause_set_aside_with_its_reason_is_not_left_out(database):
    exit_notice(30)
    clauses = written() | {"exit_notice_days": {"na": True, "note": "Single orders only"}}
    make_agreement(make_supplier("Aside", status="active"), clauses=clauses)
    assert judged("S07") is Result.passed


@pytest.mark.parametrize(("lacking", "result"), [((), "pass"), (TERMS[:1], "warn"), (TERMS[:2], "fail")])
def test_the_share_of_the_terms_stated_is_judged(database, lacking, result):
    make_agreement(make_supplier("North", status="active"), lacking=lacking)
    assert judged("G05") is Result(result)
    assert said("G05").places["missing"] == (("North",) if lacking else ())
    assert said("G05").ordered


def test_a_supplier_bought_from_without_an_agreement_states_nothing(database):
    make_agreement(make_supplier("North", status="active")), make_supplier("Bare", status="trial")
    found = said("G05")
    assert (found.figure, found.places["missing"]) == (Decimal("0.5"), ("Bare",))


def test_two_agreements_of_a_supplier_state_their_terms_together(database):
    supplier = make_supplier("North", status="active")
    make_agreement(supplier, lacking=TERMS[:1]), make_agreement(supplier, lacking=TERMS[1:])
    assert judged("G05") is Result.passed


@pytest.mark.parametrize(
    ("about", "expired", "soon"),
    [
        ({"ends_on": days(91)}, 0, 0),
        ({"ends_on": days(90)}, 0, 1),
        ({"ends_on": days(90), "renewal_on": TODAY}, 0, 0),
        ({"ends_on": days(89), "renewal_on": TODAY}, 0, 1),
        ({"ends_on": days(30), "renewal_on": days(-60)}, 0, 0),
        ({"ends_on": days(300), "starts_on": days(1)}, 1, 0),
        ({"ends_on": TODAY}, 0, 1),
        ({"ends_on": days(-1)}, 1, 0),
        ({"ends_on": days(-1), "renewal_on": days(-60)}, 1, 0),
    ],
)
def test_an_end_nobody_looks_after_fails(database, about, expired, soon):
    make_agreement(make_supplier("North", status="active"), **about)
    found = said("M08")
    assert isinstance(found, Found)
    assert (found.places["expired"], found.places["soon"], found.places["count"]) == (expired, soon, 1)
    assert judged("M08") is (Result.failed if expired or soon else Result.passed)


def test_one_outlived_by_a_later_agreement_about_the_same_goods_does_not_count(database):
    supplier = make_supplier("North", status="active")
    make_agreement(supplier, ends_on=days(-1)), make_agreement(supplier, ends_on=days(300))
    assert judged("M08") is Result.passed
    make_agreement(supplier, goods="digital", ends_on=days(-1))
    assert judged("M08") is Result.failed


def test_between_an_end_and_the_beginning_of_the_next_none_is_in_force(database):
    supplier = make_supplier("North", status="active")
    make_agreement(supplier, ends_on=days(-1)), make_agreement(supplier, starts_on=days(9), ends_on=days(300))
    assert said("M08").places["expired"] == 1


@pytest.mark.parametrize("about", [{"signed_on": None}, {"ends_on": None}])
def test_an_active_supplier_without_a_signed_end_leaves_it_open(database, about):
    make_agreement(make_supplier("Bare", status="active"), **about)
    make_agreement(make_supplier("North", status="active"))
    assert said("M08").names == ("Bare",)


def test_a_supplier_nobody_buys_from_is_not_asked_for(database):
    make_agreement(make_supplier("North", status="active"))
    make_supplier("Candidate"), make_agreement(make_supplier("Gone", status="retired"), ends_on=days(-9))
    assert judged("M08") is Result.passed
