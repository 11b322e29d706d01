"""A person's answer beside records that say otherwise."""

from __future__ import annotations

import pytest

from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.judging import AnswerSource, GivenAnswer
from portal.checklists.rules.progress import progress
from portal.checklists.rules.signing import signable
from portal.core.rules.thresholds import Result
from tests.checklists.lists import answered, at_least, judged, make_item, rule

OVERRIDE, CONFIRMED = AnswerSource.override, AnswerSource.confirmed
YES_NO = {"rule": rule(at_least(3), at_least(2))}


def yes_no(answer, figure):
    return judged(make_item("yes_no", **YES_NO), answer, figure)


def number(answer, figure):
    return judged(make_item("number", **YES_NO), answer, figure)


@pytest.mark.parametrize(
    ("answer", "figure", "against"),
    [
        (answered("yes"), None, False),
        (answered("yes"), 3, False),
        (answered("yes"), 2, True),
        (answered("yes"), 1, True),
        (answered("no"), 1, False),
        (answered("no"), 2, False),
        (answered("no"), 3, True),
        (answered("yes", CONFIRMED, 3), 1, True),
        (answered("no", CONFIRMED, 2), 1, True),
        (answered("yes", OVERRIDE, 1), 1, False),
        (answered("yes", OVERRIDE, 2), 1, True),
        (answered("yes", OVERRIDE, 1), 3, False),
        (GivenAnswer(AnswerState.na), 1, True),
        (GivenAnswer(AnswerState.na, noted=True), 1, True),
        (GivenAnswer(AnswerState.na, figure=1), 1, True),
        (GivenAnswer(AnswerState.na, figure=1, noted=True), 1, False),
        (GivenAnswer(AnswerState.na, figure=2, noted=True), 1, True),
        (GivenAnswer(AnswerState.na, figure=3, noted=True), 1, True),
        (GivenAnswer(AnswerState.na), 3, False),
        (GivenAnswer(), 1, False),
    ],
)
def test_records_contradict_an_answer_that_says_otherwise_without_a_reason_for_what_they_say_now(
    answer, figure, against
):
    assert yes_no(answer, figure).contradicted is against


@pytest.mark.parametrize(
    ("typed", "figure", "against"), [("5", 4, False), ("5", 2, True), ("2", 2, False), ("1", 3, True)]
)
def test_a_figure_is_contradicted_where_it_comes_to_something_else(typed, figure, against):
    assert number(answered(typed), figure).contradicted is against


@pytest.mark.parametrize(
    ("answer", "figure", "result"),
    [(answered("yes"), 1, Result.failed), (answered("no"), 3, Result.failed), (answered("yes"), 2, Result.warned)],
)
def test_until_somebody_says_why_the_worse_of_the_two_counts(answer, figure, result):
    assert yes_no(answer, figure).result is result
    assert yes_no(answer, figure).value == answer.value


def test_a_chosen_option_is_contradicted_by_another_one_even_if_both_are_fine():
    item = make_item("choice", rule=rule({"op": "in", "value": ["clean", "minor"]}))
    assert judged(item, answered("clean"), "minor").contradicted
    assert not judged(item, answered("minor"), "minor").contradicted


def test_a_list_is_not_complete_and_its_gate_is_shut_while_a_must_have_is_contradicted():
    lines = [judged(make_item("yes_no", code="S01", must=True, **YES_NO), answered("yes"), 1)]
    reached = progress(lines)
    assert (reached.whole.answered, reached.whole.applicable, reached.whole.score) == (0, 1, 0)
    assert (reached.gate.ok, reached.gate.contradicted, reached.gate.failed) == (False, ("S01",), ())
    assert (reached.musts_met, reached.contradicted) == (0, ("S01",))
    assert not signable((), (), reached.contradicted).ok


def test_any_answer_may_be_contradicted_and_keeps_the_list_from_being_whole():
    reached = progress([judged(make_item("yes_no", **YES_NO), answered("yes"), 1)])
    assert reached.gate.ok and not reached.whole.complete
    assert reached.contradicted == ("S01",)
