"""Shipped tests a category leaves out: its new samples begin without them, each with the reason."""

from __future__ import annotations

import re

import pytest

from portal.own_tests.models import CategoryLeftOut
from portal.samples.models.samples import Sample
from portal.samples.rules.sampling import Severity
from tests.bulk.makers import toast
from tests.cast import stamp
from tests.products.makers import make_product
from tests.samples.makers import code, make_sample, standing
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
CRITICAL = code(Severity.critical)


@pytest.fixture
def category(cast):
    return make_category()


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def leave_out(browser, category, reason="No tool for it", **more):
    address = f"/own-tests/{category.id}/shipped/{CRITICAL}/leave-out"
    return browser.post(address, data={"reason": reason, **more})


def take_in(browser, category):
    return browser.post(f"/own-tests/{category.id}/shipped/{CRITICAL}/take-in")


def new_sample(category):
    return make_sample(make_supplier(), make_product(category=category))


def test_new_samples_begin_without_it_and_say_why(mei, category):
    before = new_sample(category)
    assert leave_out(mei, category).status_code == 303
    assert [(left.criterion.code, left.reason) for left in standing(new_sample(category)).left_out] == [
        (CRITICAL, "No tool for it")
    ]
    assert standing(Sample.get_by_id(before.id)).left_out == ()
    assert standing(make_sample(make_supplier(), make_product("Box"))).left_out == ()
    assert "No tool for it" in mei.get(f"/own-tests/{category.id}").text
    assert trail_tells("category_left_out.add")


def test_a_category_of_digital_goods_says_nothing_about_the_sheet_of_physical_ones(mei, cast):
    digital = make_category(kind="digital")
    CategoryLeftOut.add(stamp(), category=digital, code=CRITICAL, reason="No tool", by=cast.mei)
    assert standing(new_sample(digital)).left_out == ()


def test_each_sample_can_be_tested_on_it_after_all(mei, category):
    leave_out(mei, category)
    sample = new_sample(category)
    mei.post(f"/samples/{sample.id}/tests/{CRITICAL}/take-in")
    assert standing(Sample.get_by_id(sample.id)).left_out == ()


def test_it_is_tested_after_all_and_one_press_takes_that_back(mei, category):
    leave_out(mei, category)
    assert toast(mei.get(f"/own-tests/{category.id}").text) == "Samples asked for from now on leave it out"
    take_in(mei, category)
    assert CategoryLeftOut.reasons(category.id) == {}
    page = mei.get(f"/own-tests/{category.id}").text
    assert "is tested after all" in toast(page)
    mei.post(re.search(r'action="(/undo/[^"]+)"', page)[1])
    assert CategoryLeftOut.reasons(category.id) == {CRITICAL: "No tool for it"}
    assert trail_tells("category_left_out.add", "category_left_out.remove", "category_left_out.restore")


def test_without_a_reason_nothing_is_left_out(mei, category):
    assert leave_out(mei, category, reason=" ").status_code == 422
    assert CategoryLeftOut.reasons(category.id) == {}


def test_a_colleague_who_was_faster_is_not_overwritten(mei, category):
    leave_out(mei, category, "Too dear")
    answer = leave_out(mei, category, "No tool for it", seen="")
    assert answer.status_code == 409 and "It says now: Too dear" in answer.text
    assert leave_out(mei, category, "No tool for it", seen="Too dear").status_code == 303
    assert CategoryLeftOut.reasons(category.id) == {CRITICAL: "No tool for it"}
    assert CategoryLeftOut.select().count() == 1
    assert trail_tells("category_left_out.edit")


@pytest.mark.parametrize(("keep", "kept"), [({"keep": "y"}, {CRITICAL: "No tool for it"}), ({}, {})])
def test_what_one_sample_leaves_out_is_kept_as_the_categorys_template_where_the_person_says_so(
    mei, category, keep, kept
):
    sample = new_sample(category)
    mei.post(f"/samples/{sample.id}/tests/{CRITICAL}/leave-out", data={"reason": "No tool for it", **keep})
    assert standing(Sample.get_by_id(sample.id)).left_out
    assert CategoryLeftOut.reasons(category.id) == kept


def test_the_list_of_categories_counts_it(mei, category):
    leave_out(mei, category)
    assert '<td class="num" data-l="Tests left out">1</td>' in mei.get("/own-tests").text


def test_a_viewer_reads_it_and_may_not_change_it(mei, signed_in, cast, category):
    leave_out(mei, category)
    viewer = signed_in(cast.guo)
    page = viewer.get(f"/own-tests/{category.id}").text
    assert "No tool for it" in page and "leave-out" not in page
    assert leave_out(viewer, category).status_code == 403


def test_a_code_the_sheet_does_not_have_is_not_found(mei, category):
    assert mei.get(f"/own-tests/{category.id}/shipped/XX9/leave-out").status_code == 404
