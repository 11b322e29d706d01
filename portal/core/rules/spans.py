"""How long a span of time may be: further than that no page looks back or ahead."""

from __future__ import annotations

# By unit, ten years or one in hours, and as many tries as a page can wait for; a unit that is not named has no end.
LONGEST = {"day": 3650, "working_day": 3650, "month": 120, "hour": 8760, "draw": 2000}
