"""The path of a supplier: which step it stands at, where status and lists disagree, and what shuts a gate."""

from __future__ import annotations

from datetime import date

import pytest

from portal.core.rules.thresholds import Result
from portal.path.rules import ORDER, GateBar, Lag, Path, PathStep, Spot, at_each, barred, disagreement, stalled
from portal.suppliers.rules.pipeline import Status


def passed(*steps, supplier=1, need=None):
    return {Spot.of(step, supplier, need): step for step in steps}


def test_there_are_eight_steps_in_the_order_of_the_content():
    assert [str(step) for step in ORDER] == [
        "needs", "screening", "contact", "sample", "agreement", "docking", "trial", "rampup",
    ]  # fmt: skip
    assert PathStep.needs.following is PathStep.screening
    assert PathStep.rampup.following is None


def test_lists_about_the_goods_belong_to_the_need_the_others_to_the_supplier_alone():
    assert Spot.of(PathStep.needs, 1, 7) == Spot(PathStep.needs, None, 7)
    assert Spot.of(PathStep.screening, 1, 7) == Spot(PathStep.screening, 1, None)
    assert Spot.of(PathStep.sample, 1, 7) == Spot(PathStep.sample, 1, 7)


def test_without_a_need_the_path_begins_at_the_screening():
    assert Path(1, None, {}).open_step is PathStep.screening
    assert Path(1, 7, {}).open_step is PathStep.needs


def test_a_supplier_stands_at_the_first_gate_nobody_passed():
    assert Path(1, None, passed(PathStep.screening)).open_step is PathStep.contact
    assert Path(1, None, passed(PathStep.screening, PathStep.sample)).open_step is PathStep.contact
    assert Path(1, None, passed(*ORDER)).open_step is None


def test_a_gate_passed_for_one_need_says_nothing_about_another():
    passages = passed(PathStep.contact, need=7) | passed(PathStep.screening) | passed(PathStep.needs, need=8)
    assert Path(1, 8, passages).open_step is PathStep.contact


def test_the_last_passing_is_that_of_the_furthest_gate():
    assert Path(1, None, {}).last is None
    assert Path(1, None, passed(PathStep.screening, PathStep.contact)).last is PathStep.contact


def test_earlier_gates_that_are_open_are_named_in_their_order():
    assert Path(1, 7, passed(PathStep.screening, need=7)).earlier(PathStep.sample) == (PathStep.needs, PathStep.contact)


@pytest.mark.parametrize(
    ("status", "at", "lag"),
    [
        (Status.candidate, PathStep.screening, None),
        (Status.contacted, PathStep.contact, None),
        (Status.trial, PathStep.docking, None),
        (Status.active, None, None),
        (Status.active, PathStep.rampup, None),
        (Status.active, PathStep.trial, Lag.lists_behind),
        (Status.sampling, PathStep.screening, Lag.lists_behind),
        (Status.candidate, PathStep.contact, Lag.status_behind),
        (Status.trial, None, Lag.status_behind),
        (Status.paused, PathStep.screening, None),
        (Status.retired, PathStep.screening, None),
    ],
)
def test_status_and_lists_are_held_against_each_other(status, at, lag):
    assert disagreement(status, at) is lag


def test_more_days_than_the_limit_at_one_step_is_stalled():
    since = date(2026, 11, 3)
    assert not stalled(since, date(2026, 11, 24), 21)
    assert stalled(since, date(2026, 11, 25), 21)


@pytest.mark.parametrize(
    ("met", "earlier", "banned", "forced", "bar"),
    [
        (True, (), (), False, None),
        (False, (), (), False, GateBar.must_haves),
        (False, (), (), True, None),
        (None, (), (), True, GateBar.not_started),
        (True, (PathStep.contact,), (), True, GateBar.earlier),
        (True, (), ("Fake goods",), True, GateBar.banned),
    ],
)
def test_a_gate_opens_on_its_must_haves_in_order_and_never_for_a_banned_category(met, earlier, banned, forced, bar):
    assert barred(met, Result.passed, earlier, banned, forced) is bar


@pytest.mark.parametrize(
    ("score", "forced", "bar"),
    [
        (Result.passed, False, None),
        (Result.warned, False, None),
        (Result.failed, False, GateBar.score),
        (Result.unknown, False, GateBar.score),
        (Result.failed, True, None),
        (Result.unknown, True, None),
    ],
)
def test_a_score_below_the_watch_line_or_none_at_all_shuts_a_gate_whose_must_haves_are_met(score, forced, bar):
    assert barred(True, score, (), (), forced) is bar


def test_suppliers_are_counted_at_each_step_in_the_order_of_the_path():
    assert at_each([None, PathStep.sample, PathStep.screening, PathStep.sample]) == [
        (PathStep.screening, 1), (PathStep.sample, 2), (None, 1),
    ]  # fmt: skip
