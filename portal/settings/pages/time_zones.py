"""The time zones a team may choose, each by the name of its place, the likely ones first."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.dates import get_timezone_location
from wtforms.fields.choices import SelectChoice

from portal.settings.team import team
from portal.web.language import choose

LIKELY = (
    *("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Tokyo"),
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "UTC"),
)


def zones() -> list[SelectChoice]:
    """Also the team's own, where it was chosen by an older name."""
    names, own = named(choose()), team().time_zone
    return [SelectChoice(zone, name) for zone, name in ({own: own} | dict(names)).items()]


def zone_name(zone: str) -> str:
    """The place; a zone that is offered no longer by its own name."""
    return dict(named(choose())).get(zone, zone)


@cache
def named(language: str) -> tuple[tuple[str, str], ...]:
    """Places people live in: older names of a place and parts of a state are left out, and so are the signed offsets,
    whose sign reads backwards."""
    older, countries = get_global("zone_aliases"), get_global("zone_territories")
    places = {
        zone for zone in available_timezones() if zone.count("/") == 1 and zone in countries and zone not in older
    }
    lived_in = {zone for zone in places if not zone.startswith(("Antarctica/", "Etc/"))}
    chosen = (*LIKELY, *sorted(lived_in - set(LIKELY)))
    return tuple((zone, get_timezone_location(zone, locale=language, return_city=True)) for zone in chosen)
