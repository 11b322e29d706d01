"""Where a supplier may go from where it stands."""

from __future__ import annotations

from itertools import pairwise

import pytest

from portal.suppliers.rules.pipeline import PATH, Status, check, moves, needs_reason

S = Status


def test_the_path_leads_from_candidate_to_active():
    assert " ".join(PATH) == "candidate screening contacted sampling negotiating trial active"


@pytest.mark.parametrize(("here", "following"), list(pairwise(PATH)))
def test_going_on_is_one_step_at_a_time_and_needs_no_reason(here, following):
    ahead = [to for to in moves(here) if to in PATH and PATH.index(to) > PATH.index(here)]
    assert ahead == [following]
    assert check(here, following, "", ()).ok


def test_a_step_cannot_be_jumped():
    assert check(S.contacted, S.trial, "in a hurry", ()).fault == "not_allowed"


@pytest.mark.parametrize("to", [S.contacted, S.paused, S.retired])
def test_going_back_pausing_and_retiring_want_a_reason(to):
    assert check(S.trial, to, "  ", ()).fault == "reason"
    assert check(S.trial, to, "two late deliveries", ()).ok


def test_a_pause_ends_anywhere_on_the_path():
    assert all(check(S.paused, to, "they deliver again", ()).ok for to in PATH)
    assert needs_reason(S.paused, S.active)


def test_a_retired_supplier_starts_again_as_a_candidate():
    assert moves(S.retired) == (S.candidate,)


def test_staying_is_no_move():
    assert all(check(status, status, "again", ()).fault == "same" for status in Status)


@pytest.mark.parametrize("here", [S.screening, S.contacted, S.sampling, S.negotiating, S.trial])
def test_a_banned_category_blocks_every_step_past_screening_and_is_named(here):
    verdict = check(here, PATH[PATH.index(here) + 1], "", ["Gambling credit"])
    assert (verdict.fault, verdict.banned) == ("banned", ("Gambling credit",))


@pytest.mark.parametrize("to", [S.candidate, S.screening, S.paused, S.retired])
def test_a_supplier_with_a_banned_category_may_still_be_set_aside(to):
    assert check(S.contacted, to, "it sells what we may not buy", ["Gambling credit"]).ok


def test_a_paused_supplier_with_a_banned_category_does_not_come_back():
    assert check(S.paused, S.active, "sorry", ["Gambling credit"]).fault == "banned"
