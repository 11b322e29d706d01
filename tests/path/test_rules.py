"""The path of a supplier: which step it stands at, where status and lists disagree, and what shuts a gate."""

from __future__ import annotations

from datetime import date

import pytest

from portal.path.rules import ORDER, Bar, Lag, Path, Spot, Step, at_each, barred, disagreement, stalled
from portal.suppliers.rules.pipeline import Status


def passed(*steps, supplier=1, need=None):
    return {Spot.of(step, supplier, need): step for step in steps}


def test_there_are_eight_steps_in_the_order_of_the_content():
    assert [str(step) for step in ORDER] == [
        "needs", "screening", "contact", "sample", "agreement", "docking", "trial", "rampup",
    ]  # fmt: skip
    assert Step.needs.following is Step.screening
    assert Step.rampup.following is None


def test_lists_about_the_goods_belong_to_the_need_the_others_to_the_supplier_alone():
    assert Spot.of(Step.needs, 1, 7) == Spot(Step.needs, None, 7)
    assert Spot.of(Step.screening, 1, 7) == Spot(Step.screening, 1, None)
    assert Spot.of(Step.sample, 1, 7) == Spot(Step.sample, 1, 7)


def test_without_a_need_the_path_begins_at_the_screening():
    assert Path(1, None, {}).here is Step.screening
    assert Path(1, 7, {}).here is Step.needs


def test_a_supplier_stands_at_the_first_gate_nobody_passed():
    assert Path(1, None, passed(Step.screening)).here is Step.contact
    assert Path(1, None, passed(Step.screening, Step.sample)).here is Step.contact
    assert Path(1, None, passed(*ORDER)).here is None


def test_a_gate_passed_for_one_need_says_nothing_about_another():
    found = passed(Step.contact, need=7) | passed(Step.screening) | passed(Step.needs, need=8)
    assert Path(1, 8, found).here is Step.contact


def test_the_last_passing_is_that_of_the_furthest_gate():
    assert Path(1, None, {}).last is None
    assert Path(1, None, passed(Step.screening, Step.contact)).last is Step.contact


def test_earlier_gates_that_are_open_are_named_in_their_order():
    assert Path(1, 7, passed(Step.screening, need=7)).earlier(Step.sample) == (Step.needs, Step.contact)


@pytest.mark.parametrize(
    ("status", "at", "lag"),
    [
        (Status.candidate, Step.screening, None),
        (Status.contacted, Step.contact, None),
        (Status.trial, Step.docking, None),
        (Status.active, None, None),
        (Status.active, Step.rampup, None),
        (Status.active, Step.trial, Lag.lists_behind),
        (Status.sampling, Step.screening, Lag.lists_behind),
        (Status.candidate, Step.contact, Lag.status_behind),
        (Status.trial, None, Lag.status_behind),
        (Status.paused, Step.screening, None),
        (Status.retired, Step.screening, None),
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
        (False, (), (), False, Bar.must_haves),
        (False, (), (), True, None),
        (None, (), (), True, Bar.not_started),
        (True, (Step.contact,), (), True, Bar.earlier),
        (True, (), ("Fake goods",), True, Bar.banned),
    ],
)
def test_a_gate_opens_on_its_must_haves_in_order_and_never_for_a_banned_category(met, earlier, banned, forced, bar):
    assert barred(met, earlier, banned, forced) is bar


def test_suppliers_are_counted_at_each_step_in_the_order_of_the_path():
    assert at_each([None, Step.sample, Step.screening, Step.sample]) == [
        (Step.screening, 1), (Step.sample, 2), (None, 1),
    ]  # fmt: skip
