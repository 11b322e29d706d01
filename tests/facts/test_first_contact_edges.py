"""What counts for the list of the first contact, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.core.rules.stages import Stage
from portal.facts import Missing, Subject, answers
from portal.products.models import Source
from tests.cast import NOW, TODAY
from tests.facts.asking import ask_path, records
from tests.facts.first_contact import CONTACT, FEES_SAID, TIERS, ask, quote, reply, rivals
from tests.inquiries.makers import make_inquiry, replied
from tests.needs.makers import make_need
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_supplier


@pytest.fixture
def code_needed(database):
    """A supplier of both kinds of goods, and the need for digital ones within a day."""
    return make_supplier(goods="both"), make_need(make_product("Membership", kind="digital"), longest_lead=1)


def gone(row):
    row.change_row(row.version, deleted_at=NOW)


def with_params(asked_for, code, **params):
    item = CONTACT.item(code)
    changed = replace(item, rule=replace(item.rule, params={**item.rule.params, **params}))
    subject = Subject(asked_for[0].id, asked_for[1].id)
    return answers([changed], replace(records(), subject=subject), content.policy().lookup(Stage.startup))[code]


def test_without_a_first_order_costs_are_those_of_a_month_of_sales(asked_for):
    supplier, need = asked_for
    need.change_row(need.version, first_order=None)
    need.product.change_row(need.product.version, monthly_units=300)
    quote(asked_for, breaks=[(1, Decimal(10)), (300, Decimal(7))])
    rivals(need, "10", "10")
    assert ask_path("K11", supplier, need).figure == Decimal("0.7")


def test_an_old_quote_of_its_own_is_not_compared(asked_for):
    quote(asked_for, "7", quoted_on=TODAY - timedelta(days=91))
    rivals(asked_for[1], "10", "10")
    assert isinstance(ask(asked_for, "K11"), Missing)


def test_the_return_rate_a_supplier_has_of_its_own_counts_in_its_cost(asked_for):
    supplier, need = asked_for
    quote(asked_for, "8")
    rivals(need, "10", "10")
    low = ask(asked_for, "K11").figure
    Source.update(return_rate=Decimal("0.5")).where(Source.supplier == supplier).execute()
    assert ask(asked_for, "K11").figure > low


def test_a_quote_that_was_deleted_counts_nowhere(asked_for):
    gone(quote(asked_for, moq=300))
    assert all(isinstance(ask(asked_for, code), Missing) for code in ("K01", "K03", "K11"))


def test_suppliers_that_were_deleted_are_no_others(asked_for):
    quote(asked_for, "8")
    rivals(asked_for[1], "10")
    other = make_supplier("Gone")
    make_quote(other, asked_for[1].product, "10")
    gone(other)
    assert isinstance(ask(asked_for, "K11"), Missing)


def test_products_of_another_business_do_not_count(database):
    supplier, need = make_supplier(), make_need(None)
    make_quote(supplier, make_product("Cup", business=make_business("Dot"), monthly_units=300), moq=300)
    assert isinstance(ask_path("K01", supplier, need), Missing)


def test_a_product_that_was_deleted_expects_no_sales(asked_for):
    supplier, need = asked_for
    need.change_row(need.version, monthly_units=None)
    need.product.change_row(need.product.version, monthly_units=300)
    reply(supplier, monthly_capacity=600)
    assert ask_path("K05", supplier, need).figure == 2  # the product says it where the need does not
    gone(need.product)
    assert isinstance(ask_path("K05", supplier, need), Missing)


def test_digital_goods_have_no_freight_to_ask_for(code_needed):
    free = {"freight_per_order_state": "unknown", "freight_per_unit_state": "unknown"}
    quote(code_needed, breaks=TIERS, moq=1, **free)
    assert ask(code_needed, "K03").figure == 1


def test_digital_goods_have_no_peak_in_days(code_needed):
    reply(code_needed[0], delivery_minutes=5, lead_time_peak_days=9)
    assert ask(code_needed, "K02").places["peak"] is None


def test_without_an_answer_the_days_of_a_digital_quote_count_as_minutes(code_needed):
    quote(code_needed, lead_days=2)
    found = ask(code_needed, "K02")
    assert (found.figure, found.places["promised"]) == (2, "2880 minute")


def test_the_peak_season_is_held_when_a_rule_asks_for_it_and_no_quote_says_it(asked_for):
    quote(asked_for, lead_days=7)
    assert isinstance(with_params(asked_for, "K02", season="peak"), Missing)
    reply(asked_for[0], lead_time_days=7, lead_time_peak_days=28)
    found = with_params(asked_for, "K02", season="peak")
    assert (found.figure, found.places["promised"]) == (2, "28 day")


def test_a_need_that_allows_no_time_at_all_is_no_limit(asked_for):
    supplier, need = asked_for
    need.change_row(need.version, longest_lead=0)
    reply(supplier, lead_time_days=1)
    assert isinstance(ask_path("K02", supplier, need), Missing)


def test_a_question_about_other_goods_counts_once_it_was_asked(code_needed):
    reply(code_needed[0], **{key: value for key, value in FEES_SAID.items() if key != "fee_packing"})
    assert ask(code_needed, "K06").places["count"] == 5
    make_inquiry(code_needed[0], "fee_packing")
    found = ask(code_needed, "K06")
    assert (found.places["count"], found.places["missing"]) == (6, ("fee_packing",))


def test_a_question_the_book_does_not_know_is_not_answered(asked_for):
    reply(asked_for[0], warranty_days=365)
    assert with_params(asked_for, "K04", keys=("warranty_days", "old_one")).places["missing"] == ("old_one",)


def test_the_day_of_an_answer_is_that_of_the_team(asked_for):
    late = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # four in the morning of the 21st in Shanghai
    when = {"asked_at": late - timedelta(hours=1), "first_reply_at": late, "answered_at": late}
    make_inquiry(asked_for[0], "payment_mode", answers=replied(payment_mode="credit"), **when)
    assert ask(asked_for, "K07").places["asked_on"] == "2026-11-21"


def test_an_inquiry_that_was_deleted_says_nothing(asked_for):
    gone(reply(asked_for[0], payment_mode="credit"))
    assert isinstance(ask(asked_for, "K07"), Missing)


def test_what_others_answered_is_not_this_supplier_s(asked_for):
    reply(make_supplier("Other"), payment_mode="credit")
    assert isinstance(ask(asked_for, "K07"), Missing)
