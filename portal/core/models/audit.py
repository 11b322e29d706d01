"""The audit trail: append-only, each event carrying the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from peewee import CharField, DeferredForeignKey, IntegerField, TextField

from portal.core.models.fields import UtcDateTimeField
from portal.core.models.insert import insert
from portal.core.models.record import Log, Record, rows, table_name

GENESIS = "0" * 64
# What people say about records in their lists: no question is put to it, so what the records say stands as it was.
ANSWERS = frozenset({"answer"})


class AuditHead(Record):
    """One row: the hash and number of the last event."""

    hash = CharField(max_length=64)
    count = IntegerField()
    records = IntegerField(default=0)  # rises with each change of records, in its transaction; answers are none

    @classmethod
    def records_changed(cls) -> int:
        """Another number as soon as a record has changed."""
        [number] = rows(cls.select(cls.records))[0]
        return int(number)

    @classmethod
    def note_change(cls) -> None:
        """For what is worked out anew from rows, which is no event."""
        cls.update(records=cls.records + 1).execute()


class AuditEvent(Record):
    at = UtcDateTimeField()
    user = DeferredForeignKey("User", null=True, index=True)  # resolved beside User
    verb = CharField(max_length=60)
    object_type = CharField(max_length=40)
    object_id = IntegerField(null=True)
    before = TextField()
    after = TextField()
    previous = CharField(max_length=64)
    hash = CharField(max_length=64, unique=True)

    class Meta:
        indexes = ((("object_type", "object_id"), False), (("at",), False))

    @classmethod
    def append(cls, log: Log) -> None:
        if not log.events:
            return
        changed = int(any(kind not in ANSWERS for _verb, kind, *_about in log.events))
        counted = {"count": AuditHead.count + len(log.events), "records": AuditHead.records + changed}
        [head] = AuditHead.update(**counted).returning(AuditHead).execute()
        previous = head.hash
        events = []
        for verb, kind, key, before, after in log.events:
            row = dict(
                at=log.stamp.at,
                user=log.stamp.user_id,
                verb=verb,
                object_type=kind,
                object_id=key,
                before=canonical(before),
                after=canonical(after),
                previous=previous,
            )
            previous = row["hash"] = chained(**row)
            events.append(row)
        insert(cls, events)
        AuditHead.update(hash=previous).execute()

    @classmethod
    def first_fault(cls) -> int | None:
        """The id of the first event that does not follow from the one before it; 0 when the tail is missing."""
        previous, count = GENESIS, 0
        for event in cls.select().order_by(cls.id).iterator():
            row = {**event.__data__, "user": event.user_id}
            key, stored_hash = row.pop("id"), row.pop("hash")
            if row["previous"] != previous or chained(**row) != stored_hash:
                return int(key)
            previous, count = stored_hash, count + 1
        head = AuditHead.get()
        return None if (head.hash, head.count) == (previous, count) else 0


def last_saved(row: Record) -> tuple[str | None, datetime | None]:
    """Name and time of the last event of a row in the audit trail."""
    event, person = AuditEvent, AuditEvent._meta.fields["user"].rel_model
    query = event.select(person.name, event.at).join(person)
    query = query.where(event.object_type == table_name(type(row)), event.object_id == row.id)
    newest = rows(query.order_by(event.id.desc()).limit(1))
    return newest[0] if newest else (None, None)


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def chained(**row: Any) -> str:
    return hashlib.sha256(canonical(row).encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{value!r} does not belong in the audit trail")
