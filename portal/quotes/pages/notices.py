"""How early this team is told that a quote runs out."""

from __future__ import annotations

from datetime import timedelta

from portal.quotes.rules.terms import AHEAD
from portal.settings.team import team


def ends_soon() -> timedelta:
    return timedelta(days=int(team().policy.number(AHEAD)))
