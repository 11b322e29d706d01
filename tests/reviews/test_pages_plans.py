"""Planning a review from the calendar, and the list in which no supplier is missing."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from portal.actions.rules import TodoGroup
from portal.core.models.audit import AuditEvent
from portal.reviews.models import ReviewPlan
from portal.reviews.pages.coming import ReviewWhole, group_spans
from portal.settings.models.settings import Setting
from portal.suppliers.models.suppliers import Supplier
from tests.cast import TODAY, stamp
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
FIRST = date(2026, 12, 31)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def star():
    return make_supplier("North Star", "active", tier="strategic")


def plan(person, supplier, first_on=FIRST, rhythm="6"):
    about = {"supplier": supplier.id, "first_on": first_on.isoformat(), "rhythm": rhythm}
    return person.post("/reviews/new", data=about)


def planned(supplier):
    return ReviewPlan.get(ReviewPlan.supplier == supplier)


def undo(person):
    person.post("/undo/" + person.get("/reviews").text.split('action="/undo/')[1].split('"')[0])


def group(page: str, key: str) -> str:
    """What stands in a group of the list."""
    return page.split(f'id="g-{key}"')[1].split('id="g-')[0].split("</main>")[0]


def test_a_day_of_the_calendar_opens_the_form_with_that_day(mei, star):
    page = mei.get("/reviews").text
    assert 'href="/reviews/new?day=2026-11-27"' in page
    assert "day=2026-11-23" not in page
    form = mei.get("/reviews/new?day=2026-11-27").text
    assert 'value="2026-11-27"' in form and "<html" in form
    assert "<html" not in mei.get("/reviews/new?day=2026-11-27", headers={"HX-Request": "true"}).text


def test_a_viewer_is_not_asked_to_plan(signed_in, cast, star):
    assert "/reviews/new" not in signed_in(cast.guo).get("/reviews").text
    assert plan(signed_in(cast.guo), star).status_code == 403


def test_the_first_review_is_on_the_chosen_day_and_the_next_follow_the_rhythm(mei, star):
    answer = plan(mei, star)
    assert answer.status_code == 303 and answer.location.endswith("/reviews?month=2026-12")
    row = planned(star)
    assert (row.due_on, row.every_months) == (FIRST, 6)
    assert row.following(FIRST) == date(2027, 6, 30)
    assert trail_tells("review.plan")


def test_a_supplier_that_is_on_the_calendar_gets_the_new_day_and_rhythm_and_the_old_ones_are_named(mei, star):
    ReviewPlan.follow(star, 1, TODAY, stamp())
    plan(mei, star)
    assert (planned(star).due_on, planned(star).every_months) == (FIRST, 6)
    assert "before: 2026-12-24, every month" in mei.get("/reviews").text


def test_the_rhythm_of_the_tier_is_that_of_the_team(mei, star):
    Setting.put("policy.review_rhythm.strategic.review_months", 2, stamp())
    plan(mei, star, rhythm="tier")
    assert planned(star).every_months == 2


def test_the_rhythm_is_one_of_the_team(mei, star):
    assert plan(mei, star, rhythm="5").status_code == 422
    assert not ReviewPlan.select().exists()


def test_a_first_day_that_has_passed_is_refused_in_words_and_the_rest_stays(mei, star):
    answer = plan(mei, star, TODAY - timedelta(days=1))
    assert answer.status_code == 422
    assert "This day has passed: plan the first review for today or a later day." in answer.text
    assert re.search(rf'<option selected value="{star.id}">', answer.text)
    assert not ReviewPlan.select().exists()
    assert plan(mei, star, TODAY).status_code == 303


def test_a_retired_supplier_is_not_planned(mei):
    assert plan(mei, make_supplier("Gone", "retired")).status_code == 422


def test_planning_twice_is_planning_once(mei, star):
    plan(mei, star), plan(mei, star)
    assert AuditEvent.select().where(AuditEvent.verb == "review.plan").count() == 1


def test_a_first_planning_can_be_taken_back(mei, star):
    plan(mei, star)
    undo(mei)
    assert not ReviewPlan.select().exists()
    assert trail_tells("review.plan", "review.unplan")


def test_a_changed_rhythm_comes_back(mei, star):
    ReviewPlan.follow(star, 1, TODAY, stamp())
    plan(mei, star)
    undo(mei)
    row = planned(star)
    assert (row.due_on, row.every_months, row.starts_on, row.anchor_day) == (date(2026, 12, 24), 1, TODAY, 24)


def test_what_a_colleague_moved_meanwhile_is_not_taken_back(mei, cast, star):
    plan(mei, star)
    planned(star).move(TODAY, "Sooner", 1, stamp(cast.lin))
    undo(mei)
    assert planned(star).due_on == TODAY


def test_each_supplier_stands_in_one_group_and_none_is_missing(mei):
    groups = {"overdue": -400, "today": 0, "week": 5, "later": 6, "unplanned": None}
    groups |= {"later far": 900}
    for name, days in groups.items():
        supplier = make_supplier(name, "active")
        if days is not None:
            due_on = TODAY + timedelta(days=days)
            ReviewPlan.create(supplier=supplier, every_months=12, starts_on=due_on, anchor_day=1, due_on=due_on)
    page = mei.get("/reviews").text
    listed = page.split('id="due-now"')[1]
    for name in groups:
        assert listed.count(f"<bdi>{name}</bdi>") == 1
        assert f"<bdi>{name}</bdi>" in group(page, name.split()[0])
    assert "Overdue 1 · Today 1 · This week 1 · Later than this week 2 · Without a date 1" in page


@pytest.mark.parametrize("status", ["trial", "active"])
def test_a_supplier_people_buy_from_is_in_the_list_without_a_date(mei, status):
    make_supplier("Bare Co", status)
    assert "<bdi>Bare Co</bdi>" in group(mei.get("/reviews").text, "unplanned")


@pytest.mark.parametrize("status", ["candidate", "paused"])
def test_a_supplier_nobody_buys_from_is_not_missed_in_the_list(mei, status):
    make_supplier("Bare Co", status)
    assert "Bare Co" not in mei.get("/reviews").text


def test_a_paused_supplier_keeps_the_date_it_has(mei):
    plan(mei, make_supplier("Bare Co", "paused"), TODAY)
    assert "<bdi>Bare Co</bdi>" in group(mei.get("/reviews").text, "today")


def test_mine_are_the_suppliers_of_one_person_in_every_group(mei, cast):
    make_supplier("Hers", "active", owner=cast.mei.id), make_supplier("His", "active", owner=cast.lin.id)
    page = mei.get("/reviews?owner=me").text
    assert "<bdi>Hers</bdi>" in page and "<bdi>His</bdi>" not in page


def test_a_long_group_is_cut_and_listed_to_its_end_on_demand(mei):
    for number in range(32):
        make_supplier(f"S{number}", "active")
    page = mei.get("/reviews").text
    assert group(page, "unplanned").count("<bdi>") == 30 and "Show all 32" in page
    assert group(mei.get("/reviews?all=unplanned").text, "unplanned").count("<bdi>") == 32


def test_with_a_thousand_reviews_on_a_day_the_page_shows_as_many_as_fit_and_leads_to_the_others(mei):
    first = make_supplier("S0", "active")
    about = {name: value for name, value in first.__data__.items() if name != "id"}
    Supplier.insert_many([about | {"name": f"S{number}"} for number in range(1, 1005)]).execute()
    on = TODAY + timedelta(days=20)
    plan = {"every_months": 3, "starts_on": on, "anchor_day": 1, "due_on": on}
    keys = [key for (key,) in Supplier.select(Supplier.id).tuples()]
    ReviewPlan.insert_many([plan | {"supplier": key} for key in keys]).execute()
    page = mei.get(f"/reviews?month={on:%Y-%m}").text
    assert group(page, "later").count("<bdi>") == 30 and "Show all 1000+" in page and "1000+" in page.split("<main")[1]
    grid = page.split('<ol class="cal"')[1].split("</ol>")[0]
    assert grid.count('href="/reviews/') - grid.count('href="/reviews/new') == 12 and "993 more" in grid
    assert group(mei.get("/reviews?all=later").text, "later").count("<bdi>") == 100
    last = mei.get("/reviews?all=later&page=11").text
    assert group(last, "later").count("<bdi>") == 5 and "Next page" not in last


@pytest.mark.parametrize("weekday", range(7))
def test_the_groups_of_the_list_are_those_of_all_to_dos(weekday):
    today = TODAY - timedelta(days=TODAY.weekday()) + timedelta(days=weekday)
    spans = group_spans(today, ReviewWhole("", 1))
    for on in (today + timedelta(days=days) for days in range(-9, 10)):
        within = [
            key
            for key, span in spans.items()
            if (span.first is None or span.first <= on) and (span.last is None or on <= span.last)
        ]
        assert within == [TodoGroup.of(on, today)]


def test_the_panel_of_a_supplier_leads_to_the_form_with_that_supplier(mei, star):
    address = f"/reviews/new?supplier={star.id}"
    assert f'href="{address}"' in mei.get(f"/suppliers/{star.id}/add").text
    assert f'<option selected value="{star.id}">' in mei.get(address).text
