"""The review calendar."""

from __future__ import annotations

from datetime import date

import pytest

from portal.actions.models import Action
from portal.core.models.audit import AuditEvent
from portal.reviews.models import Review, ReviewPlan
from portal.suppliers.models.suppliers import Supplier
from tests.cast import NOW, TODAY, stamp
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def make_supplier(name="North Star", status="active", **about):
    defaults = {"kind": "maker", "goods": "physical", "name_key": name.casefold(), "status_at": NOW, "created_at": NOW}
    return Supplier.create(name=name, status=status, **(defaults | about))


@pytest.fixture
def due_today(cast):
    """A supplier reviewed every month on the 24th, due today."""
    supplier = make_supplier()
    ReviewPlan.create(supplier=supplier, every_months=1, starts_on=date(2026, 1, 24), anchor_day=24, due_on=TODAY)
    return supplier


def version(supplier):
    return ReviewPlan.get(ReviewPlan.supplier == supplier).version


def due_on(supplier):
    return ReviewPlan.get(ReviewPlan.supplier == supplier).due_on


def test_one_press_passes_and_sets_the_next_date(signed_in, cast, due_today):
    answer = signed_in(cast.mei).post(f"/reviews/{due_today.id}/pass", data={"version": 1})
    assert answer.status_code == 303
    assert due_on(due_today) == date(2026, 12, 24)
    assert Review.get().outcome == "passed"


def test_a_press_can_be_undone(signed_in, cast, due_today):
    browser = signed_in(cast.mei)
    browser.post(f"/reviews/{due_today.id}/pass", data={"version": 1})
    page = browser.get("/reviews").text
    undo = page.split('action="/undo/')[1].split('"')[0]
    browser.post(f"/undo/{undo}")
    assert due_on(due_today) == TODAY
    assert not Review.select().exists()
    assert trail_tells("review.take_back")


def test_with_a_review_taken_back_goes_what_it_asked_for_each_told_in_the_trail(signed_in, cast, due_today):
    browser = signed_in(cast.mei)
    found = {"outcome": "watch", "actions-0-text": "Ask for a plan", "actions-0-owner": cast.lin.id}
    data = {"version": 1, "done_on": "2026-11-23", "actions-0-due_on": "2026-12-01", **found}
    browser.post(f"/reviews/{due_today.id}", data=data)
    browser.post("/undo/" + browser.get("/reviews").text.split('action="/undo/')[1].split('"')[0])
    assert not Review.select().exists()
    assert Action.get().deleted_at is not None
    assert [one.verb for one in AuditEvent.select().order_by(AuditEvent.id)][-2:] == [
        "action.remove",
        "review.take_back",
    ]


def test_the_second_of_two_presses_is_told_about_the_first(signed_in, cast, due_today):
    signed_in(cast.lin).post(f"/reviews/{due_today.id}/pass", data={"version": 1})
    answer = signed_in(cast.mei).post(f"/reviews/{due_today.id}/pass", data={"version": 1})
    assert answer.status_code == 409
    assert "林悦" in answer.text
    assert Review.select().count() == 1


def test_a_full_review_keeps_scores_findings_and_actions(signed_in, cast, due_today):
    data = {
        "version": 1, "done_on": "2026-11-23", "outcome": "watch", "quality": "4", "findings": "Late twice",
        "actions-0-text": "Ask for a plan", "actions-0-owner": cast.guo.id, "actions-0-due_on": "2026-12-01",
    }  # fmt: skip
    assert signed_in(cast.mei).post(f"/reviews/{due_today.id}", data=data).status_code == 422  # guo only reads
    data["actions-0-owner"] = cast.lin.id
    assert signed_in(cast.mei).post(f"/reviews/{due_today.id}", data=data).status_code == 303
    review, action = Review.get(), Action.get()
    assert (review.outcome, review.scores, review.findings) == ("watch", {"quality": 4}, "Late twice")
    assert (action.text, action.owner_id, action.due_on) == ("Ask for a plan", cast.lin.id, date(2026, 12, 1))
    assert due_on(due_today) == date(2026, 12, 24)


def test_typed_text_survives_an_error(signed_in, cast, due_today):
    data = {"version": 1, "done_on": "2026-11-23", "findings": "Typed with care", "actions-0-text": "Ask"}
    answer = signed_in(cast.mei).post(f"/reviews/{due_today.id}", data=data)
    assert answer.status_code == 422
    assert "Typed with care" in answer.text
    assert 'value="Ask"' in answer.text


def test_typed_text_survives_a_conflict(signed_in, cast, due_today):
    signed_in(cast.lin).post(f"/reviews/{due_today.id}/pass", data={"version": 1})
    data = {"version": 1, "done_on": "2026-11-23", "outcome": "act", "findings": "Typed with care"}
    answer = signed_in(cast.mei).post(f"/reviews/{due_today.id}", data=data)
    assert answer.status_code == 409
    assert "Typed with care" in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text


