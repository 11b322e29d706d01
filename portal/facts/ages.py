"""How long ago the newest record of each thing is: the answer is the longest of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any

from portal.facts.answer import Answer, Missing, known_fact


def oldest(newest: Iterable[tuple[str, date | None]], today: date) -> Answer:
    """`newest`: the name of each thing and the day of its newest record. Missing, with names, if one has none."""
    known = [(name, on) for name, on in newest]
    without = tuple(name for name, on in known if on is None)
    dated = [(on, name) for name, on in known if on is not None]
    if without or not dated:
        return Missing(without)
    on, name = min(dated)
    days = (today - on).days
    return known_fact(days, today, days=days, name=name, ok=len(dated), count=len(dated))


def local_day(instant: datetime, zone: tzinfo) -> date:
    """The day it was in `zone`: in the east the morning still has the date of the day before in UTC."""
    return instant.astimezone(zone).date()


def as_day(value: Any) -> date | None:
    """An aggregated date, as either engine answers it."""
    if value is None or type(value) is date:
        return value
    return date.fromisoformat(str(value)[:10])
