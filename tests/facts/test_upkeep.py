"""What the records say about reviews, what they decided, papers and comparisons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.actions.models import Action
from portal.facts import Missing
from portal.reviews.models import Review, ReviewPlan
from portal.settings.models.categories import MainCategory
from portal.settings.models.rates import FxRate
from portal.snapshots.models import Snapshot
from tests.cast import NOW, TODAY, stamp
from tests.facts.asking import ask
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_category, make_document, make_supplier


def ago(days):
    return TODAY - timedelta(days=days)


def reviewed(supplier, days, *actions):
    review = Review.create(supplier=supplier, done_on=ago(days), outcome="passed", at=NOW)
    for text, owner, due in actions:
        Action.give(text, owner, due, stamp(), supplier=supplier.id, source=review)
    return review


@pytest.mark.parametrize("code", ["M02", "M06", "M09", "M12", "M15"])
def test_the_records_cannot_say_while_there_are_none(database, code):
    assert isinstance(ask(code, "mature"), Missing)


def test_the_strategic_supplier_looked_at_longest_ago_is_named(cast):
    for name, days in (("A", 10), ("B", 100)):
        reviewed(make_supplier(name, status="active", tier="strategic"), days, ("Plan", cast.mei.id, TODAY))
    found = ask("M02", "mature")
    assert (found.figure, found.places["name"], found.places["count"]) == (100, "B", 2)


def test_a_review_with_an_action_nobody_owns_does_not_count(cast):
    supplier = make_supplier("A", status="active", tier="strategic")
    reviewed(supplier, 100)
    reviewed(supplier, 10, ("Plan", None, TODAY))
    assert ask("M02", "mature").figure == 100


def test_a_strategic_supplier_never_looked_at_is_named(database):
    make_supplier("A", status="active", tier="strategic")
    assert ask("M02", "mature").names == ("A",)


def test_actions_of_reviews_past_their_day_are_counted(cast):
    reviewed(make_supplier(), 30, ("Ask for a plan", cast.mei.id, ago(1)), ("Visit", cast.mei.id, TODAY))
    found = ask("M06", "mature")
    assert (found.figure, found.places["count"], found.places["names"]) == (1, 2, ("Ask for a plan",))


@pytest.mark.parametrize(("due", "late"), [(ago(0), 0), (ago(1), 1)])
def test_an_action_done_after_its_day_was_not_done_in_time(cast, due, late):
    reviewed(make_supplier(), 30, ("Ask", cast.mei.id, due))
    Action.get().settle(True, 1, stamp(cast.mei))
    found = ask("M06", "mature")
    assert (found.figure, found.places["count"]) == (late, 1)


def test_what_was_done_late_more_than_a_year_ago_is_forgotten_and_what_is_open_is_not(cast):
    reviewed(make_supplier(), 400, ("Ask", cast.mei.id, ago(365)), ("Visit", cast.mei.id, ago(365)))
    Action.get(Action.text == "Ask").settle(True, 1, stamp(cast.mei))
    assert ask("M06", "mature").places["names"] == ("Visit",)


def test_an_open_action_without_a_day_leaves_it_open(cast):
    reviewed(make_supplier(), 30, ("Ask", cast.mei.id, None), ("Visit", cast.mei.id, TODAY))
    assert ask("M06", "mature").names == ("Ask",)
    Action.get(Action.text == "Ask").settle(True, 1, stamp(cast.mei))
    assert ask("M06", "mature").figure == 0


def test_papers_that_ran_out_count_and_those_ending_with_nobody_on_them(cast):
    supplier = make_supplier("A", status="active")
    make_document(supplier, expires_on=ago(1))
    make_document(supplier, kind="certificate", expires_on=ago(-30))
    found = ask("M12", "mature")
    assert (found.places["expired"], found.places["soon"], found.places["count"]) == (1, 1, 2)
    supplier.change_row(supplier.version, owner=cast.mei)
    assert ask("M12", "mature").figure == 1


def test_an_action_is_about_the_very_paper_that_ends(cast):
    supplier = make_supplier("A", status="active")
    paper = make_document(supplier, kind="certificate", expires_on=ago(-30))
    Action.give("Call them", cast.mei.id, TODAY, stamp(), supplier=supplier.id)
    assert ask("M12", "mature").figure == 1
    Action.give("Renew it", cast.mei.id, TODAY, stamp(), supplier=supplier.id, source=paper)
    assert ask("M12", "mature").figure == 0


def test_a_paper_without_an_end_leaves_it_open_unless_its_kind_has_none(cast):
    supplier = make_supplier("A", status="active")
    make_document(supplier)  # a licence
    assert ask("M12", "mature").figure == 0
    make_document(supplier, kind="certificate")
    assert ask("M12", "mature").names == ("A",)
    make_document(supplier, kind="permit", expires_on=ago(1))
    assert ask("M12", "mature").figure == 1


def test_a_paper_for_another_category_replaces_none(database):
    supplier = make_supplier("A", status="active")
    make_document(supplier, kind="permit", category=make_category("Food"), expires_on=ago(1))
    make_document(supplier, kind="permit", category=make_category("Toys"), expires_on=date(2028, 1, 1))
    assert ask("M12", "mature").places["expired"] == 1


def test_a_paper_replaced_by_a_later_one_is_not_expired(cast):
    supplier = make_supplier("A", status="active")
    make_document(supplier, expires_on=ago(1))
    make_document(supplier, expires_on=date(2028, 1, 1))
    assert ask("M12", "mature").figure == 0


def test_a_main_category_never_compared_is_named(database):
    category = make_category()
    MainCategory.create(business=make_business(), category=category)
    assert ask("M09", "mature").names == ("Chargers",)
    product = make_product("Charger", category=category)
    Snapshot.create(product=product, title="Spring", quantity=1, query="", shown={}, at=NOW - timedelta(days=40))
    assert ask("M09", "mature").figure == 40


def test_a_comparison_kept_in_the_morning_is_of_that_day_in_the_zone_of_the_team(database):
    category = make_category()
    MainCategory.create(business=make_business(), category=category)
    product = make_product("Charger", category=category)
    morning = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past seven on the 24th in Shanghai
    Snapshot.create(product=product, title="Spring", quantity=1, query="", shown={}, at=morning)
    assert ask("M09", "mature").figure == 0


def test_the_oldest_rate_of_a_foreign_currency_counts(database):
    supplier, product = make_supplier(status="active"), make_product("Charger")
    make_quote(supplier, product, currency="USD")
    assert ask("M15", "mature").names == ("USD",)
    for days in (3, 20):
        FxRate.create(base="USD", quote="CNY", value=7, on=ago(days), at=NOW)
    found = ask("M15", "mature")
    assert (found.figure, found.places["name"]) == (3, "USD")


def test_a_quote_dated_tomorrow_asks_for_no_rate_yet(database):
    make_quote(make_supplier(status="active"), make_product("Charger"), currency="USD", quoted_on=ago(-1))
    assert ask("M15", "mature").names == ()


def test_every_active_supplier_needs_a_tier_and_a_date(database):
    supplier = make_supplier("A", status="active", tier="routine")
    assert ask("G16", "growth").figure == 0
    ReviewPlan.create(supplier=supplier, every_months=3, starts_on=TODAY, anchor_day=1, due_on=ago(-20))
    assert ask("G16", "growth").figure == 1
