"""The records that answer the questions of a business, as this request sees them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from portal.clock import today
from portal.domain.stages import Stage
from portal.facts import Records
from portal.team import team


def records_of(business_id: int | None, stage: Stage) -> Records:
    ours = team()
    return Records(
        business=business_id or 0,
        stage=stage,
        today=today(),
        policy=ours.policy,
        currency=ours.currency,
        home=ours.country,
        zone=ZoneInfo(ours.time_zone),
    )
