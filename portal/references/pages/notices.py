"""How early this team is told that a sealed sample runs out."""

from __future__ import annotations

from portal.references.rules import AHEAD
from portal.settings.team import team


def ahead() -> int:
    """Days before the end."""
    return int(team().policy.number(AHEAD))
