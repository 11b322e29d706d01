"""The records that answer the questions of a list, as this request sees them."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from portal.checklists.models.runs import Run
from portal.core.rules.stages import Stage
from portal.facts import Records, Subject
from portal.settings.team import team
from portal.web.clock import today


def records_of(business_id: int | None, stage: Stage, subject: Subject | None = None) -> Records:
    ours = team()
    return Records(
        business=business_id or 0,
        stage=stage,
        today=today(),
        policy=ours.policy,
        currency=ours.currency,
        home=ours.country,
        zone=ZoneInfo(ours.time_zone),
        subject=subject,
    )


def records_for(run: Run) -> Records:
    """A list of a stage is judged by the limits of that stage, a list of a path by those of the business today."""
    if run.step is None:
        return records_of(run.business_id, Stage(str(run.stage)))
    business: Any = run.business
    return records_of(run.business_id, Stage(business.stage), Subject(run.supplier_id, run.need_id))
