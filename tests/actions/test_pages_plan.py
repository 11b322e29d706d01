"""An action is handed over or put off, with a reason, on a page or straight from a list; done can be taken back."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from portal.actions.models import Action
from portal.core.models.audit import AuditEvent
from tests.cast import NOW, TODAY, stamp
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
HX = {"HX-Request": "true"}
FRIDAY = TODAY + timedelta(days=3)


@pytest.fixture
def call(cast):
    """Mei is to call today."""
    return Action.give("Call", cast.mei.id, TODAY, stamp(cast.lin))


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def plan(cast, **about):
    """Handed to Lin for Friday."""
    defaults = {"owner": cast.lin.id, "due_on": FRIDAY, "reason": "I am away", "version": 1, "next": "/"}
    return {**defaults, **about}


def test_it_goes_to_a_colleague_for_another_day_and_the_trail_says_why(mei, cast, call):
    answer = mei.post(f"/actions/{call.id}/plan", data=plan(cast))
    assert (answer.status_code, answer.location) == (303, "/")
    moved = Action.get_by_id(call.id)
    assert (moved.owner_id, moved.due_on) == (cast.lin.id, FRIDAY)
    assert trail_tells("action.hand_over", "action.put_off")
    told = json.loads(AuditEvent.get(AuditEvent.verb == "action.put_off").after)
    assert told == {"due_on": str(FRIDAY), "reason": "I am away"}


def test_only_what_changed_is_told(mei, cast, call):
    mei.post(f"/actions/{call.id}/plan", data=plan(cast, owner=cast.mei.id))
    assert not trail_tells("action.hand_over") and trail_tells("action.put_off")


def test_who_gets_it_is_somebody_who_works(mei, cast, call):
    assert mei.post(f"/actions/{call.id}/plan", data=plan(cast, owner=cast.guo.id)).status_code == 422
    assert Action.get_by_id(call.id).owner_id == cast.mei.id


def test_without_a_reason_it_stays(mei, cast, call):
    answer = mei.post(f"/actions/{call.id}/plan", data=plan(cast, reason=""))
    assert answer.status_code == 422 and "This field is required." in answer.text
    assert Action.get_by_id(call.id).due_on == TODAY


def test_a_colleague_who_was_faster_is_named_with_what_he_chose(mei, cast, call):
    Action.get_by_id(call.id).plan(cast.lin.id, FRIDAY, "Mine", 1, stamp(cast.lin))
    answer = mei.post(f"/actions/{call.id}/plan", data=plan(cast, owner=cast.mei.id))
    assert answer.status_code == 409
    assert "Now: 林悦, 2026-11-27." in answer.text
    assert mei.post(f"/actions/{call.id}/plan", data=plan(cast, owner=cast.mei.id, version=2)).status_code == 303
    assert Action.get_by_id(call.id).owner_id == cast.mei.id


def test_the_form_opens_in_the_list_or_as_a_page(mei, call):
    page, form = mei.get(f"/actions/{call.id}/plan?next=/").text, mei.get(f"/actions/{call.id}/plan?next=/", headers=HX)
    assert "<h1" in page and f'action="/actions/{call.id}/plan"' in page
    assert "<h1" not in form.text and 'value="2026-11-24"' in form.text and 'name="next" value="/"' in form.text


def test_the_way_back_never_leads_away(mei, cast, call):
    answer = mei.post(f"/actions/{call.id}/plan", data=plan(cast, next="https://elsewhere.test/"))
    assert answer.location == "/actions"


def test_done_can_be_taken_back(mei, call):
    mei.post(f"/actions/{call.id}/settle", data={"done": "yes", "version": 1, "next": "/"})
    assert Action.get_by_id(call.id).done_at == NOW
    undo = mei.get("/").text.split('action="/undo/')[1].split('"')[0]
    mei.post(f"/undo/{undo}")
    assert Action.get_by_id(call.id).done_at is None
    assert trail_tells("action.done", "action.reopen")


def test_what_somebody_changed_meanwhile_stays_done(mei, cast, call):
    mei.post(f"/actions/{call.id}/settle", data={"done": "yes", "version": 1, "next": "/"})
    undo = mei.get("/").text.split('action="/undo/')[1].split('"')[0]
    Action.get_by_id(call.id).reword("Call again", cast.mei.id, TODAY, stamp(cast.lin))
    mei.post(f"/undo/{undo}")
    assert Action.get_by_id(call.id).done_at == NOW


def test_marking_as_done_what_is_done_changes_nothing_and_says_so(mei, call):
    for version in (1, 2):
        mei.post(f"/actions/{call.id}/settle", data={"done": "yes", "version": version, "next": "/actions"})
    assert "It was done already." in mei.get("/actions").text
    assert AuditEvent.select().where(AuditEvent.verb == "action.done").count() == 1
    assert Action.get_by_id(call.id).version == 2
