"""Filters of the supplier list that a person keeps."""

from __future__ import annotations

from portal.core.models.audit import AuditEvent
from portal.core.models.saved_views import SavedView
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

GIVEN = {"name": "充电器渠道", "f-q": "充", "f-status": "active", "f-page": "3", "f-nonsense": "x", "other": "y"}


def test_a_filter_is_kept_under_a_name_and_leads_back_to_it(signed_in, cast):
    browser = signed_in(cast.guo)
    answer = browser.post("/saved-views", data=GIVEN)
    assert answer.location.endswith("/suppliers?q=%E5%85%85&status=active")
    page = browser.get(answer.location).text
    assert "充电器渠道" in page
    assert SavedView.get().user_id == cast.guo.id
    assert AuditEvent.select().where(AuditEvent.verb == "saved_view.keep").exists()


def test_the_same_name_stands_for_the_newer_filter(signed_in, cast):
    browser = signed_in(cast.mei)
    for status in ("active", "trial"):
        browser.post("/saved-views", data={"name": "Mine", "f-status": status})
    assert [view.query for view in SavedView.select()] == ["status=trial"]


def test_everybody_has_their_own(signed_in, cast):
    signed_in(cast.mei).post("/saved-views", data=GIVEN)
    make_supplier()
    other = signed_in(cast.lin)
    assert "充电器渠道" not in other.get("/suppliers").text
    assert other.post(f"/saved-views/{SavedView.get().id}/forget").status_code == 404


def test_a_view_can_be_forgotten(signed_in, cast):
    browser = signed_in(cast.mei)
    kept = browser.post("/saved-views", data=GIVEN).location
    assert "/forget" in browser.get(kept).text
    browser.post(f"/saved-views/{SavedView.get().id}/forget")
    assert not SavedView.select().exists()
    assert trail_tells("saved_view.forget")


def test_a_name_is_needed_and_bounded(signed_in, cast):
    browser = signed_in(cast.mei)
    for name in ("", "  ", "x" * 61, "\x00"):
        assert browser.post("/saved-views", data=GIVEN | {"name": name}).status_code == 303
    assert not SavedView.select().exists()


def test_the_save_form_carries_the_filter_of_the_page(signed_in, cast):
    make_supplier()
    page = signed_in(cast.guo).get("/suppliers?q=north&goods=physical").text
    assert 'name="f-q" value="north"' in page
    assert 'name="f-goods" value="physical"' in page
