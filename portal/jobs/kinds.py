"""Every kind of job the portal does, by the name under which it stands in the queue."""

from __future__ import annotations

from flask import current_app
from huey import crontab

from portal.core.models.record import db
from portal.imports.pages import carry_out
from portal.jobs.engine import Job
from portal.ops import tick
from portal.web.clock import now


def minute() -> None:
    tick.find_again()
    tick.look_at_lists(now())
    tick.mark_people(current_app.extensions["config"])


def hour() -> None:
    tick.clear(db, now())
    tick.back_up(current_app.extensions["config"], db, now())


JOBS = (
    Job(carry_out.JOB, carry_out.carry_out),
    Job("minute", minute, crontab()),
    Job("hour", hour, crontab(minute="17")),
)
