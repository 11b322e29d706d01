"""The time zones a team may choose, the likely ones first."""

from __future__ import annotations

from zoneinfo import available_timezones

from wtforms.fields.choices import SelectChoice

LIKELY = (
    *("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo"),
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "UTC"),
)


def zones() -> list[SelectChoice]:
    return [SelectChoice(zone) for zone in (*LIKELY, *sorted(available_timezones() - set(LIKELY)))]
