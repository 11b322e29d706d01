"""Reads of runs and answers, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from peewee import JOIN, fn

from portal.actions.models import Signature
from portal.checklists.models.answers import Answer, AnswerEvent
from portal.checklists.models.runs import Run, RunEvent
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.core.rules.stages import Stage
from portal.settings.models.businesses import StageChange


class GivenAnswerLine(NamedTuple):
    run_id: int
    code: str
    revision: int
    state: str
    note: str
    given: dict[str, Any] | None
    owner_id: int | None
    owner: str | None
    due_on: date | None
    by_id: int | None
    by: str | None
    at: datetime | None
    changed_rev: int


class ItemEventLine(NamedTuple):
    revision: int
    verb: str
    after: dict[str, Any]
    by: str | None
    at: datetime


class RunHistoryLine(NamedTuple):
    verb: str
    reason: str
    by: str | None
    at: datetime


class RunSignerLine(NamedTuple):
    by_id: int
    by: str
    at: datetime
    alone_reason: str


class StageLine(NamedTuple):
    from_stage: str | None
    to_stage: str
    reason: str
    failed: str
    by: str | None
    at: datetime


def current_runs(business_id: int) -> dict[Stage, Run]:
    """The newest run of each stage that has one."""
    mine = (Run.business == business_id) & Run.stage.is_null(False)
    newest = Run.select(fn.MAX(Run.id)).where(mine).group_by(Run.stage)
    return {Stage(str(run.stage)): run for run in Run.select().where(Run.id.in_(newest))}


def answers(run_ids: Iterable[int]) -> dict[int, dict[str, GivenAnswerLine]]:
    """Every answer of several runs: run -> code -> line."""
    owner = User.alias()
    query = (
        Answer.select(
            Answer.run,
            Answer.code,
            Answer.revision,
            Answer.state,
            Answer.note,
            Answer.given,
            Answer.owner,
            owner.name,
            Answer.due_on,
            Answer.by,
            User.name,
            Answer.at,
            Answer.changed_rev,
        )
        .join(owner, JOIN.LEFT_OUTER, on=(Answer.owner == owner.id))
        .switch(Answer)
        .join(User, JOIN.LEFT_OUTER, on=(Answer.by == User.id))
        .where(Answer.run.in_(list(run_ids)))
    )
    by_run: dict[int, dict[str, GivenAnswerLine]] = defaultdict(dict)
    for row in rows(query):
        line = GivenAnswerLine(*row)
        by_run[line.run_id][line.code] = line
    return by_run


def history(run_id: int, code: str) -> list[ItemEventLine]:
    """Everything that happened to an item, newest first."""
    query = (
        AnswerEvent.select(AnswerEvent.revision, AnswerEvent.verb, AnswerEvent.after, User.name, AnswerEvent.at)
        .join(User, JOIN.LEFT_OUTER)
        .where(AnswerEvent.run == run_id, AnswerEvent.code == code)
        .order_by(AnswerEvent.id.desc())
    )
    return [ItemEventLine(*row) for row in rows(query)]


def signers(run: Run) -> list[RunSignerLine]:
    """Who signed the run as it stands."""
    query = (
        Signature.select(User.id, User.name, Signature.at, Signature.alone_reason)
        .join(User)
        .where(Signature.object_type == "run", Signature.object_id == run.id, Signature.round == run.round)
        .order_by(Signature.at, Signature.id)
    )
    return [RunSignerLine(*row) for row in rows(query)]


def run_history(run_id: int) -> list[RunHistoryLine]:
    """What happened to a run as a whole, oldest first."""
    query = RunEvent.select(RunEvent.verb, RunEvent.reason, User.name, RunEvent.at).join(User, JOIN.LEFT_OUTER)
    return [RunHistoryLine(*row) for row in rows(query.where(RunEvent.run == run_id).order_by(RunEvent.id))]


def stage_history(business_id: int) -> list[StageLine]:
    """Every stage the business was in, newest first."""
    query = (
        StageChange.select(
            StageChange.from_stage,
            StageChange.to_stage,
            StageChange.reason,
            StageChange.failed,
            User.name,
            StageChange.at,
        )
        .join(User, JOIN.LEFT_OUTER)
        .where(StageChange.business == business_id)
        .order_by(StageChange.id.desc())
    )
    return [StageLine(*row) for row in rows(query)]
