"""A supplier moves through the pipeline."""

from __future__ import annotations

import pytest

from portal.core.models.audit import AuditEvent
from portal.reviews.models import ReviewPlan
from portal.suppliers.models.suppliers import StatusChange, Supplier
from tests.cast import NOW, TODAY, stamp
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def move(browser, supplier, to, reason="", version=1):
    data = {"to": to, "reason": reason, "version": version}
    return browser.post(f"/suppliers/{supplier.id}/move", data=data)


def undo(browser, supplier):
    token = browser.get(f"/suppliers/{supplier.id}").text.split('action="/undo/')[1].split('"')[0]
    return browser.post(f"/undo/{token}")


def status():
    return Supplier.get().status


def test_a_move_is_an_event_with_who_when_and_why(signed_in, cast):
    supplier = make_supplier(status="trial")
    assert move(signed_in(cast.mei), supplier, "paused", "Two late deliveries").status_code == 303
    event = StatusChange.select().order_by(StatusChange.id.desc()).get()
    assert (event.from_status, event.to_status, event.reason) == ("trial", "paused", "Two late deliveries")
    assert (event.by_id, event.at) == (cast.mei.id, NOW)
    assert AuditEvent.select().where(AuditEvent.verb == "supplier.move").exists()
    assert "Two late deliveries" in signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text


def test_only_allowed_steps_are_offered_and_taken(signed_in, cast):
    supplier = make_supplier(status="contacted")
    browser = signed_in(cast.mei)
    page = browser.get(f"/suppliers/{supplier.id}").text
    assert 'value="sampling"' in page
    assert 'value="active"' not in page
    assert move(browser, supplier, "active").status_code == 422
    assert move(browser, supplier, "nonsense").status_code == 422
    assert status() == "contacted"


def test_going_back_without_a_reason_is_refused_in_words(signed_in, cast):
    supplier = make_supplier(status="trial")
    answer = move(signed_in(cast.mei), supplier, "contacted")
    assert answer.status_code == 422
    assert "This step needs a reason" in answer.text


def test_a_banned_category_blocks_with_its_reason(signed_in, cast):
    banned = make_category("Gambling", banned=True, banned_reason="It is illegal.")
    supplier = make_supplier(status="screening", categories=[banned])
    answer = move(signed_in(cast.mei), supplier, "contacted")
    assert answer.status_code == 422
    assert "Gambling: It is illegal." in answer.text
    assert status() == "screening"
    assert move(signed_in(cast.mei), supplier, "retired", "We do not deal in this").status_code == 303


def test_the_second_of_two_people_is_told_and_keeps_what_was_typed(signed_in, cast):
    supplier = make_supplier(status="trial")
    move(signed_in(cast.lin), supplier, "active")
    answer = move(signed_in(cast.mei), supplier, "paused", "Typed with care")
    assert answer.status_code == 409
    assert "Typed with care" in answer.text
    assert status() == "active"


def test_a_move_can_be_undone(signed_in, cast):
    supplier = make_supplier(status="negotiating")
    browser = signed_in(cast.mei)
    move(browser, supplier, "trial")
    assert ReviewPlan.select().exists()
    undo(browser, supplier)
    assert status() == "negotiating"
    assert not ReviewPlan.select().exists()
    assert trail_tells("review.plan", "supplier.put_back", "review.unplan")


def test_a_plan_that_was_there_before_survives_the_undo(signed_in, cast):
    supplier = make_supplier(status="trial")
    ReviewPlan.follow(supplier, 1, TODAY, stamp())
    browser = signed_in(cast.mei)
    move(browser, supplier, "active")
    undo(browser, supplier)
    assert ReviewPlan.select().exists()


def test_an_undo_does_not_undo_what_a_colleague_did_since(signed_in, cast):
    supplier = make_supplier(status="trial")
    browser = signed_in(cast.mei)
    move(browser, supplier, "active")
    page = browser.get(f"/suppliers/{supplier.id}").text
    move(signed_in(cast.lin), supplier, "paused", "They stopped", version=2)
    browser.post("/undo/" + page.split('action="/undo/')[1].split('"')[0])
    assert status() == "paused"


@pytest.mark.parametrize(("to", "tier", "months"), [("trial", "strategic", 1), ("active", "strategic", 3)])
def test_buying_from_a_supplier_puts_it_on_the_calendar(signed_in, cast, to, tier, months):
    supplier = make_supplier(status={"trial": "negotiating", "active": "trial"}[to], tier=tier)
    move(signed_in(cast.mei), supplier, to)
    assert ReviewPlan.get().supplier_id == supplier.id


def test_a_viewer_moves_nothing(signed_in, cast):
    supplier = make_supplier(status="lead")
    assert move(signed_in(cast.guo), supplier, "screening").status_code == 403
    assert status() == "lead" and not AuditEvent.select().where(AuditEvent.verb == "supplier.move").exists()
