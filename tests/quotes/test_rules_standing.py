"""Which of several quotes counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from portal.quotes.rules.standing import newest_that_holds
from tests.cast import TODAY


@dataclass(frozen=True)
class Dated:
    until: date

    def runs(self, today: date) -> bool:
        return self.until >= today


OLD, OUT = Dated(TODAY), Dated(TODAY - timedelta(days=1))


def test_the_newest_that_holds_counts_though_a_newer_one_ran_out():
    assert newest_that_holds([OUT, OLD], TODAY) is OLD


def test_one_that_ran_out_counts_where_it_is_asked_for():
    assert newest_that_holds([OUT, OLD], TODAY, expired=True) is OUT


def test_none_counts_where_none_holds():
    assert newest_that_holds([OUT], TODAY) is None
    assert newest_that_holds([], TODAY, expired=True) is None
