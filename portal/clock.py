"""The only place that looks at the clock: an instant in UTC, and today in the team's zone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask_login import current_user

from portal.models.base import Stamp
from portal.team import team


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    return now().astimezone(ZoneInfo(team().time_zone)).date()


def stamp() -> Stamp:
    """Who acts in this request, and when."""
    return Stamp(current_user.id if current_user.is_authenticated else None, now())
