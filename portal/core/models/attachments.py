"""Files people keep as evidence. The bytes lie in the upload folder under a random name; the row is the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from peewee import JOIN, CharField, ForeignKeyField, IntegerField

from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User


@dataclass(frozen=True)
class FileLine:
    id: int
    object_id: int
    slot: str
    name: str
    size: int
    media_type: str
    by: str
    at: datetime


class Attachment(Record):
    object_type = CharField(max_length=40)
    object_id = IntegerField()
    slot = CharField(max_length=40, default="")  # which question or criterion of the object it belongs to
    name = CharField(max_length=255)  # as the person called it
    stored = CharField(max_length=64, unique=True)
    media_type = CharField(max_length=80)
    size = IntegerField()
    sha256 = CharField(max_length=64)
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("object_type", "object_id"), False),)

    @classmethod
    def of(cls, object_type: str, ids: Iterable[int]) -> dict[int, list[FileLine]]:
        """The files of several objects of one kind, in one statement: object id -> files, oldest first."""
        query = (
            cls.select(cls.id, cls.object_id, cls.slot, cls.name, cls.size, cls.media_type, User.name, cls.at)
            .join(User, JOIN.LEFT_OUTER)
            .where(cls.object_type == object_type, cls.object_id.in_(list(ids)), cls.deleted_at.is_null())
            .order_by(cls.id)
        )
        files: dict[int, list[FileLine]] = defaultdict(list)
        for row in rows(query):
            files[row[1]].append(FileLine(*row))
        return files

    def remove(self, stamp: Stamp) -> None:
        with change(stamp) as log:
            Attachment.update(deleted_at=stamp.at).where(Attachment.id == self.id).execute()
            log("file.remove", (self.object_type, self.object_id), before={"name": self.name, "sha256": self.sha256})

    def restore(self, stamp: Stamp) -> None:
        with change(stamp) as log:
            Attachment.update(deleted_at=None).where(Attachment.id == self.id).execute()
            log("file.restore", (self.object_type, self.object_id), after={"name": self.name})


def by_slot(files: list[FileLine]) -> dict[str, tuple[FileLine, ...]]:
    slots: dict[str, tuple[FileLine, ...]] = {}
    for file in files:
        slots[file.slot] = (*slots.get(file.slot, ()), file)
    return slots
