"""What the records say to the list of the first contact: every rule passes, warns, fails and stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import url_for

from portal import content
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Result
from portal.facts import Found, Missing, answers, conditions
from tests.cast import TODAY
from tests.facts.asking import ask_path
from tests.facts.first_contact import (
    BY_RECORDS,
    CONTACT,
    COVER,
    FEES_SAID,
    RETURNS,
    TIERS,
    ask,
    judged,
    on_the_path,
    quote,
    reply,
    whole,
)
from tests.facts.telling import result
from tests.inquiries.makers import make_inquiry
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier


@pytest.mark.parametrize("code", [item.code for item in BY_RECORDS])
def test_without_a_quote_or_an_inquiry_nobody_can_say(asked_for, code):
    answer = ask(asked_for, code)
    assert isinstance(answer, Missing)
    assert answer.link
    assert judged(asked_for, code) is Result.unknown


@pytest.mark.parametrize("code", [item.code for item in BY_RECORDS])
def test_without_a_supplier_or_a_need_nobody_can_say(database, code):
    assert isinstance(ask_path(code), Missing)
    assert isinstance(ask_path(code, make_supplier()), Missing)


@pytest.mark.parametrize(("moq", "result"), [(300, "pass"), (305, "warn"), (600, "warn"), (605, "fail")])
def test_the_moq_of_the_quote_in_force_is_days_of_expected_sales(asked_for, moq, result):
    quote(asked_for, moq=moq)
    assert judged(asked_for, "K01") == result


def test_the_need_says_what_is_expected_to_sell_before_the_product_does(asked_for):
    supplier, need = asked_for
    need.product.change_row(need.product.version, monthly_units=3000)
    quote(asked_for, moq=300)
    assert ask(asked_for, "K01").figure == 30
    need.change_row(need.version, monthly_units=None)
    assert ask_path("K01", supplier, need).figure == 3


def test_an_moq_nobody_said_is_no_answer(asked_for):
    written = quote(asked_for)
    assert ask(asked_for, "K01") == Missing(
        ("Charger",), link=("quotes.show", {"id": str(written.id), "_anchor": "moq"})
    )


def test_a_quote_for_another_product_or_one_that_ran_out_has_no_cover(asked_for):
    supplier, _need = asked_for
    quote(asked_for, moq=300, valid_until=TODAY - timedelta(days=1))
    make_quote(supplier, make_product("Cup", monthly_units=1), moq=300)
    assert judged(asked_for, "K01") is Result.unknown


def test_a_need_without_a_product_takes_the_longest_cover_of_the_supplier(database):
    supplier, need = make_supplier(), make_need(None)
    for name, units in (("Cup", 300), ("Mug", 100)):
        make_quote(supplier, make_product(name, monthly_units=units), moq=100)
    found = ask_path("K01", supplier, need)
    assert (found.figure, found.places["product"], found.places["count"]) == (30, "Mug", 2)


@pytest.mark.parametrize(("days", "result"), [(14, "pass"), (16, "warn"), (17, "fail")])
def test_the_lead_time_that_was_answered_is_held_against_the_need(asked_for, days, result):
    reply(asked_for[0], lead_time_days=days, lead_time_peak_days=25)
    assert judged(asked_for, "K02") == result
    found = ask(asked_for, "K02")
    assert (found.places["promised"], found.places["peak"]) == (f"{days} day", "25 day")


def test_without_an_answer_the_newest_quote_says_the_lead_time(asked_for):
    reply(asked_for[0], lead_time_peak_days=30, ago=9)
    quote(asked_for, lead_days=7, quoted_on=TODAY - timedelta(days=9))
    newest = quote(asked_for, lead_days=28)
    found = ask(asked_for, "K02")
    assert (found.figure, found.places["peak"], found.link[1]) == (2, "30 day", {"id": str(newest.id)})
    reply(asked_for[0], lead_time_days=7)
    assert ask(asked_for, "K02").figure == Decimal("0.5")


@pytest.mark.parametrize(("days", "judged"), [(14, None), (15, "warn"), (17, "fail")])
def test_a_lead_time_without_that_of_the_peak_season_is_never_enough(asked_for, days, judged):
    reply(asked_for[0], lead_time_days=days)
    answer = ask(asked_for, "K02")
    assert isinstance(answer, Missing) if judged is None else result("K02", answer) == judged


def test_a_need_that_names_no_longest_lead_time_leaves_it_open(asked_for):
    supplier, need = asked_for
    reply(supplier, lead_time_days=3)
    need.change_row(need.version, longest_lead=None)
    assert ask(asked_for, "K02") == Missing(link=("needs.show", {"id": str(need.id)}))


@pytest.mark.parametrize(("minutes", "result"), [(1440, "pass"), (1700, "warn"), (1800, "fail")])
def test_digital_goods_are_held_in_minutes(database, minutes, result):
    code = make_product("Membership", kind="digital")
    asked_for = make_supplier(goods="both"), make_need(code, longest_lead=1)
    reply(asked_for[0], lead_time_days=1, delivery_minutes=minutes)
    assert judged(asked_for, "K02") == result
    assert ask(asked_for, "K02").places["limit"] == "1440 minute"


@pytest.mark.parametrize(("capacity", "result"), [(600, "pass"), (599, "warn"), (300, "warn"), (299, "fail")])
def test_the_capacity_that_was_answered_is_held_against_expected_sales(asked_for, capacity, result):
    reply(asked_for[0], monthly_capacity=capacity)
    assert judged(asked_for, "K05") == result


def test_without_expected_sales_the_capacity_says_nothing(asked_for):
    supplier, need = asked_for
    reply(supplier, monthly_capacity=600)
    need.change_row(need.version, monthly_units=None)
    assert judged(asked_for, "K05") is Result.unknown


@pytest.mark.parametrize(
    ("about", "missing", "result"),
    [
        ({}, (), "pass"),
        ({"breaks": TIERS[:1]}, ("price_breaks",), "warn"),
        ({"tax_basis": "unknown", "freight_per_unit_state": "unknown"}, ("freight", "tax_basis"), "fail"),
        ({"valid_until": None, "moq": None}, ("moq", "valid_until"), "fail"),
    ],
)
def test_the_newest_quote_says_how_much_of_the_price_system_is_known(asked_for, about, missing, result):
    quote(asked_for, quoted_on=TODAY - timedelta(days=1))
    quote(asked_for, **({"breaks": TIERS, "moq": 10} | about))
    found = ask(asked_for, "K03")
    assert (found.places["missing"], found.places["ok"], found.places["count"]) == (missing, 6 - len(missing), 6)
    assert judged(asked_for, "K03") == result


def test_a_quote_of_tomorrow_or_for_another_product_is_not_the_newest(asked_for):
    quote(asked_for, breaks=TIERS, moq=10)
    quote(asked_for, quoted_on=TODAY + timedelta(days=1))
    make_quote(asked_for[0], make_product("Cup"))
    assert ask(asked_for, "K03").figure == 1


@pytest.mark.parametrize(("code", "values"), [("K06", FEES_SAID), ("K04", COVER), ("K08", RETURNS)])
def test_each_of_these_questions_needs_an_answer(asked_for, code, values):
    reply(asked_for[0], **values)
    assert judged(asked_for, code) is Result.passed
    key = next(iter(values))
    reply(asked_for[0], ago=0, dodged=[key])
    assert ask(asked_for, code).places["missing"] == (key,)
    assert judged(asked_for, code) is Result.failed


def test_a_question_that_was_never_asked_is_not_answered(asked_for):
    reply(asked_for[0], warranty_days=365)
    assert ask(asked_for, "K04").places["missing"] == ("defect_remedy", "quality_promise")
    assert judged(asked_for, "K08") is Result.unknown  # none of its questions was asked


def test_nobody_can_say_before_the_first_reply(asked_for):
    waiting = make_inquiry(asked_for[0])
    assert ask(asked_for, "K12") == Missing(link=("inquiries.show", {"id": str(waiting.id)}))


def test_fees_of_physical_goods_are_not_asked_about_digital_ones(database):
    asked_for = make_supplier(goods="both"), make_need(make_product("Membership", kind="digital"))
    reply(asked_for[0], **{key: value for key, value in FEES_SAID.items() if key != "fee_packing"})
    found = ask(asked_for, "K06")
    assert (found.figure, found.places["count"]) == (1, 5)


@pytest.mark.parametrize(
    ("answer", "result"), [("credit", "pass"), ("wallet_refundable", "warn"), ("prepaid_locked", "fail")]
)
def test_the_latest_answer_about_payment_counts(asked_for, answer, result):
    reply(asked_for[0], payment_mode="on_delivery", ago=9)
    reply(asked_for[0], payment_mode=answer)
    assert judged(asked_for, "K07") == result
    assert ask(asked_for, "K07").places["asked_on"] == "2026-11-23"


def test_an_answer_that_is_talked_around_later_is_none(asked_for):
    reply(asked_for[0], payment_mode="credit", ago=9)
    reply(asked_for[0], dodged=["payment_mode"])
    assert judged(asked_for, "K07") is Result.unknown


def test_the_worst_answer_can_be_asked_for(asked_for):
    item = CONTACT.item("K07")
    worst = replace(item, rule=replace(item.rule, params={"key": "payment_mode", "pick": "worst"}))
    reply(asked_for[0], payment_mode="wallet_locked", ago=9)
    reply(asked_for[0], payment_mode="credit")
    found = answers([worst], on_the_path(asked_for), content.policy().lookup(Stage.startup))["K07"]
    assert (found.figure, found.places["count"], found.places["asked_on"]) == ("wallet_locked", 2, "2026-11-15")


@pytest.mark.parametrize(("hours", "result"), [(4, "pass"), (5, "warn"), (24, "warn"), (25, "fail")])
def test_the_promised_reply_is_held_against_the_policy(asked_for, hours, result):
    reply(asked_for[0], promised_reply_hours=hours)
    assert judged(asked_for, "K10") == result


@pytest.mark.parametrize(("answered", "result"), [(9, "pass"), (7, "warn"), (6, "fail")])
def test_of_all_the_questions_asked_a_share_has_an_answer(asked_for, answered, result):
    values = list((FEES_SAID | COVER | {"return_days": 7}).items())
    later = values[answered:]
    reply(asked_for[0], dodged=[key for key, _value in later], **dict(values[:answered]))
    found = ask(asked_for, "K12")
    assert (found.places["ok"], found.places["count"]) == (answered, 10)
    assert found.places["first_reply"] == "1 working_hour"
    assert judged(asked_for, "K12") == result


@pytest.mark.parametrize("number", [1, 12])
def test_the_whole_list_is_a_fixed_number_of_statements(asked_for, statements, number):
    supplier, need = asked_for
    for place in range(number):
        reply(supplier, ago=place, **FEES_SAID)
        quote(asked_for, breaks=TIERS, quoted_on=TODAY - timedelta(days=place), moq=10)
        make_quote(make_supplier(f"Rival {place}"), need.product, breaks=TIERS)
    asked = on_the_path(asked_for)
    with statements() as seen:
        said_of = answers(CONTACT.items, asked, content.policy().lookup(Stage.startup))
        conditions.known(asked, CONTACT.items)
    assert len(seen) == 6
    assert {item.code for item in BY_RECORDS} == set(said_of)


def test_every_answer_keeps_to_the_placeholders_of_its_fact_and_survives_being_kept(asked_for):
    whole(asked_for)
    for item in BY_RECORDS:
        found = ask(asked_for, item.code)
        assert set(found.places) == set(content.facts()[item.rule.fact].placeholders), item.code
        assert Found.from_json(found.to_json()) == found


def test_every_answer_leads_to_a_page_that_is_there(asked_for, signed_in, cast):
    browser = signed_in(cast.mei)
    silent = [ask(asked_for, item.code).link for item in BY_RECORDS]
    whole(asked_for)
    for endpoint, arguments in [*silent, *(ask(asked_for, item.code).link for item in BY_RECORDS)]:
        with browser.application.test_request_context():
            url = url_for(endpoint, **arguments)
        assert browser.get(url).status_code == 200
