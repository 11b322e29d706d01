"""The shipped limits, rhythms and facts."""

from __future__ import annotations

from datetime import date

import pytest

from portal import content
from portal.checklists.rules.progress import PASS_SCORE, WATCH_SCORE
from portal.core.rules.stages import Stage
from portal.core.rules.wording import places
from portal.reviews.rules.cadence import next_due
from portal.samples.rules.verdicts import MAJOR_WEIGHT, MINOR_WEIGHT, RETEST_SCORE
from portal.samples.rules.verdicts import PASS_SCORE as SAMPLE_PASS
from portal.settings.rules.settings import SettingType

POLICY = content.policy()
USED = (PASS_SCORE, WATCH_SCORE, MAJOR_WEIGHT, MINOR_WEIGHT, SAMPLE_PASS, RETEST_SCORE)


@pytest.mark.parametrize("key", USED)
def test_a_setting_the_rules_name_exists(key):
    assert POLICY.number(key) > 0


def test_the_lines_of_scores_are_in_their_order():
    assert POLICY.number(WATCH_SCORE) < POLICY.number(PASS_SCORE)
    assert POLICY.number(RETEST_SCORE) < POLICY.number(SAMPLE_PASS)


def test_settings_by_stage_are_those_named_so():
    assert {key for key, setting in POLICY.settings.items() if setting.by_stage} == {
        key for key in POLICY.settings if key.startswith("stage.")
    }


def test_money_in_the_policy_names_its_currency():
    units = {setting.unit for setting in POLICY.settings.values() if setting.type is SettingType.money}
    assert units == {"CNY"}


def test_every_limit_is_a_starting_value_that_may_be_edited():
    kept = [*POLICY.settings.values(), *POLICY.rhythms.values(), *POLICY.banned.values()]
    assert all(one.editable and one.starting_value for one in kept)


@pytest.mark.parametrize("tier", list(POLICY.rhythms))
def test_every_tier_has_a_review_date(tier):
    today = date(2026, 11, 24)
    assert next_due(POLICY.review_months(tier), 24, today) > today


@pytest.mark.parametrize("fact", content.facts().values(), ids=lambda one: one.name)
def test_a_fact_follows_settings_that_exist_and_offers_its_own_defaults(fact):
    for name, param in fact.params.items():
        if param.setting:
            assert POLICY.number(param.setting, Stage.startup) >= 0, name
        if param.values and param.default is not None:
            assert param.default in param.values, name
    values = {value for param in fact.params.values() for value in param.values}
    assert set(fact.page_for) <= values


@pytest.mark.parametrize("fact", content.facts().values(), ids=lambda one: one.name)
def test_a_fact_is_used_by_a_list(fact):
    lists = content.checklists().values()
    assert fact.name in {item.rule.fact for checklist in lists for item in checklist.items if item.rule}


def test_what_a_fact_says_when_it_cannot_say_has_no_figures():
    for fact in content.facts().values():
        assert not places(fact.unknown.zh) | places(fact.unknown.en)
