"""The audit trail as its page reads it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN

from portal.core.models.audit import AuditEvent
from portal.core.models.record import db, rows
from portal.core.models.users import User

PER_PAGE = 50
KINDS = """
WITH RECURSIVE kinds(kind) AS (
  SELECT MIN(object_type) FROM audit_event
  UNION ALL
  SELECT (SELECT MIN(object_type) FROM audit_event WHERE object_type > kinds.kind) FROM kinds WHERE kind IS NOT NULL
) SELECT kind FROM kinds WHERE kind IS NOT NULL
"""


class TrailEvent(NamedTuple):
    id: int
    at: datetime
    by: str | None
    verb: str
    object_type: str
    object_id: int | None
    before: str
    after: str


class Change(NamedTuple):
    at: datetime
    by: str | None
    verb: str
    fields: tuple[tuple[str, Any, Any], ...]  # name, before, after; of a new row what was typed


def changes(kind: str, object_id: int) -> list[Change]:
    """What happened to one row, newest first, as far as one page goes."""
    past = []
    for event in events(kind=kind, object_id=object_id)[:PER_PAGE]:
        before, after = json.loads(event.before) or {}, json.loads(event.after) or {}
        names = [name for name in after if after[name] not in ("", None, False) or before.get(name)]
        fields = tuple((name, before.get(name), after[name]) for name in names)
        past.append(Change(event.at, event.by, event.verb, fields))
    return past


def events(
    person: int | None = None,
    kind: str = "",
    object_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    older_than: int | None = None,
) -> list[TrailEvent]:
    """A page of events, newest first; one more than a page holds when there are older ones (keyset paging)."""
    event = AuditEvent
    columns = (event.id, event.at, User.name, event.verb, event.object_type, event.object_id, event.before, event.after)
    query = event.select(*columns).join(User, JOIN.LEFT_OUTER).order_by(event.id.desc()).limit(PER_PAGE + 1)
    for wanted, condition in (
        (person, event.user == person),
        (kind or None, event.object_type == kind),
        (object_id, event.object_id == object_id),
        (since, event.at >= since),
        (until, event.at < until),
        (older_than, event.id < older_than),
    ):
        if wanted is not None:
            query = query.where(condition)
    return [TrailEvent(*row) for row in rows(query)]


def kinds() -> list[str]:
    """The kinds of object that appear in the trail, each found from the one before it: no event is counted."""
    return [kind for (kind,) in db.execute_sql(KINDS).fetchall()]