def test_a_review_in_the_future_is_refused(signed_in, cast, due_today):
    data = {"version": 1, "done_on": "2026-11-25", "outcome": "passed"}
    answer = signed_in(cast.mei).post(f"/reviews/{due_today.id}", data=data)
    assert answer.status_code == 422
    assert "cannot be done in the future" in answer.text


def test_moving_a_date_needs_a_reason_and_keeps_the_rhythm(signed_in, cast, due_today):
    browser = signed_in(cast.mei)
    assert browser.post(f"/reviews/{due_today.id}/move", data={"version": 1, "to_day": "2026-12-02"}).status_code == 422
    data = {"version": 1, "to_day": "2026-12-02", "reason": "Factory closed"}
    assert browser.post(f"/reviews/{due_today.id}/move", data=data).status_code == 303
    assert due_on(due_today) == date(2026, 12, 2)
    browser.post(f"/reviews/{due_today.id}/pass", data={"version": 2})
    assert due_on(due_today) == date(2026, 12, 24)
    assert "Factory closed" in browser.get(f"/reviews/{due_today.id}").text
    assert trail_tells("review.move")


def test_a_late_review_is_followed_by_the_next_date_of_the_rule(cast):
    plan = ReviewPlan(every_months=1, starts_on=date(2026, 1, 31), anchor_day=31, due_on=date(2026, 9, 30))
    assert plan.following(date(2026, 11, 24)) == date(2026, 11, 30)


def test_a_review_a_little_early_stands_for_its_date(cast):
    plan = ReviewPlan(every_months=3, starts_on=date(2026, 2, 28), anchor_day=31, due_on=date(2026, 11, 30))
    assert plan.following(date(2026, 11, 20)) == date(2027, 2, 28)


def test_retired_suppliers_leave_the_list(signed_in, cast, due_today):
    browser = signed_in(cast.mei)
    assert "North Star" in browser.get("/reviews").text
    Supplier.update(status="retired").execute()
    assert "North Star" not in browser.get("/reviews").text


def test_an_active_supplier_without_a_date_is_named(signed_in, cast):
    make_supplier("Bare Co")
    browser = signed_in(cast.mei)
    assert "Bare Co" in browser.get("/reviews").text
    supplier = Supplier.get()
    browser.post(f"/reviews/{supplier.id}/plan", data={"version": 0, "every_months": 3})
    assert due_on(supplier) == date(2027, 2, 24)


def test_a_review_is_in_the_audit_trail(signed_in, cast, due_today):
    signed_in(cast.mei).post(f"/reviews/{due_today.id}/pass", data={"version": 1})
    assert AuditEvent.select().where(AuditEvent.verb == "review.record", AuditEvent.user == cast.mei).exists()


def test_a_viewer_sees_the_calendar_without_buttons(signed_in, cast, due_today):
    browser = signed_in(cast.guo)
    assert "/pass" not in browser.get("/reviews").text
    assert browser.post(f"/reviews/{due_today.id}/pass", data={"version": 1}).status_code == 403


@pytest.mark.parametrize("month", ["", "2026-13", "9999-99", "x", "2027-02", "9999-12", "0001-01"])
def test_any_month_in_the_address_gives_a_page(signed_in, cast, due_today, month):
    assert signed_in(cast.mei).get("/reviews", query_string={"month": month}).status_code == 200


def test_the_list_costs_the_same_with_fifty_suppliers(signed_in, cast, due_today, statements):
    browser = signed_in(cast.mei)

    def cost():
        with statements() as seen:
            browser.get("/reviews")
        return len(seen)

    few = cost()
    for number in range(50):
        supplier = make_supplier(f"S{number}")
        ReviewPlan.follow(supplier, 1, TODAY, stamp())
    assert cost() == few <= 8


def test_an_action_is_done_and_opened_again(signed_in, cast):
    action = Action.give("Call them", cast.mei.id, TODAY, stamp(cast.lin))
    browser = signed_in(cast.mei)
    assert "Call them" in browser.get("/actions").text
    browser.post(f"/actions/{action.id}/settle", data={"done": "yes", "version": 1})
    assert Action.get().done_at == NOW
    assert browser.post(f"/actions/{action.id}/settle", data={"done": "no", "version": 1}).status_code == 409
    browser.post(f"/actions/{action.id}/settle", data={"done": "no", "version": 2})
    assert Action.get().done_at is None
    assert trail_tells("action.done", "action.reopen")


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_an_action_on_a_line_no_page_writes_is_not_read(signed_in, cast, due_today, number):
    data = {"version": 1, "done_on": "2026-11-23", "outcome": "watch", "findings": "x", f"actions-{number}-text": "x"}
    assert signed_in(cast.mei).post(f"/reviews/{due_today.id}", data=data).status_code == 303
    assert not Action.select().exists()
