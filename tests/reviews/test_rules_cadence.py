"""Dates that recur by a rule and an anchor day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reviews.rules.cadence import month_grid, next_due

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


def days_of_the_rule(every: int, anchor: int, phase: date, after: date) -> date:
    """The oracle: walk day by day and ask each day whether the rule names it."""
    day = after + timedelta(days=1)
    while True:
        months_on = (day.year - phase.year) * 12 + day.month - phase.month
        last = (day + timedelta(days=1)).month != day.month
        if months_on % every == 0 and (day.day == anchor or (last and day.day < anchor)):
            return day
        day += timedelta(days=1)


def test_monthly_on_the_31st_gives_the_last_day_of_each_month():
    due, found = date(2026, 1, 31), []
    for _ in range(5):
        due = next_due(1, 31, due)
        found.append(due)
    assert found == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]


def test_february_29_is_used_in_a_leap_year():
    assert next_due(1, 31, date(2028, 1, 31)) == date(2028, 2, 29)
    assert next_due(12, 29, date(2028, 2, 29)) == date(2029, 2, 28)
    assert next_due(48, 29, date(2028, 2, 29)) == date(2032, 2, 29)


@pytest.mark.parametrize("anchor", [1, 28, 29, 30, 31])
@pytest.mark.parametrize("every", [1, 2, 3, 6, 12])
def test_120_steps_never_drift_from_the_anchor_day(every, anchor):
    start = next_due(1, anchor, date(2025, 12, 15))
    due = start
    for step in range(1, 121):
        due = next_due(every, anchor, due)
        assert due == days_of_the_rule(every, anchor, start, due - timedelta(days=1))
        assert (due.year - start.year) * 12 + due.month - start.month == step * every


def test_a_review_done_late_comes_back_to_the_rule():
    due = date(2026, 1, 31)
    assert next_due(3, 31, date(2026, 3, 5), phase=due) == date(2026, 4, 30)
    assert next_due(3, 31, date(2026, 5, 2), phase=due) == date(2026, 7, 31)


def test_the_day_it_falls_on_is_not_the_next_one():
    assert next_due(1, 15, date(2026, 4, 14)) == date(2026, 4, 15)
    assert next_due(1, 15, date(2026, 4, 15)) == date(2026, 5, 15)


@given(st.integers(1, 24), st.integers(1, 31), DAYS, DAYS)
def test_it_is_the_first_day_the_rule_names_after_the_given_one(every, anchor, after, phase):
    assert next_due(every, anchor, after, phase) == days_of_the_rule(every, anchor, phase, after)


@pytest.mark.parametrize(("every", "anchor"), [(0, 1), (-1, 1), (1, 0), (1, 32)])
def test_a_rule_that_names_no_day_is_refused(every, anchor):
    with pytest.raises(ValueError, match="day 1 to 31"):
        next_due(every, anchor, date(2026, 1, 1))


def test_the_month_is_whole_weeks_from_monday_to_sunday():
    weeks = month_grid(2026, 11)
    assert weeks[0][0] == date(2026, 10, 26)
    assert weeks[-1][-1] == date(2026, 12, 6)
    assert {len(week) for week in weeks} == {7}


@given(st.integers(1990, 2100), st.integers(1, 12))
def test_every_day_of_the_month_is_in_its_grid_once(year, month):
    days = [day for week in month_grid(year, month) for day in week]
    own = [day for day in days if day.month == month]
    assert own[0].day == 1
    assert (own[-1] + timedelta(days=1)).day == 1
    assert days == [days[0] + timedelta(days=step) for step in range(len(days))]
