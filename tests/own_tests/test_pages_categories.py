"""The own tests of a category: seen by all, added, changed and taken out by buyers, brought back."""

from __future__ import annotations

import pytest

from portal.own_tests.models import CategoryTest, SameOwnTest
from tests.own_tests.makers import POWER, make_category_test
from tests.suppliers.makers import make_category
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def category(cast):
    return make_category()


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def names(category):
    return [row.name for row in CategoryTest.of(category.id)]


def undo(browser, answer):
    return browser.post("/undo/" + browser.get(answer.location).text.split('action="/undo/')[1].split('"')[0])


def test_a_template_grows_by_a_form_and_is_seen_on_its_pages(mei, category):
    assert "No own tests" in mei.get(f"/own-tests/{category.id}").text
    data = POWER | {"key": "k"}
    assert mei.post(f"/own-tests/{category.id}", data=data).location.endswith(f"/own-tests/{category.id}")
    mei.post(f"/own-tests/{category.id}", data=data)
    assert names(category) == ["Output power"]
    assert "Output power" in mei.get("/own-tests").text
    page = mei.get(f"/own-tests/{category.id}").text
    assert "60–70 W" in page and "With the meter" in page and "Critical" in page
    assert trail_tells("category_test.add")


def test_what_cannot_be_judged_is_refused(mei, category):
    answer = mei.post(f"/own-tests/{category.id}", data=POWER | {"key": "k", "least": "", "most": ""})
    assert answer.status_code == 422 and "A number needs a limit" in answer.text
    make_category_test(category)
    answer = mei.post(f"/own-tests/{category.id}", data=POWER | {"key": "k"})
    assert answer.status_code == 422 and "of this name already" in answer.text
    assert names(category) == ["Output power"]


def test_a_test_changes_and_shows_what_a_colleague_saved_first(mei, category):
    row = make_category_test(category)
    data = POWER | {"version": 1, "name": "Power", "way": "yes_no"}
    assert mei.post(f"/own-tests/{category.id}/{row.id}", data=data).status_code == 303
    fresh = CategoryTest.get()
    assert (fresh.name, fresh.way, fresh.unit, fresh.least) == ("Power", "yes_no", "", None)
    answer = mei.post(f"/own-tests/{category.id}/{row.id}", data=data | {"name": "Watts"})
    assert answer.status_code == 409 and "Watts" in answer.text and "Power" in answer.text
    assert trail_tells("category_test.edit")


def test_taken_out_it_comes_back_within_the_half_minute(mei, category):
    row = make_category_test(category)
    answer = mei.post(f"/own-tests/{category.id}/{row.id}/remove")
    assert names(category) == []
    undo(mei, answer)
    assert names(category) == ["Output power"]
    assert trail_tells("category_test.remove", "category_test.restore")


def test_it_stays_out_where_another_took_its_name(mei, category):
    row = make_category_test(category)
    answer = mei.post(f"/own-tests/{category.id}/{row.id}/remove")
    make_category_test(category, "output power")
    undo(mei, answer)
    assert names(category) == ["output power"]
    with pytest.raises(SameOwnTest):
        make_category_test(category, "OUTPUT POWER")


def test_the_list_costs_the_same_with_many(mei, category, statements):
    counts = []
    for round in range(2):
        for number in range(round * 5):
            make_category_test(category, f"Test {number}")
            make_category(f"Cables {number}")
        with statements() as seen:
            mei.get("/own-tests")
            mei.get(f"/own-tests/{category.id}")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_viewers_read_and_the_row_of_another_category_is_not_found(signed_in, cast, mei, category):
    row = make_category_test(category)
    other = make_category("Cables")
    assert mei.get(f"/own-tests/{other.id}/{row.id}/edit").status_code == 404
    guest = signed_in(cast.guo)
    assert "Output power" in guest.get(f"/own-tests/{category.id}").text
    assert guest.post(f"/own-tests/{category.id}/{row.id}/remove").status_code == 403


def test_the_trail_names_the_test_its_limits_and_its_severity(signed_in, cast, category):
    make_category_test(category)
    page = signed_in(cast.lin).get("/audit").text
    assert "Own test of a category" in page and "Output power" in page and "Critical" in page and "A number" in page
