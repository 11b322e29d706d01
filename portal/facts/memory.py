"""What the records said to the list of a stage, kept in this process until they change; answers do not."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from portal.core.models.audit import AuditHead
from portal.core.models.record import db
from portal.facts.records import Records

MOST = 64  # lists: those that are open in somebody's browser
Asked = TypeVar("Asked")


class Memory(NamedTuple):
    """What was read since the records last changed."""

    database: Any
    changed: int | None
    answers: dict[Hashable, Any]


_memory = Memory(None, None, {})


def kept(version: int, records: Records, read: Callable[[], Asked]) -> Asked:
    """What `read` finds in these records for a version of a list, read again once a record changed or a day is over.

    In a transaction it is read each time, since what that one wrote is not counted yet; so it is on the path of a
    supplier, where some questions are put to answers of other lists.
    """
    begun = bool(records.read) and records_changed not in records.read
    changed = None if begun or records.subject else records.once(records_changed)
    if changed is None:
        return read()
    memory, place = memory_of(changed), (version, records.business, records.stage, records.today)
    # Of the team it was read before the count, so that a limit may be an older one.
    team = records.policy, records.currency, records.home, records.zone
    asked_by, answers = memory.answers.get(place, (None, None))
    if answers is None or asked_by != team:
        answers = read()
        if len(memory.answers) >= MOST:
            memory.answers.clear()
        memory.answers[place] = team, answers
    return answers


def records_changed(_records: Records) -> int | None:
    """Asked before anything else is read of them, so that what is read is as new at least; None in a transaction."""
    return None if db.in_transaction() else AuditHead.records_changed()


def memory_of(changed: int) -> Memory:
    global _memory
    memory = _memory
    if memory.database is not db.obj or memory.changed != changed:
        memory = _memory = Memory(db.obj, changed, {})
    return memory


def forget() -> None:
    global _memory
    _memory = Memory(None, None, {})
