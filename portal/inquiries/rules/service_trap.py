"""Whether a supplier replies more slowly since it has the signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from portal.inquiries.rules.inquiries import Wait

MIN_ANSWERS = "service_trap.min_answers"  # of the policy: replies needed on each side
LEAST = timedelta(minutes=6)  # what answers faster is a machine; without it there were nothing to divide by
HOUR = Decimal(3600)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Side:
    """Inquiries of one side of the signature. `hours`: the middle wait in working hours, None while it is not known."""

    replies: int
    open: int
    hours: Decimal | None


@dataclass(frozen=True)
class ReplyRatio:
    """`ratio` is the middle wait after over the one before: 2 is twice as slow; None while it is not known."""

    before: Side
    after: Side
    minimum: int

    @property
    def ratio(self) -> Decimal | None:
        before, after = self.before, self.after
        if min(before.replies, after.replies) < self.minimum or before.hours is None or after.hours is None:
            return None
        return (after.hours / before.hours).quantize(HUNDREDTH, ROUND_HALF_UP)


def reply_ratio(before: Sequence[Wait], after: Sequence[Wait], minimum: int) -> ReplyRatio:
    """Median working hours to the first reply after signing, divided by the same before.

    Both sides need `minimum` replies. An inquiry without one ranks behind every reply: it takes longer than the time
    waited so far, and where it comes to stand in the middle the median is not known. Six minutes count as the least.
    """
    return ReplyRatio(side(before), side(after), minimum)


def side(waits: Sequence[Wait]) -> Side:
    replied = sorted(max(wait.time, LEAST) for wait in waits if not wait.over)
    middle = {(len(waits) - 1) // 2, len(waits) // 2}
    known = waits and max(middle) < len(replied)
    hours = sum((hours_of(replied[place]) for place in middle), Decimal(0)) / len(middle) if known else None
    return Side(len(replied), len(waits) - len(replied), hours)


def hours_of(time: timedelta) -> Decimal:
    return Decimal(time // timedelta(seconds=1)) / HOUR
