"""How long a span of time may be: further than that no page looks back or ahead."""

from __future__ import annotations

# By unit, ten years or one in hours; a unit that is not named has no end.
LONGEST = {"day": 3650, "working_day": 3650, "month": 120, "hour": 8760}
