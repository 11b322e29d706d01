"""What a need says itself answers its list; what it leaves out stays open."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from portal import content
from portal.checklists.pages.sentences import basis_text
from portal.checklists.rules.judging import NOTHING, judge
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Result
from portal.facts import Missing, Subject, conditions
from portal.settings.models.rates import FxRate
from tests.cast import TODAY, stamp
from tests.facts.asking import ask_path, records
from tests.needs.makers import make_need
from tests.products.makers import make_product
from tests.suppliers.makers import make_category, make_supplier


def judged(code, need):
    """The result and the answer as it is kept, with nobody having typed anything."""
    item = content.checklists()["needs"].item(code)
    said = ask_path(code, need=need)
    figure = None if isinstance(said, Missing) else said.figure
    found = judge(item, NOTHING, figure, {}, content.policy().lookup(Stage.startup))
    return found.result, found.value


def known(supplier=None, need=None):
    subject = Subject(supplier and supplier.id, need and need.id)
    return conditions.known(replace(records(), subject=subject), content.checklists()["needs"].items)


@pytest.mark.parametrize(
    ("code", "about", "value"),
    [
        ("N01", {"goal": "A charger that stays cool"}, "A charger that stays cool"),
        ("N02", {"customers": "Commuters"}, "Commuters"),
        ("N05", {"monthly_units": 200}, "200"),
        ("N06", {"longest_lead": 14}, "14"),
        ("N07", {"compliance": ["certificate", "label"]}, ["certificate", "label"]),
        ("N08", {"breakers": "No prepayment"}, "No prepayment"),
    ],
)
def test_what_the_need_says_is_the_answer_and_nobody_types_it_again(database, code, about, value):
    assert judged(code, make_need(**about)) == (Result.passed, value)


@pytest.mark.parametrize(
    ("code", "about"),
    [
        ("N01", {"goal": "  "}),
        ("N02", {}),
        ("N05", {}),
        ("N06", {"longest_lead": None}),
        ("N07", {"compliance": []}),
        ("N08", {}),
    ],
)
def test_what_the_need_leaves_out_stays_open(database, code, about):
    assert judged(code, make_need(**about)) == (Result.unknown, None)


def test_no_lead_time_and_no_sales_are_not_enough(database):
    need = make_need(longest_lead=0, monthly_units=0)
    assert [judged(code, need)[0] for code in ("N05", "N06")] == [Result.failed, Result.failed]


def test_specs_count_once_the_goods_are_filed_under_a_category(database):
    assert judged("N03", make_need(must="65 W\nUSB-C")) == (Result.unknown, None)
    assert judged("N03", make_need(must="", categories=[make_category().id])) == (Result.unknown, None)
    product = make_product(category=make_category("Cables"))
    assert judged("N03", make_need(product, must="65 W\n\nUSB-C")) == (Result.passed, "65 W\nUSB-C")


def test_the_units_of_the_product_stand_in_for_those_of_the_need(database):
    product = make_product(monthly_units=120)
    assert judged("N05", make_need(product)) == (Result.passed, "120")
    assert judged("N05", make_need(product, monthly_units=80)) == (Result.passed, "80")


def test_the_highest_cost_is_the_lowest_price_without_the_margin(database):
    said = ask_path("N04", need=make_need())
    assert (said.figure, said.places["price"], said.places["fee"]) == (Decimal(60), 100, None)
    assert judged("N04", make_need())[0] is Result.passed


def test_a_margin_that_leaves_nothing_fails(database):
    assert judged("N04", make_need(margin=Decimal(1)))[0] is Result.failed


@pytest.mark.parametrize("about", [{"price_low": None}, {"margin": None}])
def test_without_price_or_margin_the_highest_cost_is_open(database, about):
    assert judged("N04", make_need(**about))[0] is Result.unknown


def test_a_price_in_another_currency_is_open_until_its_rate_is_written_down(database, cast):
    need = make_need(currency="USD")
    assert ask_path("N04", need=need).names == ("USD → CNY",)
    FxRate.record("USD", "CNY", Decimal(7), TODAY, "", stamp())
    assert ask_path("N04", need=need).figure == Decimal(420)


def test_a_need_without_owner_says_what_is_missing(database, cast):
    said = ask_path("N09", need=make_need())
    assert (said.figure, said.places["ok"], said.places["missing"]) == (Decimal("0.5"), 1, ("owner",))
    assert judged("N09", make_need())[0] is Result.failed
    assert judged("N09", make_need(owner=cast.mei.id))[0] is Result.passed


def test_an_answer_leads_to_the_need(database):
    need = make_need(goal="Cooler")
    assert ask_path("N01", need=need).link == ("needs.show", {"id": str(need.id)})
    assert ask_path("N02", need=need).link == ("needs.show", {"id": str(need.id)})


def test_what_no_record_keeps_is_left_to_people(database):
    with pytest.raises(KeyError):
        ask_path("N10", need=make_need())


def test_the_kind_of_goods_comes_from_the_product_then_from_the_categories(database):
    digital = make_category("Memberships", kind="digital")
    both = make_need(categories=[digital.id, make_category().id])
    assert [known(need=both)[key] for key in ("physical_goods", "digital_goods")] == [True, True]
    one = make_need(make_product(kind="digital", category=digital), categories=[make_category("Cables").id])
    assert [known(need=one)[key] for key in ("physical_goods", "digital_goods")] == [False, True]


def test_without_goods_in_the_need_those_of_the_supplier_count(database):
    need = make_need()
    assert known(need=need)["digital_goods"] is None
    both = known(make_supplier(goods="both"), need)
    assert (both["physical_goods"], both["digital_goods"]) == (True, True)
    physical = known(make_supplier("South"))
    assert (physical["physical_goods"], physical["digital_goods"]) == (True, False)


@pytest.mark.parametrize(("language", "words"), [("en", "missing: Owner"), ("zh", "还缺：负责人")])
def test_what_is_missing_is_named_in_the_words_of_the_reader(app, language, words):
    item = content.checklists()["needs"].item("N09")
    with app.test_request_context(headers={"Accept-Language": language}):
        assert words in basis_text(item, ask_path("N09", need=make_need()).places)
