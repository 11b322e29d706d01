"""Things somebody has to do by a day: findings of reviews, failed items, anything a person writes down."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from portal.core.models.change import Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows, table_name
from portal.core.models.users import User
from portal.suppliers.models.suppliers import Supplier


class Action(Versioned):
    owner_id: int | None
    text = CharField(max_length=300)
    owner = ForeignKeyField(User, null=True, index=True, backref="+")
    due_on = DateField(null=True, index=True)
    supplier = ForeignKeyField(Supplier, null=True, index=True)
    object_type = CharField(max_length=40, default="")  # what it came from
    object_id = IntegerField(null=True)
    slot = CharField(max_length=40, default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    done_at = UtcDateTimeField(null=True)
    done_by = ForeignKeyField(User, null=True, backref="+")
    deleted_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("object_type", "object_id"), False),)

    @classmethod
    def give(
        cls,
        text: str,
        owner: int | None,
        due_on: date | None,
        stamp: Stamp,
        supplier: int | None = None,
        source: Record | None = None,
        slot: str = "",
    ) -> Self:
        """Ask somebody to do something by a day."""
        with change(stamp) as log:
            action = cls.create(
                text=text,
                owner=owner,
                due_on=due_on,
                supplier=supplier,
                object_type=table_name(type(source)) if source else "",
                object_id=source.id if source else None,
                slot=slot,
                by=stamp.user_id,
                created_at=stamp.at,
            )
            log("action.give", action, after={"text": text, "owner": owner, "due_on": due_on})
        return action

    @classmethod
    def open_at(cls, source: Record, slot: str) -> list[tuple[int, str, date | None]]:
        """What is still to be done about a place in something: id, text, due date."""
        place = (cls.object_type == table_name(type(source))) & (cls.object_id == source.id) & (cls.slot == slot)
        query = cls.select(cls.id, cls.text, cls.due_on).where(place, cls.done_at.is_null(), cls.deleted_at.is_null())
        return rows(query.order_by(cls.id))

    def settle(self, done: bool, seen: int, stamp: Stamp) -> bool:
        """Mark as done, or as open again; False where it is so already, and nothing changes."""
        if (self.done_at is not None) == done:
            return False
        with change(stamp) as log:
            self.change_row(seen, done_at=stamp.at if done else None, done_by=stamp.user_id if done else None)
            log("action.done" if done else "action.reopen", self)
        return True

    def reword(self, text: str, owner: int | None, due_on: date | None, stamp: Stamp) -> None:
        """Something else is to be done, by somebody else or by another day."""
        with change(stamp) as log:
            after = {"text": text, "owner": owner, "due_on": due_on}
            before = {name: self.__data__[name] for name in after}
            self.change_row(self.version, **after)
            moved = [name for name in after if before[name] != after[name]]
            log("action.edit", self, *({name: side[name] for name in moved} for side in (before, after)))

    def mark(self, verb: str, deleted_at: datetime | None, stamp: Stamp) -> None:
        """Gone with what it came from, or back with it."""
        with change(stamp) as log:
            self.change_row(self.version, deleted_at=deleted_at)
            log(f"action.{verb}", self)

    def plan(self, owner: int | None, due_on: date | None, reason: str, seen: int, stamp: Stamp) -> None:
        """Somebody else does it, or it is done by another day. Raises Stale."""
        with change(stamp) as log:
            before = {"owner": self.owner_id, "due_on": self.due_on}
            self.change_row(seen, owner=owner, due_on=due_on)
            if owner != before["owner"]:
                log("action.hand_over", self, {"owner": before["owner"]}, {"owner": owner, "reason": reason})
            if due_on != before["due_on"]:
                log("action.put_off", self, {"due_on": before["due_on"]}, {"due_on": due_on, "reason": reason})


class Signature(Versioned):
    """A person stands by something: a finished run, a verdict on a sample."""

    object_type = CharField(max_length=40)
    object_id = IntegerField()
    round = IntegerField(default=1)  # a reopened run is signed again, in the next round
    by = ForeignKeyField(User, backref="+")
    at = UtcDateTimeField()
    alone_reason = CharField(max_length=500, default="")  # why one admin signed where two people should

    class Meta:
        indexes = ((("object_type", "object_id", "round", "by"), True),)

    @classmethod
    def add(cls, object_type: str, object_id: int, round: int, stamp: Stamp, alone: str = "") -> None:
        """Sign in a round; who has signed already may add why nobody else will."""
        about = {"object_type": object_type, "object_id": object_id, "round": round, "by": stamp.user_id}
        signed, new = cls.get_or_create(**about, defaults={"at": stamp.at, "alone_reason": alone})
        if alone and not new:
            signed.change_row(signed.version, at=stamp.at, alone_reason=alone)

    @classmethod
    def count_of(cls, object_type: str, object_id: int, round: int) -> int:
        """How many people signed in this round."""
        signed = (cls.object_type == object_type) & (cls.object_id == object_id) & (cls.round == round)
        return int(cls.select().where(signed).count())
