"""The limits and rhythms of a team: one page, one save."""

from __future__ import annotations

import re
from decimal import Decimal as D

import pytest

from portal.content import policy
from portal.core.models.audit import AuditEvent
from portal.settings.models.settings import Setting, SettingVersion
from portal.settings.pages.setting_words import typed
from portal.settings.rules.typed_policy import field_name
from portal.settings.team import Team
from tests.cast import stamp
from tests.products.makers import make_business

LIMITS = "/settings/limits"
YEARS = "screening.min_years"


@pytest.fixture
def lin(signed_in, cast):
    make_business()
    return signed_in(cast.lin)


@pytest.fixture
def mei_too(cast):
    """A colleague who changes a limit while the page is open elsewhere."""
    return lambda key, value: Setting.put(f"policy.{key}", value, stamp(cast.mei))


def save(person, fields, seen=None):
    return person.post(LIMITS, data=fields | {f"seen-{key}": version for key, version in (seen or {}).items()})


def field(page: str, name: str) -> str:
    return re.search(rf'<input name="{re.escape(name)}"[^>]*>', page)[0]


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def test_the_page_is_one_form_with_one_save_and_its_groups_are_folded(lin):
    page = lin.get(LIMITS).text.split("<main")[1].split("</main>")[0]
    assert page.count("<button") == 1 and page.count("<form") == 1
    assert page.count('<details class="card flush fold limits"') == 14
    assert not re.search(r"<details[^>]* open", page)


def test_every_group_of_limits_has_its_words(lin):
    titles = re.findall(r"<summary>\s*<h2>(.*?)</h2>", lin.get(LIMITS).text)
    assert len(titles) == 14 and not [code for code in titles if code[0].islower()]


def test_a_limit_shows_its_reason(lin):
    assert "What a failed trial may cost without pain." in lin.get(LIMITS).text


def test_several_limits_are_saved_at_once_each_as_its_own_change(lin):
    fields = {YEARS: "４", "concentration.amber": "25", "review_rhythm.strategic.review_months": "2"}
    assert save(lin, fields).status_code == 303
    values = Setting.values()
    assert values[f"policy.{YEARS}"] == "4"
    assert D(values["policy.concentration.amber"]) == D("0.25")
    assert Team(values).review_months("strategic") == 2
    assert AuditEvent.select().where(AuditEvent.verb == "setting.change").count() == 3


def test_what_stays_as_it_is_makes_no_change(lin):
    shipped = policy()
    fields = {
        field_name(setting.key, stage): typed(setting, value)
        for setting in shipped.adjustable.values()
        for stage, value in setting.shipped.items()
    }
    assert save(lin, fields).status_code == 303
    assert not Setting.select().exists()


def test_a_changed_limit_is_marked_with_the_value_the_product_came_with(lin):
    assert "starting value)" not in lin.get(LIMITS).text and "reset-" not in lin.get(LIMITS).text
    save(lin, {YEARS: "4", "stage.trial_cap-growth": "9000"})
    page = lin.get(LIMITS).text
    assert page.count('class="limit chg"') == 2
    assert f'name="reset-{YEARS}"' in page and "Back to the starting value 3 years" in words(page)
    assert "starting value ¥10,000" in words(page)


def test_a_limit_goes_back_to_the_value_the_product_came_with(lin):
    save(lin, {YEARS: "4"})
    assert save(lin, {YEARS: "4", f"reset-{YEARS}": "yes"}, {YEARS: 1}).status_code == 303
    assert Setting.values()[f"policy.{YEARS}"] is None
    assert 'class="limit chg"' not in lin.get(LIMITS).text


def test_typing_the_value_the_product_came_with_is_going_back_to_it(lin):
    save(lin, {YEARS: "4"})
    save(lin, {YEARS: "3"}, {YEARS: 1})
    assert Setting.values()[f"policy.{YEARS}"] is None


def test_only_changed_limits_are_listed_on_demand_and_saved_without_the_others(lin):
    save(lin, {YEARS: "4"})
    page = lin.get(f"{LIMITS}?only=changed").text
    assert page.count('class="limit chg"') == page.count('class="limit') == 1
    assert save(lin, {YEARS: "5"}, {YEARS: 1}).status_code == 303
    assert set(Setting.values()) == {f"policy.{YEARS}"}


