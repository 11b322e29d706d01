"""Answers judged: typed, chosen, computed, proposed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.items import Evidence
from portal.checklists.rules.judging import AnswerSource, GivenAnswer, evidence_needed
from portal.core.rules.thresholds import Result
from tests.checklists.lists import answered, at_least, judged, make_item, rule

SHARE = rule(at_least("1"), at_least("0.8"))


def test_a_yes_is_the_good_answer():
    assert judged(make_item(), answered("yes")).result is Result.passed
    assert judged(make_item(), answered("no")).result is Result.failed


def test_an_item_nobody_answered_is_unknown():
    assert judged(make_item()).result is Result.unknown


def test_a_chosen_option_carries_its_judgement():
    results = [judged(make_item("choice"), answered(key)).result for key in ("clean", "minor", "serious")]
    assert results == [Result.passed, Result.warned, Result.failed]


def test_several_choices_are_as_good_as_the_worst_of_them():
    assert judged(make_item("choices"), answered(["clean", "minor"])).result is Result.warned
    assert judged(make_item("choices"), answered(["clean", "minor", "serious"])).result is Result.failed


@pytest.mark.parametrize(("typed", "result"), [("5", "pass"), ("4", "pass"), ("3", "warn"), ("2", "fail")])
def test_a_typed_figure_is_held_against_the_limit_of_its_item(typed, result):
    item = make_item("rating", limit={"pass": at_least(4), "warn": at_least(3)})
    assert judged(item, answered(int(typed))).result is Result(result)


@pytest.mark.parametrize(("typed", "result"), [("1", "pass"), ("0.8", "warn"), ("0.79", "fail")])
def test_a_typed_figure_without_a_limit_is_judged_by_the_rule(typed, result):
    assert judged(make_item("percent", rule=SHARE), answered(typed)).result is Result(result)


def test_a_typed_figure_follows_the_setting_of_its_rule():
    item = make_item("number", rule=rule({"op": "<=", "setting": "order.limit"}))
    assert judged(item, answered("30")).result is Result.passed
    assert judged(item, answered("30.5")).result is Result.failed


@pytest.mark.parametrize(
    ("type_", "value"), [("text", "as agreed"), ("file", [7]), ("date", "2026-11-24"), ("number", "0")]
)
def test_what_has_nothing_to_be_held_against_passes_when_given(type_, value):
    assert judged(make_item(type_), answered(value)).result is Result.passed


def test_a_typed_file_passes_though_its_rule_counts_documents():
    assert judged(make_item("file", rule=rule(at_least(1))), answered([7])).result is Result.passed


def test_an_automatic_answer_speaks_until_a_person_does():
    item = make_item(rule=SHARE)
    assert judged(item, figure=Decimal(1)).by_figure
    person = judged(item, answered("no", AnswerSource.override), figure=Decimal(1))
    assert (person.result, person.by_figure) == (Result.failed, False)
    assert person.computed is not None
    assert person.computed.result is Result.passed


@pytest.mark.parametrize(
    ("figure", "answer", "result"), [("1", "yes", "pass"), ("0.8", "no", "warn"), ("0.5", "no", "fail")]
)
def test_a_computed_yes_or_no_reads_yes_only_on_pass_and_keeps_its_mark(figure, answer, result):
    judgement = judged(make_item(rule=SHARE), figure=Decimal(figure))
    assert (judgement.value, judgement.result) == (answer, Result(result))


def test_a_proposed_answer_counts_only_once_a_person_confirms():
    item = make_item(rule=SHARE, answer="proposed")
    waiting = judged(item, figure=Decimal(1))
    assert waiting.result is Result.unknown
    assert waiting.computed is not None
    assert waiting.computed.value == "yes"
    assert judged(item, answered("yes", AnswerSource.confirmed, Decimal(1)), Decimal(1)).result is Result.passed


def test_a_confirmed_warning_stays_a_warning():
    item = make_item(rule=SHARE)
    assert judged(item, answered("no", AnswerSource.confirmed, Decimal("0.9"))).result is Result.warned
    assert judged(item, answered("no", AnswerSource.override, Decimal("0.9"))).result is Result.failed


def test_a_fact_that_cannot_say_leaves_the_item_unknown():
    judgement = judged(make_item(rule=SHARE), figure=None)
    assert (judgement.result, judgement.computed) == (Result.unknown, None)


@pytest.mark.parametrize(
    ("type_", "figure", "value"),
    [
        ("percent", Decimal("0.950"), "0.95"),
        ("number", 3, "3"),
        ("file", Decimal(1), None),
    ],
)
def test_a_figure_amounts_to_an_answer_as_it_would_be_kept(type_, figure, value):
    assert judged(make_item(type_, rule=SHARE), figure=figure).value == value


def test_a_list_amounts_to_choices_or_to_lines_of_text():
    filled = rule({"op": "filled"})
    assert judged(make_item("choices", rule=filled), figure=("clean", "minor")).value == ["clean", "minor"]
    assert judged(make_item("text", rule=filled), figure=("red", "blue")).value == "red\nblue"


def test_not_applicable_by_a_person_or_by_its_condition():
    assert judged(make_item("yes_no_na"), GivenAnswer(AnswerState.na)).result is Result.not_applicable
    item = make_item(applies_when="cross_border", rule=SHARE)
    assert judged(item, figure=Decimal(0), cross_border=False).result is Result.not_applicable
    assert judged(item, figure=Decimal(0), cross_border=True).result is Result.failed


@pytest.mark.parametrize("known", [{}, {"cross_border": None}])
def test_a_condition_that_is_not_known_counts_as_met(known):
    item = make_item(must_when="cross_border", applies_when="cross_border")
    judgement = judged(item, answered("yes"), **known)
    assert (judgement.must, judgement.result) == (True, Result.passed)


def test_a_must_have_by_condition_is_none_where_the_condition_is_false():
    assert not judged(make_item(must_when="cross_border"), cross_border=False).must
    assert judged(make_item(must=True)).must


@pytest.mark.parametrize(
    ("when", "asks"),
    [
        ("always", {Result.passed, Result.warned, Result.failed}),
        ("pass", {Result.passed}),
        ("not_pass", {Result.warned, Result.failed}),
    ],
)
def test_evidence_is_asked_for_at_the_results_the_item_names(when, asks):
    item = make_item(evidence="file", evidence_when=when)
    assert {result for result in Result if evidence_needed(item, result)} == asks


def test_overriding_a_computed_answer_always_needs_a_note():
    assert evidence_needed(make_item(), Result.passed, overrides=True) == {Evidence.note}
    item = make_item(evidence="file", evidence_when="pass")
    assert evidence_needed(item, Result.passed, overrides=True) == {Evidence.note, Evidence.file}
