"""Which of the daily backups are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

DAYS, WEEKS, MONTHS = 7, 4, 12


def kept(days: Iterable[date]) -> set[date]:
    """Of days with a backup: the newest seven, and the newest of each of the last four weeks and twelve months."""
    newest_first = sorted(set(days), reverse=True)
    weeks, months = dict[tuple[int, int], date](), dict[tuple[int, int], date]()
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    return {*newest_first[:DAYS], *list(weeks.values())[:WEEKS], *list(months.values())[:MONTHS]}
