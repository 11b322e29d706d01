"""The only place that looks at the clock: an instant in UTC, and today in the team's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask_login import current_user

from portal.core.models.record import Stamp
from portal.settings.team import team


def now() -> datetime:
    return datetime.now(UTC)


def zone() -> ZoneInfo:
    """Of the team: where an instant has its day and its working hours."""
    return ZoneInfo(team().time_zone)


def today() -> date:
    return now().astimezone(zone()).date()


def on_the_wall(instant: datetime | None) -> datetime | None:
    """To the minute, without a zone, as people read it and type it; None stays None."""
    return instant.astimezone(zone()).replace(tzinfo=None, second=0, microsecond=0) if instant else None


def instant_of(moment: datetime | None) -> datetime | None:
    """The instant in UTC of what was typed on the wall clock of the team; None stays None."""
    return moment.replace(tzinfo=zone()).astimezone(UTC) if moment else None


def stamp() -> Stamp:
    """Who acts in this request, and when."""
    return Stamp(current_user.id if current_user.is_authenticated else None, now())
