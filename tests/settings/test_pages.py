"""Settings, categories, rates, businesses, and the audit page."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest

from portal.checklists.models.runs import Run
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.core.models.audit import AuditHead
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category, MainCategory
from portal.settings.models.rates import FxRate
from portal.settings.models.settings import Setting, SettingVersion
from tests.cast import stamp
from tests.products.makers import make_business
from tests.trail import trail_tells


@pytest.fixture
def lin(signed_in, cast):
    make_business()
    return signed_in(cast.lin)


def test_the_team_settings_keep_every_version(lin):
    given = {"team": "North", "time_zone": "Asia/Shanghai", "currency": "CNY"}
    lin.post("/settings", data=given)
    lin.post("/settings", data=given | {"team": "South", "v-name": 1})
    assert [row.value for row in SettingVersion.select().where(SettingVersion.key == "team.name")] == ["North", "South"]
    assert "South" in lin.get("/settings").text


def test_a_setting_changed_meanwhile_is_not_overwritten(lin):
    given = {"team": "North", "time_zone": "Asia/Shanghai", "currency": "CNY"}
    lin.post("/settings", data=given)
    assert lin.post("/settings", data=given | {"team": "South", "v-name": 0}).status_code == 409
    assert Setting.values()["team.name"] == "North"


def test_the_weights_a_comparison_starts_with_are_set_here(lin):
    given = {f"weight-{one}": "10" for one in ComparisonCriterion} | {"weight-landed_cost": "５０"}
    assert lin.post("/settings/comparison/weights", data=given).status_code == 303
    assert Setting.values()["comparison.weights"]["landed_cost"] == "50"
    assert lin.post("/settings/comparison/weights", data=given).status_code == 409
    nothing = {f"weight-{one}": "0" for one in ComparisonCriterion}
    assert lin.post("/settings/comparison/weights", data=nothing | {"version": 1}).status_code == 422
    assert (
        lin.post("/settings/comparison/weights", data=given | {"weight-years": "-1", "version": 1}).status_code == 422
    )
    lin.post("/settings/comparison/weights", data={"reset": "yes", "version": 1})
    assert Setting.values()["comparison.weights"] is None


@pytest.mark.parametrize(("weight", "status"), [("0", 303), ("100", 303), ("101", 422), ("-0", 422)])
def test_a_weight_is_a_whole_number_from_0_to_100(lin, weight, status):
    given = {f"weight-{one}": "10" for one in ComparisonCriterion} | {"weight-years": weight}
    assert lin.post("/settings/comparison/weights", data=given).status_code == status
    assert Setting.values().get("comparison.weights", {}).get("years") == (weight if status == 303 else None)


def test_anchors_are_kept_per_category_and_must_point_the_right_way(lin):
    category = Category.create(name="Chargers", kind="physical", created_at="2026-01-01")
    good = {"category": category.id, "bad-lead_time": "20", "good-lead_time": "5", "version": 0}
    assert lin.post("/settings/comparison", data=good).status_code == 303
    assert Setting.values()[f"comparison.anchors.{category.id}"] == {"lead_time": {"bad": "20", "good": "5"}}
    wrong = lin.post("/settings/comparison", data=good | {"good-lead_time": "30"})
    assert wrong.status_code == 422
    assert 'value="30"' in wrong.text


def test_a_banned_category_needs_its_reason(lin):
    given = {"key": "k", "name": "SIM cards", "kind": "physical", "banned": "y"}
    assert lin.post("/categories", data=given).status_code == 422
    assert lin.post("/categories", data=given | {"banned_reason": "Against the law"}).status_code == 303
    assert trail_tells("category.add")
    assert "Against the law" in lin.get("/categories").text


def test_the_shipped_banned_list_is_put_on_record_once(lin):
    lin.post("/categories/banned")
    first = Category.select().where(Category.banned).count()
    lin.post("/categories/banned")
    assert Category.select().where(Category.banned).count() == first > 5


def test_a_rate_is_kept_with_its_day_and_direction(lin):
    given = {"base": "USD", "quote": "CNY", "value": "7.1", "on": "2026-11-01"}
    assert lin.post("/rates", data=given).status_code == 303
    assert "1 USD = 7.1 CNY" in lin.get("/rates").text
    assert lin.post("/rates", data=given).status_code == 422
    assert lin.post("/rates", data=given | {"on": "2026-11-02", "value": "0"}).status_code == 422
    rate = FxRate.get()
    lin.post(f"/rates/{rate.id}", data={"value": "7.2", "version": 1})
    assert FxRate.get().value == D("7.2")
    assert lin.post(f"/rates/{rate.id}", data={"value": "7.3", "version": 1}).status_code == 409
    assert trail_tells("rate.add", "rate.edit")


def test_a_second_business_has_its_own_stage_and_run(lin):
    assert lin.post("/businesses", data={"key": "k", "name": "Cups", "stage": "mature"}).status_code == 303
    row = Business.get(Business.name == "Cups")
    assert Run.get(Run.business == row).stage == "mature"
    lin.post("/businesses/choose", data={"business": row.id})
    assert lin.get_cookie("business", domain="portal.test").value == str(row.id)


def test_a_business_names_its_main_categories(lin):
    row = make_business()
    category = Category.create(name="Chargers", kind="physical", created_at="2026-01-01")
    lin.post(f"/businesses/{row.id}", data={"name": row.name, "version": 1, "categories": category.id})
    assert MainCategory.of(row.id) == [category.id]
    assert trail_tells("business.edit", "business.main_categories")


def test_the_audit_page_filters_by_person_object_and_day(lin, cast):
    lin.post("/categories/banned")
    assert 'added <small class="mut">Category' in lin.get("/audit").text
    assert (
        'added <small class="mut">Category'
        in lin.get("/audit", query_string={"person": cast.lin.id, "kind": "category"}).text
    )
    assert "No events" in lin.get("/audit", query_string={"person": cast.guo.id}).text
    assert "No events" in lin.get("/audit", query_string={"day": "2020-01-01"}).text


def test_whether_records_were_changed_can_be_checked_from_the_page(lin):
    lin.post("/audit/verify")
    assert "the records are complete" in lin.get("/audit").text
    AuditHead.update(count=AuditHead.count + 1).execute()
    lin.post("/audit/verify")
    assert "Records were changed or are missing" in lin.get("/audit").text


def test_audit_pages_go_back_without_end(lin):
    for _number in range(60):
        Setting.put("x", _number, stamp())
    page = lin.get("/audit").text
    older = page.split("before=")[1].split('"')[0]
    assert "joined" in lin.get("/audit", query_string={"before": older}).text


@pytest.mark.parametrize("page", ["/settings", "/audit"])
def test_a_buyer_is_told_in_words_that_this_is_not_for_the_role(signed_in, cast, page):
    answer = signed_in(cast.mei).get(page)
    assert answer.status_code == 403
    assert "You may not do this" in answer.text


def test_the_audit_page_shows_each_value_before_and_after(lin):
    lin.post("/settings/limits", data={"screening.min_years": "4"})
    lin.post("/settings/limits", data={"screening.min_years": "6", "seen-screening.min_years": 1})
    page = re.sub(r"<[^>]+>", "", lin.get("/audit").text)
    assert "Preferred years in business: 4 years → 6 years" in page


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("人民币 CNY", "上海")), ("en", ("Chinese Yuan CNY", "Shanghai"))]
)
def test_currencies_and_time_zones_are_chosen_by_name(signed_in, cast, language, words):
    page = signed_in(cast.lin, language).get("/settings").text
    for name in words:
        assert f'value="{name}"' in page


def test_a_time_zone_chosen_by_an_older_name_can_be_kept(lin):
    Setting.put("team.time_zone", "Asia/Calcutta", stamp())
    assert 'value="Asia/Calcutta"' in lin.get("/settings").text


def test_the_main_categories_of_a_business_are_boxes_to_tick(lin):
    category = Category.add(stamp(), name="Cups", kind="physical")
    page = lin.get(f"/businesses/{Business.get().id}").text
    assert re.search(rf'<input[^>]*type="checkbox"[^>]*value="{category.id}"', page)


def test_of_many_categories_the_standards_of_one_are_found_by_a_part_of_its_name(lin):
    for number in range(20):
        Category.add(stamp(), name=f"Lamps {number:02}", kind="physical")
    page = lin.get("/settings/comparison?category=ps+07").text
    assert 'value="Lamps 07"' in page
    page = lin.get("/settings/comparison?category=nothing").text
    assert 'value="nothing"' in page and "Nothing to choose here is called “nothing”." in page
