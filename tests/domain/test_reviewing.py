"""The rhythm of reviews: rule and anchor day, no drift."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.reviewing import next_review, overall, review_date

DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))


def test_monthly_from_31_january_gives_the_last_day_of_each_month():
    start = date(2026, 1, 31)
    found = [review_date(start, 31, 1, step) for step in range(1, 5)]
    assert found == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_a_hundred_and_twenty_steps_do_not_drift():
    day = date(2026, 1, 31)
    for _step in range(120):
        day = next_review(date(2026, 1, 31), 31, 1, day)
    assert day == date(2036, 1, 31)


def test_yearly_from_29_february_comes_back_to_the_29th():
    start = date(2024, 2, 29)
    found = [review_date(start, 29, 12, step) for step in range(1, 5)]
    assert found == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


@given(DAYS, st.integers(1, 31), st.integers(1, 24), DAYS)
def test_the_next_date_is_the_first_of_the_rule_after_the_day(start, anchor, months, after):
    found = next_review(start, anchor, months, after)
    assert found > after
    # An independent rule: walk day by day and ask of each whether it belongs to the rhythm.
    day = after + timedelta(1)
    while not belongs(day, start, anchor, months):
        day += timedelta(1)
    assert found == day


def belongs(day: date, start: date, anchor: int, months: int) -> bool:
    away = (day.year - start.year) * 12 + day.month - start.month
    last_of_month = (day + timedelta(1)).day == 1
    return away >= 0 and away % months == 0 and (day.day == anchor or (last_of_month and day.day < anchor))


@pytest.mark.parametrize(("anchor", "months"), [(0, 1), (32, 1), (1, 0)])
def test_an_impossible_rhythm_is_refused(anchor, months):
    with pytest.raises(ValueError, match="anchor"):
        review_date(date(2026, 1, 1), anchor, months, 1)


def test_an_aspect_nobody_judged_is_not_a_zero():
    assert overall({"quality": 4, "price": 5}) == (9, 2)
    assert overall({}) is None


def test_a_score_outside_one_to_five_is_refused():
    with pytest.raises(ValueError, match="1 to 5"):
        overall({"quality": 6})
