"""Ticked suppliers move through the pipeline at once, each by the rules of its own page."""

from __future__ import annotations

import pytest

from portal.core.models.audit import AuditEvent
from portal.path.models.takeovers import TakeOver
from portal.reviews.models import ReviewPlan
from portal.suppliers.models.suppliers import StatusChange, Supplier
from tests.bulk.makers import Ticked
from tests.cast import TODAY, stamp
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


def status(supplier):
    return Supplier.get_by_id(supplier.id).status


def test_a_dry_sentence_names_who_cannot_and_why(signed_in, cast):
    gambling = make_category("Gambling", banned=True, banned_reason="Illegal")
    ready, banned = make_supplier("A", "screening"), make_supplier("B", "screening", categories=[gambling])
    early, there = make_supplier("C", "candidate"), make_supplier("D", "contacted")
    ticked = Ticked(signed_in(cast.mei), "suppliers", ready, banned, early, there)
    assert ticked.dry("status", status="contacted", why="Met at the fair") == (
        "Moves 2 suppliers to Contacted. 1 of them skips steps: its path says “taken over”, and by whom. "
        "1 supplier cannot: banned category. 1 supplier stands so already."
    )
    ticked.carry_out("status", status="contacted", why="Met at the fair")
    assert [status(row) for row in (ready, banned, early, there)] == [
        "contacted",
        "screening",
        "contacted",
        "contacted",
    ]


def test_a_status_past_several_steps_is_taken_over_as_on_import_and_one_press_takes_it_back(signed_in, cast):
    far, near, gone = make_supplier("A", "candidate"), make_supplier("B", "trial"), make_supplier("C", "retired")
    ticked = Ticked(signed_in(cast.mei), "suppliers", far, near, gone)
    sent = {"status": "active", "why": "Bought from for years"}
    assert "1 supplier cannot: not reached from where it stands." in ticked.dry("status", **sent)
    ticked.carry_out("status", **sent)
    assert [status(row) for row in (far, near, gone)] == ["active", "active", "retired"]
    [entered] = TakeOver.select()
    assert (entered.supplier_id, entered.from_status, entered.status, entered.origin, entered.by_id) == (
        far.id, "candidate", "active", "bulk", cast.mei.id,
    )  # fmt: skip
    assert ReviewPlan.select().where(ReviewPlan.supplier == far).count() == 1
    page = signed_in(cast.mei).get(f"/suppliers/{far.id}").text
    assert "taken over" in page and '(<span dir="auto">Bought from for years</span>)' in page
    assert ticked.undo() == "Taken back"
    assert [status(row) for row in (far, near)] == ["candidate", "trial"]
    assert TakeOver.select().where(TakeOver.in_force()).count() == 0
    assert AuditEvent.select().where(AuditEvent.verb == "supplier.take_over_back").count() == 1


def test_nobody_is_put_past_steps_without_a_reason(signed_in, cast):
    far, near = make_supplier("A", "candidate"), make_supplier("B", "sampling")
    ticked = Ticked(signed_in(cast.mei), "suppliers", far, near)
    for nothing in ("", "  "):
        text = ticked.dry("status", status="negotiating", why=nothing)
        assert text == "Moves 1 supplier to Negotiating. 1 supplier cannot: this step needs a reason."
    ticked.carry_out("status", status="negotiating")
    assert [status(row) for row in (far, near)] == ["candidate", "negotiating"]
    assert TakeOver.select().count() == 0


def test_who_is_put_before_its_step_is_not_taken_over_any_more_until_that_is_taken_back(signed_in, cast):
    supplier, paused = make_supplier("A"), make_supplier("B")
    ticked = Ticked(signed_in(cast.mei), "suppliers", supplier, paused)
    ticked.carry_out("status", status="negotiating", why="Known from before")
    Ticked(signed_in(cast.mei), "suppliers", paused).carry_out("status", status="paused", why="Holiday")
    ticked.carry_out("status", status="retired", why="Bankrupt")
    ended = TakeOver.select().order_by(TakeOver.id)
    assert [row.back_reason for row in ended] == ["Bankrupt", "Bankrupt"]
    assert ticked.undo() == "Taken back"
    assert TakeOver.select().where(TakeOver.in_force()).count() == 2


def test_each_has_its_event_and_its_line_in_the_history_and_one_press_takes_all_back(signed_in, cast):
    one, two = make_supplier("A", "screening"), make_supplier("B", "screening")
    ticked = Ticked(signed_in(cast.mei), "suppliers", one, two)
    ticked.carry_out("status", status="contacted")
    assert AuditEvent.select().where(AuditEvent.verb == "supplier.move").count() == 2
    assert StatusChange.select().where(StatusChange.to_status == "contacted").count() == 2
    assert ticked.undo() == "Taken back"
    assert status(one) == status(two) == "screening"


def test_going_back_wants_a_reason(signed_in, cast):
    active = make_supplier("A", "active")
    ticked = Ticked(signed_in(cast.mei), "suppliers", active)
    assert ticked.dry("status", status="paused") == "Nothing would change. 1 supplier cannot: this step needs a reason."
    ticked.carry_out("status", status="paused", why="Fire in the mill")
    assert status(active) == "paused"
    assert StatusChange.select().order_by(StatusChange.id.desc()).get().reason == "Fire in the mill"


def test_who_is_bought_from_now_is_reviewed_from_now_on_until_it_is_taken_back(signed_in, cast):
    supplier = make_supplier("A", "negotiating")
    ticked = Ticked(signed_in(cast.mei), "suppliers", supplier)
    ticked.carry_out("status", status="trial")
    assert ReviewPlan.select().count() == 1
    ticked.undo()
    assert (ReviewPlan.select().count(), status(supplier)) == (0, "negotiating")


def test_a_review_that_was_put_off_since_keeps_the_statuses(signed_in, cast):
    supplier = make_supplier("A", "negotiating")
    ticked = Ticked(signed_in(cast.mei), "suppliers", supplier)
    ticked.carry_out("status", status="trial")
    plan = ReviewPlan.get()
    plan.move(TODAY, "Sooner", plan.version, stamp())
    assert ticked.undo() == "Nothing is taken back: somebody changed A meanwhile."
    assert status(supplier) == "trial"