def test_a_limit_by_stage_takes_a_value_for_each(lin):
    save(lin, {"stage.trial_cap-startup": "1,500", "stage.trial_cap-growth": "9000", "stage.trial_cap-mature": "1"})
    assert Setting.values()["policy.stage.trial_cap"] == {"startup": "1500", "growth": "9000", "mature": "1"}


NO_FIGURES = ("", "many", "-1", "NaN", "1e999", "1e-99", "1_000", "5²", "⑤", "0.0000001", "0." + "0" * 58 + "1")


@pytest.mark.parametrize("wrong", NO_FIGURES)
def test_what_is_no_number_is_named_at_its_field_and_all_that_was_typed_stays(lin, wrong):
    answer = save(lin, {YEARS: wrong, "concentration.amber": "25", "why": "Too strict"})
    assert answer.status_code == 422
    assert not Setting.select().exists()
    assert 'aria-invalid="true"' in field(answer.text, YEARS) and f'value="{wrong}"' in field(answer.text, YEARS)
    assert 'value="25"' in field(answer.text, "concentration.amber")
    assert 'value="Too strict"' in answer.text and "Enter a number in digits" in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert set(re.findall(r'id="g-(\w+)" open', answer.text)) == {"screening", "concentration"}


def test_the_first_field_with_a_fault_has_the_focus_and_no_other(lin):
    page = save(lin, {YEARS: "many", "concentration.amber": "many", "why": "x" * 201}).text
    faults = re.findall(r'<input[^>]* name="([^"]+)"[^>]* aria-invalid="true"[^>]*>', page)
    assert len(faults) >= 2
    assert re.findall(r'name="([^"]+)"[^>]* autofocus', page) == faults[:1]
    assert page.count(" autofocus") == 1


@pytest.mark.parametrize(
    ("key", "most"),
    [("inquiry.reply_days", 3650), ("price_alarm.max_age_days", 3650), ("path.stalled_days", 3650)]
    + [("service_trap.promised_reply_hours", 8760), ("review_rhythm.strategic.review_months", 36)],
)
def test_a_span_of_time_has_an_end_that_is_named(lin, key, most):
    answer = save(lin, {key: str(most + 1)})
    assert answer.status_code == 422
    assert f"Enter {most} or less." in answer.text and f'value="{most + 1}"' in answer.text
    assert save(lin, {key: str(most)}).status_code == 303


@pytest.mark.parametrize("months", ["0", "2.5"])
def test_a_rhythm_is_whole_months(lin, months):
    assert save(lin, {"review_rhythm.strategic.review_months": months}).status_code == 422


def test_a_span_kept_before_it_had_an_end_counts_as_the_end(lin):
    for key in ("inquiry.reply_days", "price_alarm.max_age_days"):
        Setting.put(f"policy.{key}", "3000000", stamp())
    assert 'value="3650"' in lin.get(LIMITS).text


def test_what_changes_nothing_until_its_records_are_kept_is_not_on_the_page_and_not_saved(lin):
    page = lin.get(LIMITS).text
    for key in ("sampling.aql_major", "stage.exit_months", "scorecard.window_months", "stage.inspection_mode"):
        assert f'id="{key}"' not in page
    assert save(lin, {"sampling.aql_major": "4", "stage.inspection_mode-mature": "by_plan"}).status_code == 303
    assert Setting.values() == {}


def test_what_was_changed_before_it_was_taken_off_the_page_still_reads_in_the_history(lin, cast):
    Setting.put("policy.sampling.aql_major", "4", stamp(cast.lin))
    history = words(lin.get(f"{LIMITS}/history").text)
    assert "AQL for major defects" in history and "→ 4 AQL" in history


def test_the_same_limit_changed_by_a_colleague_is_not_overwritten(lin, mei_too):
    mei_too(YEARS, "4")
    answer = save(lin, {YEARS: "6", "concentration.amber": "25"})
    assert answer.status_code == 409
    assert Setting.values() == {f"policy.{YEARS}": "4"}
    assert "It now says: 4 years." in answer.text
    assert 'value="6"' in field(answer.text, YEARS) and 'value="25"' in field(answer.text, "concentration.amber")
    assert "3 years (starting value) → 4 years (Mei Chen)" in words(answer.text)
    assert save(lin, {YEARS: "6", "concentration.amber": "25"}, {YEARS: 1}).status_code == 303
    assert Setting.values()[f"policy.{YEARS}"] == "6"


