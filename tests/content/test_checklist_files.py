"""Every shipped checklist item can be answered, judged and explained with what the other files define."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal import content
from portal.checklists.rules.factbook import FactType, ParamType
from portal.checklists.rules.items import CHOSEN, YES_NO, ItemType
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Comparator, Op, Result
from portal.core.rules.wording import places

LINES = [(checklist, item) for checklist in content.checklists().values() for item in checklist.items]
RULED = [pytest.param(checklist, item, id=item.code) for checklist, item in LINES if item.rule]
CHOICES = [pytest.param(item, id=item.code) for _, item in LINES if item.options]
VALUES = {
    ParamType.counted: (int,),
    ParamType.days: (int,),
    ParamType.money: (int, Decimal),
    ParamType.number: (int, Decimal),
    ParamType.share: (int, Decimal),
    ParamType.bool: (bool,),
    ParamType.text: (str,),
    ParamType.choice: (str,),
    ParamType.list: (tuple,),
}
# Left and right must mean the same unit, or a typed figure would be held against the wrong limit.
FIGURES = {
    ItemType.percent: {FactType.share},
    ItemType.money: {FactType.money},
    ItemType.number: {FactType.number, FactType.by_question, FactType.by_field},
}


def comparators(item) -> list[Comparator]:
    both = [limits for limits in (item.rule, item.limit) if limits]
    return [test for limits in both for test in (limits.pass_, limits.warn) if test]


def test_a_code_is_used_once_in_all_lists():
    codes = [item.code for _, item in LINES]
    assert sorted(set(codes)) == sorted(codes)
    assert len(codes) == 136


@pytest.mark.parametrize(("checklist", "item"), RULED)
def test_the_fact_of_a_rule_exists_and_is_about_the_subject(checklist, item):
    assert checklist.subject in content.facts()[item.rule.fact].subjects


@pytest.mark.parametrize(("checklist", "item"), RULED)
def test_the_parameters_of_a_rule_are_those_of_its_fact(checklist, item):
    params = content.facts()[item.rule.fact].params
    assert set(item.rule.params) <= set(params)
    assert {name for name, param in params.items() if param.required} <= set(item.rule.params)
    for name, value in item.rule.params.items():
        assert isinstance(value, VALUES[params[name].type]), name
        assert not params[name].values or value in params[name].values, name


@pytest.mark.parametrize(("checklist", "item"), RULED)
def test_the_basis_names_only_figures_the_fact_gives(checklist, item):
    given = set(content.facts()[item.rule.fact].placeholders)
    assert places(item.basis.zh) <= given
    assert places(item.basis.zh) == places(item.basis.en)


@pytest.mark.parametrize(("checklist", "item"), RULED)
def test_the_figure_of_a_fact_fits_the_type_of_the_item(checklist, item):
    if item.type in FIGURES:
        assert content.facts()[item.rule.fact].returns.type in FIGURES[item.type]


@pytest.mark.parametrize(("checklist", "item"), RULED)
def test_the_operator_of_a_rule_fits_what_the_fact_returns(checklist, item):
    returns = content.facts()[item.rule.fact].returns
    for test in comparators(item):
        assert (returns.type is FactType.bool) == isinstance(test.value, bool)
        if returns.type is FactType.choice:
            assert set(test.value) <= set(returns.options)


@pytest.mark.parametrize(("checklist", "item"), LINES, ids=lambda one: getattr(one, "code", ""))
def test_settings_and_conditions_exist(checklist, item):
    for test in comparators(item):
        for stage in Stage if test.setting else ():
            assert content.policy().number(test.setting, stage) >= 0
    for condition in (item.must_when, item.applies_when):
        assert condition is None or checklist.subject in content.conditions()[condition].subjects


@pytest.mark.parametrize("item", CHOICES)
def test_a_choice_can_pass_and_its_rule_agrees_with_its_options(item):
    assert Result.passed in {option.result for option in item.options}
    if item.rule and item.rule.pass_.op is Op.within:
        by_rule = {
            option.key: item.rule.result(option.key, content.policy().lookup(Stage.growth)) for option in item.options
        }
        assert by_rule == {option.key: option.result for option in item.options}


def test_a_fact_of_choices_offers_only_options_of_its_item():
    for _, item in LINES:
        if item.type in CHOSEN and item.rule:
            options = {option.key for option in item.options}
            assert set(content.facts()[item.rule.fact].returns.options) <= options, item.code


def test_a_warning_line_is_never_stricter_than_the_pass_line():
    lookup = content.policy().lookup(Stage.growth)
    for _, item in LINES:
        for limits in (item.rule, item.limit):
            if limits and limits.warn and limits.pass_.op is not Op.within:
                line = limits.pass_.limit(lookup)
                assert limits.result(line, lookup) is Result.passed, item.code
                assert limits.warn.holds(line, lookup), item.code


def test_every_stage_list_has_must_haves_and_something_a_person_can_do_about_a_failure():
    for checklist in content.stage_checklists().values():
        assert any(item.must for item in checklist.items)
        for item in checklist.items:
            if item.must and item.type in YES_NO:
                assert item.evidence_when is not None, item.code
