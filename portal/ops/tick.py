"""Periodic work, safe to run at any time and any number of times, also twice at once: by itself, by cron or by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from portal.accounts.sessions import ABSOLUTE, IDLE, TRUSTED
from portal.config import Config
from portal.core.models.record import db
from portal.core.models.undo import Submission, Undo
from portal.core.models.users import AccessLink, Attempt, Session, User
from portal.database import is_postgres
from portal.drafts.models import Draft
from portal.imports.models.imports import Import
from portal.imports.models.jobs import forgotten
from portal.imports.pages.carry_out import ask_again, mark_stopped
from portal.jobs.engine import engine
from portal.ops import usable
from portal.ops.nightly import daily
from portal.path.pages.record_checks import check_lists
from portal.web.clock import zone

KEPT = timedelta(days=30)


def run(config: Config, database: Any, at: datetime) -> dict[str, int]:
    """One round: what was lost, what is due, what has had its time. Answers how much it was, by kind."""
    return {
        **find_again(),
        **look_at_lists(at),
        "jobs done": engine().work_off(),
        **clear(database, at),
        **back_up(config, database, at),
    }


def find_again() -> dict[str, int]:
    """What a stopped server or a queue that was lost left behind."""
    return {"imports found interrupted": mark_stopped(), "imports asked for again": ask_again()}


def look_at_lists(at: datetime) -> dict[str, int]:
    """Lists held against the records, those that wait longest first."""
    return {"lists held against the records": check_lists(at)}


def back_up(config: Config, database: Any, at: datetime) -> dict[str, int]:
    """The backup of this day, once the night is there where the team is."""
    return {"backups made": int(daily.make_due(config, database, at.astimezone(zone())) is not None)}


def mark_people(config: Config) -> None:
    """As soon as somebody has joined, an empty database is one that was lost."""
    if not usable.had_rows(config) and User.select().exists():
        usable.note(config)


def clear(database: Any, at: datetime) -> dict[str, int]:
    """What was cleared away, by kind."""
    ended = (Session.trusted & (Session.created_at < at - TRUSTED)) | (
        ~Session.trusted & ((Session.created_at < at - ABSOLUTE) | (Session.seen_at < at - IDLE))
    )
    gone = {
        "sessions": Session.delete().where(ended),
        "sign-in attempts": Attempt.delete().where(Attempt.expires_at < at),
        "drafts": Draft.delete().where(Draft.expires_at < at),
        "undo offers": Undo.delete().where(Undo.expires_at < at),
        "form keys": Submission.delete().where(Submission.at < at - KEPT),
        "files that waited to be imported": Import.delete().where(forgotten(at)),
        "links": AccessLink.delete().where(AccessLink.expires_at < at - KEPT),
    }
    with db.atomic():
        counts = {f"{name} cleared": int(query.execute()) for name, query in gone.items()}
    if not is_postgres(database):
        database.execute_sql("PRAGMA optimize")
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return counts
