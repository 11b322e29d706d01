"""Lists held against the records behind the pages, so that home and the paths know which answers they contradict."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import Any

from peewee import fn

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.pages.fact_records import records_for
from portal.checklists.queries import answers
from portal.checklists.rules.answers import AnswerState
from portal.facts.standing import standing_today
from portal.web import logs
from portal.web.clock import today

EVERY = timedelta(hours=1)  # for a list nobody touches; one that was touched comes first
AT_ONCE = 20  # lists in one round, so that a minute holds it


def check_lists(at: datetime, most: int = AT_ONCE) -> int:
    """One round over the lists that wait longest. Answers how many were looked at.

    One that cannot be looked at is written to the log and waits its turn again; the others go on.
    """
    looked_at = 0
    for run in list(due(at).limit(most)):
        try:
            check_list(run, at, today())
            looked_at += 1
        except Exception as error:  # noqa: BLE001 -- one list must not keep the others from being looked at
            logs.write("list not held against the records", logging.ERROR, run=run.id, error=repr(error))
            run.keep_check(run.against, at, today())
    return looked_at


def due(at: datetime) -> Any:
    """Lists somebody works on: not signed, with an answer a person gave."""
    answered = Answer.select(Answer.id).where(Answer.run == Run.id, Answer.state != AnswerState.unknown)
    open_lists = Run.select().where(Run.signed_at.is_null(), Run.undeleted(), fn.EXISTS(answered))
    late = Run.checked_at.is_null() | (Run.checked_at < at - EVERY)
    return open_lists.where(late).order_by(Run.checked_at.asc(nulls="FIRST"), Run.id)


def check_list(run: Run, at: datetime, day: date) -> None:
    """Write down how many of its answers the records contradict, and since when somebody could know."""
    standing = standing_today(run, answers([run.id])[run.id], records_for(run))
    run.keep_check(len(standing.progress.contradicted), at, day)
