"""The time zones a team may choose, the likely ones first."""

from __future__ import annotations

from zoneinfo import available_timezones

from wtforms.fields.choices import SelectChoice

LIKELY = (
    *("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo"),
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "UTC"),
)


def zones() -> list[SelectChoice]:
    """Places only: the older names without a place, and the signed offsets whose sign reads backwards, are left out."""
    places = {zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))}
    return [SelectChoice(zone) for zone in (*LIKELY, *sorted(places - set(LIKELY)))]
