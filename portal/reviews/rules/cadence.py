"""Recurring dates: a rule (every n months on an anchor day), never "the last date plus 30 days" (METHODS 5)."""

from __future__ import annotations

from calendar import Calendar, monthrange
from datetime import date

MONDAY = 0
Weeks = tuple[tuple[date, ...], ...]


def next_due(every_months: int, anchor_day: int, after: date, phase: date | None = None) -> date:
    """The first date of the rule after `after`.

    The rule's dates are the anchor day (1..31, clipped to the month's end) of every n-th month (n >= 1), counted
    from the month of `phase`: any date of the rule, such as the one that was due. Without it the months are counted
    from that of `after`. ValueError outside these ranges, or past the year 9999.
    """
    if every_months < 1 or not 1 <= anchor_day <= 31:
        raise ValueError("a rule is every 1 or more months on day 1 to 31")
    current = month_number(after)
    month = current + (month_number(phase or after) - current) % every_months
    due = on_day(month, anchor_day)
    return due if due > after else on_day(month + every_months, anchor_day)


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def on_day(month: int, anchor_day: int) -> date:
    """The anchor day in a month (as numbered by `month_number`), or the month's last day."""
    year, index = divmod(month, 12)
    return date(year, index + 1, min(anchor_day, monthrange(year, index + 1)[1]))


def month_grid(year: int, month: int) -> Weeks:
    """The weeks (Monday first, seven dates each) that cover a month, with the days of its neighbours."""
    return tuple(tuple(week) for week in Calendar(MONDAY).monthdatescalendar(year, month))
