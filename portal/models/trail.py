"""The audit trail as its page reads it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from peewee import JOIN, fn

from portal.models.audit import AuditEvent
from portal.models.base import rows
from portal.models.users import User

PER_PAGE = 50


class Event(NamedTuple):
    id: int
    at: datetime
    by: str | None
    verb: str
    object_type: str
    object_id: int | None
    before: str
    after: str


def events(
    person: int | None = None,
    kind: str = "",
    object_id: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    older_than: int | None = None,
) -> list[Event]:
    """A page of events, newest first; one more than a page holds when there are older ones (keyset paging)."""
    event = AuditEvent
    query = (
        event.select(
            event.id,
            event.at,
            User.name,
            event.verb,
            event.object_type,
            event.object_id,
            event.before,
            event.after,
        )
        .join(User, JOIN.LEFT_OUTER)
        .order_by(event.id.desc())
        .limit(PER_PAGE + 1)
    )
    for wanted, found in (
        (person, event.user == person),
        (kind or None, event.object_type == kind),
        (object_id, event.object_id == object_id),
        (since, event.at >= since),
        (until, event.at < until),
        (older_than, event.id < older_than),
    ):
        if wanted is not None:
            query = query.where(found)
    return [Event(*row) for row in rows(query)]


def kinds() -> list[str]:
    """The kinds of object that appear in the trail."""
    query = AuditEvent.select(AuditEvent.object_type, fn.COUNT(AuditEvent.id)).group_by(AuditEvent.object_type)
    return [kind for kind, _number in rows(query.order_by(AuditEvent.object_type))]
