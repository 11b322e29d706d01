"""Limits and rhythms: shipped values, and what a team changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.content import PolicyFile
from portal.core.rules.plain_data import Malformed, read
from portal.core.rules.stages import Stage
from portal.settings.rules.policy import Policy
from tests.checklists.lists import words

FLAGS = {"reason": words("Because"), "editable": True, "starting_value": True}
CAP = FLAGS | {
    "key": "stage.trial_cap",
    "title": words("Cap"),
    "type": "money",
    "unit": "CNY",
    "by_stage": {"startup": 2000, "growth": 10000, "mature": 30000},
}
AMBER = FLAGS | {"key": "concentration.amber", "title": words("Amber"), "type": "percent", "value": Decimal("0.5")}
LEVEL = FLAGS | {"key": "sampling.level", "title": words("Level"), "type": "choice", "value": "II"}
ROUTINE = FLAGS | {
    "tier": "routine",
    "title": words("Routine"),
    "meaning": words("Small"),
    "note": words("Once a year"),
    "check_months": 3,
    "review_months": 12,
    "risk_months": 12,
    "requote_months": 12,
}


def make_policy(settings=(CAP, AMBER, LEVEL), rhythms=(ROUTINE,), **changed) -> Policy:
    table = {"version": 1, "settings": list(settings), "review_rhythm": list(rhythms), "banned_categories": []}
    return read(PolicyFile, table, "policy.toml").policy.with_changes(changed)


def test_a_setting_by_stage_has_the_value_of_the_stage():
    policy = make_policy()
    assert policy.number("stage.trial_cap", Stage.growth) == 10000
    assert policy.lookup(Stage.mature)("stage.trial_cap") == 30000


def test_a_setting_by_stage_has_no_value_without_one():
    with pytest.raises(KeyError, match="needs a stage"):
        make_policy().value("stage.trial_cap")


def test_a_setting_for_all_is_the_same_at_every_stage():
    policy = make_policy()
    assert {policy.value("concentration.amber", stage) for stage in (None, *Stage)} == {Decimal("0.5")}
    assert policy.value("sampling.level") == "II"


def test_what_the_team_changed_is_in_force_and_the_rest_stays():
    policy = make_policy(**{"stage.trial_cap": {"growth": "12000.50"}, "concentration.amber": "0.4"})
    assert policy.number("stage.trial_cap", Stage.growth) == Decimal("12000.50")
    assert policy.number("stage.trial_cap", Stage.startup) == 2000
    assert policy.number("concentration.amber") == Decimal("0.4")
    assert policy.is_changed("concentration.amber")
    assert not policy.is_changed("sampling.level")


def test_zero_is_a_value():
    assert make_policy(**{"concentration.amber": 0}).number("concentration.amber") == 0


def test_the_rhythm_of_a_tier_is_given_in_months():
    assert make_policy().review_months("routine") == 12
    changed = make_policy(**{"review_rhythm.routine.review_months": 6}).rhythm("routine")
    assert (changed.review_months, changed.risk_months) == (6, 12)
    with pytest.raises(KeyError):
        make_policy().rhythm("unheard_of")


@pytest.mark.parametrize("value", [-1, "1.01", "much", True, None, [1], "NaN", 0.5])
def test_a_value_that_a_setting_cannot_have_is_refused(value):
    with pytest.raises(ValueError, match=r"concentration\.amber"):
        make_policy().settings["concentration.amber"].read(value)


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        (AMBER | {"value": "0.5"}, "concentration.amber: concentration.amber cannot be '0.5'"),
        (CAP | {"by_stage": CAP["by_stage"] | {"growth": -1}}, "stage.trial_cap: stage.trial_cap cannot be -1"),
        (CAP | {"by_stage": CAP["by_stage"] | {"late": 1}}, "by_stage: a key must be one of startup, growth, mature"),
        (CAP | {"by_stage": {}}, "needs a value, or by_stage with every stage"),
        (AMBER | {"value": 2}, "concentration.amber: concentration.amber cannot be 2"),
        (CAP | {"by_stage": {"startup": 1}}, "stage.trial_cap: needs a value, or by_stage with every stage"),
        (CAP | {"value": 1}, "stage.trial_cap: needs a value, or by_stage"),
        (AMBER | {"type": "colour"}, "concentration.amber: type must be one of"),
        (AMBER | {"reason": {"zh": "因为"}}, "concentration.amber, reason: en is missing"),
    ],
)
def test_a_malformed_setting_is_refused_by_file_and_key(setting, problem):
    with pytest.raises(Malformed) as refused:
        make_policy([setting])
    assert str(refused.value).startswith("policy.toml")
    assert problem in str(refused.value)


def test_one_key_is_one_setting():
    with pytest.raises(Malformed, match=r"setting twice: sampling\.level"):
        make_policy([LEVEL, LEVEL])
