"""Changes of many records, kept so that each can be taken back later too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, Self

from peewee import JOIN, CharField, ForeignKeyField, JSONField, TextField

from portal.bulk.rules import BulkChoice, BulkLine
from portal.core.models.change import Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User

NAMED = 3  # records a line of the list names
SEPARATOR = "\n"


class BulkEnded(Exception):
    """It was taken back already."""


class BulkAct(Versioned):
    noun = CharField(max_length=12)
    deed = CharField(max_length=12)
    value = JSONField(null=True)  # as BulkChoice has it, days as text
    names = TextField(default="")  # of the first records, as they were called
    kept = JSONField()  # of each record: its id, the version it was left with, and what stood before
    query = TextField(default="")  # of the list the person came from
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField(index=True)
    back_by = ForeignKeyField(User, null=True, backref="+")
    back_at = UtcDateTimeField(null=True)

    @classmethod
    def record(
        cls, noun: str, choice: BulkChoice, lines: Sequence[BulkLine], kept: Any, query: str, stamp: Stamp
    ) -> Self:
        value = choice.value.isoformat() if isinstance(choice.value, date) else choice.value
        names = SEPARATOR.join(line.name for line in lines[:NAMED])
        with change(stamp) as log:
            about = {"noun": noun, "deed": choice.deed, "value": value, "names": names, "query": query}
            act = cls.create(**about, kept=kept, by=stamp.user_id, at=stamp.at)
            log("bulk_act.add", act, after={"deed": choice.deed, "records": len(kept)})
        return act

    def end(self, stamp: Stamp) -> None:
        """It is taken back from now on. Raises BulkEnded."""
        with change(stamp) as log:
            ended = BulkAct.update(back_by=stamp.user_id, back_at=stamp.at, version=BulkAct.version + 1)
            if not ended.where(BulkAct.id == self.id, BulkAct.back_at.is_null()).execute():
                raise BulkEnded
            log("bulk_act.take_back", self, after={"deed": self.deed, "records": len(self.kept)})

    @classmethod
    def newest(cls, most: int, before: int | None = None) -> list[BulkActLine]:
        """Those before that one, or the newest of all."""
        back = User.alias()
        query = (
            cls.select(
                *(cls.id, cls.noun, cls.deed, cls.value, cls.names, cls.kept, cls.at, User.name),
                *(cls.back_at, back.name),
            )
            .join(User, JOIN.LEFT_OUTER, on=cls.by)
            .join_from(cls, back, JOIN.LEFT_OUTER, on=cls.back_by == back.id)
            .order_by(cls.id.desc())
            .limit(most)
        )
        return [BulkActLine(*line) for line in rows(query.where(cls.id < before) if before else query)]


class BulkActLine(NamedTuple):
    """A change of many records as the list shows it."""

    id: int
    noun: str
    deed: str
    value: Any
    names: str
    kept: Sequence[dict[str, Any]]
    at: Any
    by: str | None
    back_at: Any
    back_by: str | None
