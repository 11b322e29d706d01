"""What wants doing, in the order it should be done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.actions.rules import Todo, TodoGroup, TodoKind, sort

TODAY = date(2026, 11, 24)


def todo(title, days, owner=None):
    return Todo(TodoKind.review, title, "", TODAY + timedelta(days=days), owner, None, 1)


def order(*todos, me=1):
    return [one.title for one in sort(list(todos), me, TODAY)]


def test_overdue_comes_before_today_and_today_before_later():
    assert order(todo("later", 3, 1), todo("today", 0), todo("overdue", -1)) == ["overdue", "today", "later"]


def test_this_week_comes_before_what_is_later_though_that_is_mine():
    assert order(todo("mine, later", 9, 1), todo("theirs, this week", 3, 2)) == ["theirs, this week", "mine, later"]


@pytest.mark.parametrize(
    ("days", "group"),
    [(-1, "overdue"), (0, "today"), (1, "week"), (5, "week"), (6, "later"), (365, "later")],  # the 24th is a Tuesday
)
def test_a_week_ends_on_sunday(days, group):
    assert TodoGroup.of(TODAY + timedelta(days=days), TODAY) == group


def test_mine_comes_first_among_equals_however_old_the_others_are():
    assert order(todo("theirs", -9, 2), todo("mine", -1, 1)) == ["mine", "theirs"]


def test_the_longest_overdue_of_mine_comes_first():
    assert order(todo("new", -1, 1), todo("old", -9, 1)) == ["old", "new"]
