"""How long a paper still holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.domain.documents import State, state

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (61, State.valid),
        (60, State.ending),
        (30, State.ending),
        (7, State.ending),
        (0, State.ending),
        (-1, State.expired),
    ],
)
def test_a_paper_is_named_from_sixty_days_before_its_end_and_holds_through_its_last_day(days, found):
    assert state(TODAY + timedelta(days=days), TODAY) is found


def test_a_paper_without_an_end_is_not_valid_for_ever():
    assert state(None, TODAY) is State.undated
