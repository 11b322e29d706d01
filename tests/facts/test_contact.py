"""What the records say to the list of the first contact: every rule passes, warns, fails and stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import url_for

from portal import content
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import TemplateVersion
from portal.checklists.rules.judging import NOTHING, judge
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Result
from portal.facts import Found, Missing, Subject, answers, conditions
from portal.facts.standing import stand, standing_of
from portal.settings.models.rates import FxRate
from tests.cast import NOW, TODAY
from tests.facts.asking import ask_path, records
from tests.facts.first_contact import (
    BY_RECORDS,
    CONTACT,
    COVER,
    FEES_SAID,
    RETURNS,
    TIERS,
    ask,
    charger_needed,
    quote,
    reply,
    rivals,
    whole,
)
from tests.facts.telling import result
from tests.inquiries.makers import make_inquiry
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier


@pytest.fixture
def asked_for(database):
    return charger_needed()


def judged(asked_for, code, known=None):
    answer = ask(asked_for, code)
    figure = answer.figure if isinstance(answer, Found) else None
    one = judge(CONTACT.item(code), NOTHING, figure, known or {}, content.policy().lookup(Stage.startup))
    return one.computed.result if one.computed and one.item.answer == "proposed" else one.result


def on_the_path(asked_for):
    supplier, need = asked_for
    return replace(records(), subject=Subject(supplier.id, need and need.id))


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
    assert ask(asked_for, "K01") == Missing(("Charger",), link=("quotes.show", {"id": str(written.id)}))


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


@pytest.mark.parametrize(("price", "result"), [("8", "pass"), ("7.99", "warn"), ("7", "warn"), ("6.99", "fail")])
def test_the_landed_cost_is_held_against_the_middle_of_the_others(asked_for, price, result):
    quote(asked_for, price)
    rivals(asked_for[1], "9", "10", "20")
    assert judged(asked_for, "K11") == result
    assert conditions.known(on_the_path(asked_for), CONTACT.items)["price_gap_flagged"] is (result != "pass")


def test_what_a_retired_supplier_quoted_is_no_price_of_the_others(asked_for):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    make_quote(make_supplier("Gone", status="retired"), asked_for[1].product, "10")
    assert judged(asked_for, "K11") is Result.unknown


def test_a_price_gap_stays_open_until_a_person_confirms_it(asked_for):
    quote(asked_for, "10")
    rivals(asked_for[1], "10", "10")
    item, found = CONTACT.item("K11"), ask(asked_for, "K11")
    assert judge(item, NOTHING, found.figure, {}, content.policy().lookup(Stage.startup)).result is Result.unknown


def test_the_gap_is_said_with_its_number_of_others(asked_for):
    quote(asked_for, "7.5")
    rivals(asked_for[1], "10", "10")
    places = ask(asked_for, "K11").places
    assert places == {
        "ratio": Decimal("0.75"),
        "gap": Decimal("-0.25"),
        "others": 2,
        "product": "Charger",
        "amber": Decimal("0.8"),
        "red": Decimal("0.7"),
        "compared": None,
        "count": 1,
    }
    make_quote(asked_for[0], make_product("Cup"), "1")
    places = ask_path("K11", asked_for[0]).places
    assert (places["compared"], places["count"]) == (1, 2)


@pytest.mark.parametrize(
    "about",
    [
        {"tax_basis": "excluded"},
        {"tax_basis": "unknown"},
        {"incoterm": "FOB"},
        {"currency": "USD"},
        {"quoted_on": TODAY - timedelta(days=91)},
        {"valid_until": TODAY - timedelta(days=1)},
        {"packing_state": "unknown"},
        {"largest_order": 299},
    ],
)
def test_only_what_is_like_for_like_and_known_counts_among_the_others(asked_for, about):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    make_quote(make_supplier("Unlike"), asked_for[1].product, "10", **about)
    assert judged(asked_for, "K11") is Result.unknown
    assert conditions.known(on_the_path(asked_for), CONTACT.items)["price_gap_flagged"] is None


def test_a_foreign_price_counts_by_its_rate(asked_for):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    make_quote(make_supplier("Abroad"), asked_for[1].product, "2", currency="USD")
    FxRate.create(base="USD", quote="CNY", value=Decimal(6), on=TODAY, at=NOW)
    assert ask(asked_for, "K11").figure == Decimal("0.636")  # 7 of 11


def test_a_cost_of_which_something_is_unknown_is_not_compared(asked_for):
    written = quote(asked_for, "7", packing_state="unknown")
    rivals(asked_for[1], "10", "10")
    assert ask(asked_for, "K11") == Missing(link=("quotes.show", {"id": str(written.id)}))


def test_with_too_few_others_the_product_is_where_quotes_belong(asked_for):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    assert ask(asked_for, "K11") == Missing(link=("products.show", {"id": str(asked_for[1].product_id)}))


def test_a_second_quote_of_its_own_is_no_other(asked_for):
    quote(asked_for, "20", quoted_on=TODAY - timedelta(days=1))
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    assert judged(asked_for, "K11") is Result.unknown


def test_whether_the_price_is_low_decides_if_it_must_be_explained(asked_for):
    quote(asked_for, "10")
    rivals(asked_for[1], "10", "10")
    asked, lookup = on_the_path(asked_for), content.policy().lookup(Stage.startup)
    standing = stand(CONTACT, {}, answers(CONTACT.items, asked, lookup), conditions.known(asked, CONTACT.items), lookup)
    assert not standing.judged["K11"].must
    quote(asked_for, "7.9")
    asked = on_the_path(asked_for)
    assert stand(CONTACT, {}, {}, conditions.known(asked, CONTACT.items), lookup).judged["K11"].must


def test_a_run_of_the_list_asks_whether_the_price_is_low(asked_for):
    quote(asked_for, "10")
    rivals(asked_for[1], "10", "10")
    run = Run(template_version_id=TemplateVersion.newest("contact").id, stage="startup", frozen=None)
    standing = standing_of(run, {}, on_the_path(asked_for))
    assert standing.known == {"price_gap_flagged": False}
    assert not standing.judged["K11"].must


def test_the_costs_are_those_of_the_first_order(asked_for):
    quote(asked_for, breaks=[(1, Decimal(10)), (300, Decimal(7))])
    rivals(asked_for[1], "10", "10")
    assert ask(asked_for, "K11").figure == Decimal("0.7")


def test_a_need_without_a_product_takes_the_lowest_of_all(database):
    supplier, need = make_supplier(), make_need(None)
    for name, price in (("Cup", "9"), ("Mug", "6")):
        product = make_product(name, return_rate=Decimal(0))
        make_quote(supplier, product, price)
        for rival in (f"{name} A", f"{name} B"):
            make_quote(make_supplier(rival), product, "10")
    found = ask_path("K11", supplier, need)
    assert (found.figure, found.places["product"]) == (Decimal("0.6"), "Mug")


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
