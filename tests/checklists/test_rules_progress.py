"""Completeness, score and must-haves: three separate things."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.judging import GivenAnswer
from portal.checklists.rules.progress import ListScore, progress
from portal.core.rules.thresholds import Result
from tests.checklists.lists import answered, judged, lookup, make_item

GIVEN = {
    "pass": answered("clean"),
    "warn": answered("minor"),
    "fail": answered("serious"),
    "unknown": GivenAnswer(),
    "na": GivenAnswer(AnswerState.na),
}


def line(code, result, weight=1, **differs):
    return judged(make_item("choice", code=code, weight=weight, **differs), GIVEN[result])


def test_a_warning_counts_half_and_weights_count():
    reached = progress([line("S01", "pass", 3), line("S02", "warn", 2), line("S03", "fail", 5)])
    assert reached.whole.score == Decimal(40)
    assert reached.whole.complete


def test_unknown_lowers_completeness_and_never_the_score():
    reached = progress([line("S01", "pass"), line("S02", "unknown"), line("S03", "unknown", 5)]).whole
    assert (reached.answered, reached.applicable, reached.score) == (1, 3, 100)
    assert reached.completeness == Decimal(1) / 3


def test_what_does_not_apply_leaves_both():
    reached = progress([line("S01", "pass"), line("S02", "na", 5)]).whole
    assert (reached.answered, reached.applicable, reached.score, reached.complete) == (1, 1, 100, True)


def test_nothing_answered_has_no_score():
    assert progress([line("S01", "unknown")]).whole.score is None
    assert progress([]).whole.completeness == 1


def test_each_section_has_its_own_tally():
    reached = progress([line("S01", "pass"), line("S02", "unknown", section="second"), line("S03", "fail")])
    assert {key: (tally.answered, tally.applicable) for key, tally in reached.sections.items()} == {
        "first": (2, 2),
        "second": (0, 1),
    }


def test_one_failed_must_have_blocks_whatever_the_score():
    lines = [line(f"S{number}", "pass", 5) for number in range(10, 30)]
    reached = progress([*lines, line("S01", "fail", 1, must=True)])
    assert reached.whole.score > 98
    assert (reached.gate.ok, reached.gate.failed, reached.gate.open) == (False, ("S01",), ())


def test_an_open_must_have_blocks_too_and_is_named():
    reached = progress([line("S01", "unknown", must=True), line("S02", "unknown")])
    assert (reached.gate.ok, reached.gate.failed, reached.gate.open) == (False, (), ("S01",))


def test_a_warning_or_not_applicable_does_not_fail_a_must_have():
    assert progress([line("S01", "warn", must=True), line("S02", "na", must=True)]).gate.ok


def test_a_failed_item_that_ends_the_list_is_named():
    reached = progress(
        [line("S01", "fail", on_fail="stop"), line("S02", "fail", on_fail="action"), line("S03", "pass", 5)]
    )
    assert reached.stopped_by == ("S01",)


@pytest.mark.parametrize(
    ("results", "result"),
    [
        (["pass"] * 4 + ["fail"], "pass"),
        (["pass"] * 3 + ["fail"], "warn"),
        (["pass"] * 3 + ["fail"] * 2, "warn"),
        (["pass", "fail"], "fail"),
        (["unknown"], "unknown"),
        (["warn", "warn"], "fail"),
        (["na", "na"], "unknown"),
        ([], "unknown"),
    ],
)
def test_after_the_must_haves_the_score_decides_lower_bounds_included(results, result):
    lines = [line(f"S{number:02}", result, must=True) for number, result in enumerate(results)]
    assert ListScore.of(progress(lines), lookup).result is Result(result)


LINES = st.lists(st.tuples(st.sampled_from(sorted(GIVEN)), st.integers(1, 5), st.booleans()), max_size=12)


@given(LINES)
def test_answering_one_more_never_lowers_completeness(entries):
    def tallied(judged):
        lines = [line(f"S{n}", result, weight, must=must) for n, (result, weight, must) in enumerate(judged)]
        return progress(lines)

    before = tallied(entries)
    after = tallied([("pass" if result == "unknown" else result, weight, must) for result, weight, must in entries])
    assert after.whole.completeness >= before.whole.completeness
    assert after.must_open == ()
    assert before.whole.score is None or 0 <= before.whole.score <= 100
    assert before.gate.ok == (not before.gate.failed and not before.gate.open)
