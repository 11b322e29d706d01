"""Items the records answer: until a person does, with a reason against them, and back."""

from __future__ import annotations

import pytest

from tests.checklists.answering import answer, stored
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def test_the_records_answer_until_a_person_does(signed_in, cast, bought):
    page = signed_in(cast.mei).get("/stages/startup").text
    item = page.split('id="S08"')[1].split("</li>")[0]
    assert "From data" in item
    assert "0 of 1 ordered products have a passed sample; missing: Charger</span> (2026-11-24)" in item
    assert "supplied by a supplier on trial or active" in item


def test_a_fact_whose_records_are_not_kept_wears_no_badge(signed_in, cast, bought):
    item = signed_in(cast.mei).get("/stages/startup").text.split('id="S10"')[1].split("</li>")[0]
    assert "From data" not in item
    assert 'name="value"' in item


def test_overriding_the_records_needs_a_reason(signed_in, cast, bought):
    browser = signed_in(cast.mei)
    page = answer(browser, bought, "S08", "yes")
    assert page.status_code == 422
    assert "Say why" in page.text
    page = answer(browser, bought, "S08", "yes", note="It lies on my desk")
    assert page.status_code == 200
    assert "Overrides the data" in page.text
    kept = stored(bought, "S08").given
    assert (kept["source"], kept["note"], kept["fact"]["places"]["ok"]) == ("override", "It lies on my desk", 0)
    assert trail_tells("item.override")


def test_the_records_can_be_confirmed(signed_in, cast, bought):
    assert "Confirmed" in answer(signed_in(cast.mei), bought, "S08", "", act="confirm").text
    assert stored(bought, "S08").given["value"] == "no"
    assert trail_tells("item.confirm")


def test_an_override_can_be_put_back(signed_in, cast, bought):
    browser = signed_in(cast.mei)
    answer(browser, bought, "S08", "yes", note="Mine")
    page = answer(browser, bought, "S08", "yes", seen=1, act="put_back")
    assert "From data" in page.text
    assert stored(bought, "S08").state == "unknown"
    assert trail_tells("item.override", "item.put_back")


def test_a_note_beside_the_records_does_not_answer_for_them(signed_in, cast, bought):
    page = answer(signed_in(cast.mei), bought, "S08", "", note="The sample is on its way")
    assert "From data" in page.text
    assert stored(bought, "S08").state == "unknown"
    assert trail_tells("item.note")


def test_a_figure_that_moved_since_is_shown_beside_the_answer(signed_in, cast, bought):
    browser = signed_in(cast.mei)
    answer(browser, bought, "S08", "", act="confirm")
    make_quote(make_supplier("Second", status="active"), make_product("Cup"))
    item = browser.get("/stages/startup").text.split('id="S08"')[1].split("</li>")[0]
    assert "0 of 1 ordered products" in item
    assert "The data now say: 0 of 2" in item
