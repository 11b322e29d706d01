"""How long ago the newest record of each thing is: the answer is the longest of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, tzinfo
from typing import Any, NamedTuple

from portal.facts.answer import Answer, Link, Missing, known_fact


class NewestRecord(NamedTuple):
    """The day of the newest record about something with a name; None where it has none, which belongs to the link."""

    name: str
    on: date | None
    link: Link


def oldest(newest: Iterable[NewestRecord], today: date, first: Link) -> Answer:
    """Missing, with names, if one has no record. `first`: where to begin while there is nothing to have one."""
    known = list(newest)
    without = [record for record in known if record.on is None]
    dated = [(record.on, record.name) for record in known if record.on is not None]
    if without or not dated:
        return Missing(tuple(record.name for record in without), link=without[0].link if without else first)
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