def test_another_limit_changed_by_a_colleague_stays_and_does_not_stand_in_the_way(lin, mei_too):
    mei_too("concentration.amber", "0.3")
    assert save(lin, {YEARS: "6", "concentration.amber": "50"}).status_code == 303
    assert Setting.values() == {"policy.concentration.amber": "0.3", f"policy.{YEARS}": "6"}


def test_saving_again_after_a_conflict_keeps_what_the_colleague_set_for_another_stage(lin, mei_too):
    mei_too("stage.trial_cap", {"startup": "2000", "growth": "10000", "mature": "7"})
    fields = {"stage.trial_cap-startup": "5", "stage.trial_cap-growth": "10000", "stage.trial_cap-mature": "30000"}
    page = save(lin, fields).text
    assert 'value="5"' in field(page, "stage.trial_cap-startup")
    assert 'value="7"' in field(page, "stage.trial_cap-mature")


def test_the_same_wish_of_two_people_is_no_conflict(lin, mei_too):
    mei_too(YEARS, "4")
    assert save(lin, {YEARS: "4"}).status_code == 303
    assert SettingVersion.select().count() == 1


def test_the_history_says_who_changed_what_from_what_to_what_and_why(lin, cast):
    save(lin, {"concentration.amber": "25", "why": "One supplier fell out"})
    save(lin, {"concentration.amber": "30"}, {"concentration.amber": 1})
    page = words(lin.get(f"{LIMITS}/history").text)
    assert "25% → 30%" in page and "50% (starting value) → 25%" in page
    assert cast.lin.name in page and "One supplier fell out" in page


def test_the_trail_names_each_limit_and_its_values_in_the_words_of_the_page(lin):
    save(lin, {YEARS: "4", "stage.trial_cap-growth": "9000"})
    page = words(lin.get("/audit").text)
    assert "3 years (starting value)" in page and "4 years" in page
    assert "Growth ¥9,000" in page


def test_the_trail_and_the_history_name_currency_and_time_zone(lin):
    lin.post("/settings", data={"team": "North", "time_zone": "Asia/Tokyo", "currency": "USD"})
    for address in ("/settings", "/audit"):
        page = words(lin.get(address).text.split("<main")[1].split("<option")[-1])
        assert "US Dollar USD" in page and "Asia/Tokyo" not in page and "Tokyo" in page


def test_an_older_value_comes_back_as_the_next_version(lin):
    for version, value in enumerate(("4", "6")):
        save(lin, {YEARS: value}, {YEARS: version})
    first = SettingVersion.get(SettingVersion.version == 1)
    assert lin.post(f"/settings/versions/{first.id}/restore", data={"version": 1}).status_code == 303
    assert Setting.values()[f"policy.{YEARS}"] == "6"
    assert lin.post(f"/settings/versions/{first.id}/restore", data={"version": 2}).status_code == 303
    assert [row.value for row in SettingVersion.select().order_by(SettingVersion.id)] == ["4", "6", "4"]


def test_the_page_asks_as_many_statements_with_many_changes_as_with_none(lin, statements):
    with statements() as few:
        lin.get(LIMITS)
    save(lin, {setting.key: "1" for setting in policy().adjustable.values() if setting.unit == "day"})
    with statements() as many:
        lin.get(LIMITS)
    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["mei", "guo"])
@pytest.mark.parametrize("address", [LIMITS, f"{LIMITS}/history", "/settings/comparison"])
def test_whoever_is_judged_by_a_standard_may_read_it_and_not_save(signed_in, cast, lin, who, address):
    save(lin, {YEARS: "4"})
    reader = signed_in(getattr(cast, who))
    page = reader.get(address)
    assert page.status_code == 200
    main = page.text.split("<main")[1].split("</main>")[0]
    assert "Save" not in main and "Bring back" not in main
    fields = [field for field in re.findall(r"<input[^>]*>", main) if 'type="hidden"' not in field]
    assert all(" disabled" in field for field in fields)
    assert save(reader, {YEARS: "5"}, {YEARS: 1}).status_code == 403
    assert 'href="/settings/limits"' in reader.get("/help").text
