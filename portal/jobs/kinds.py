"""Every kind of job the portal does, by the name under which it stands in the queue."""

from __future__ import annotations

from huey import crontab

from portal import tick
from portal.clock import now
from portal.jobs.engine import Job
from portal.models import db
from portal.views import import_carrying


def minute() -> None:
    tick.find_again()


def hour() -> None:
    tick.clear(db, now())


JOBS = (
    Job(import_carrying.JOB, import_carrying.carry_out),
    Job("minute", minute, crontab()),
    Job("hour", hour, crontab(minute="17")),
)
