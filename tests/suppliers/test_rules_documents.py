"""How long a paper still holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.suppliers.rules.documents import DocumentState, alarming, best, holds, notice, quiet, state

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (61, DocumentState.valid),
        (60, DocumentState.ending),
        (30, DocumentState.ending),
        (7, DocumentState.ending),
        (0, DocumentState.ending),
        (-1, DocumentState.expired),
    ],
)
def test_a_paper_is_named_from_sixty_days_before_its_end_and_holds_through_its_last_day(days, found):
    assert state(TODAY + timedelta(days=days), TODAY) is found


def test_a_paper_without_an_end_is_not_valid_for_ever():
    assert state(None, TODAY) is DocumentState.undated


@pytest.mark.parametrize(
    ("days", "level"), [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 0), (-1, 0), (-400, 0)]
)
def test_the_end_of_a_paper_is_told_sixty_thirty_and_seven_days_ahead_and_on_the_day(days, level):
    assert notice(TODAY + timedelta(days=days), TODAY) == level


def test_there_is_no_notice_of_an_end_nobody_knows():
    assert notice(None, TODAY) is None
    assert not quiet(None, TODAY)


def test_thirty_days_after_its_end_a_paper_falls_silent():
    assert not quiet(TODAY - timedelta(days=30), TODAY)
    assert quiet(TODAY - timedelta(days=31), TODAY)
    assert alarming(TODAY) == (TODAY - timedelta(days=30), TODAY + timedelta(days=60))


@pytest.mark.parametrize(
    ("kind", "days", "found"),
    [
        ("permit", 0, True),
        ("permit", -1, False),
        ("permit", None, None),
        ("licence", None, True),
        ("licence", -1, False),
    ],
)
def test_only_a_kind_that_often_has_no_end_holds_without_one(kind, days, found):
    assert holds(kind, None if days is None else TODAY + timedelta(days=days), TODAY) is found


def test_one_paper_in_date_is_enough_and_one_that_may_be_leaves_it_open():
    assert best([False, None, True]) is True
    assert best([False, None]) is None
    assert best([False]) is False
    assert best([]) is False
