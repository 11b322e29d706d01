"""The time zones a team may choose, by the name of a place, the likely ones first."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from wtforms.fields.choices import SelectChoice

from portal.web.language import choose

LIKELY = (
    *("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo"),
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "UTC"),
)


def zones() -> list[SelectChoice]:
    return [SelectChoice(zone, name) for zone, name in named(choose())]


@cache
def named(language: str) -> tuple[tuple[str, str], ...]:
    """Places only: the older names without a place, and the signed offsets whose sign reads backwards, are left out."""
    places = {zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))}
    return tuple((zone, name_of(zone, language)) for zone in (*LIKELY, *sorted(places - set(LIKELY), key=older)))


def older(zone: str) -> tuple[bool, str]:
    """Older names of a place come last."""
    return zone in get_global("zone_aliases"), zone


def name_of(zone: str, language: str) -> str:
    """上海（中国）; a zone that goes by an older name as well keeps that name, so that no two read alike."""
    territory = get_global("zone_territories").get(zone)
    if territory is None or zone in get_global("zone_aliases"):
        return zone
    city = get_timezone_location(zone, locale=language, return_city=True)
    country = Locale(language).territories[territory]
    if city == country:
        return city
    return f"{city}（{country}）" if language == "zh" else f"{city} ({country})"
