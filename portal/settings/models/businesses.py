"""A business (a shop or line of business), its stage, and the history of its stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from portal.core.models.change import Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp
from portal.core.models.users import User
from portal.core.rules.stages import Stage


class Business(Versioned):
    name = CharField(max_length=80, unique=True)
    stage = CharField(max_length=10)
    note = TextField(default="")
    archived = BooleanField(default=False)
    created_at = UtcDateTimeField()

    @classmethod
    def open(cls, name: str, stage: Stage, stamp: Stamp) -> Self:
        """A new line of business, at the stage where it stands."""
        with change(stamp) as log:
            business = cls.create(name=name, stage=stage, created_at=stamp.at)
            StageChange.create(business=business, to_stage=stage, by=stamp.user_id, at=stamp.at)
            log("business.open", business, after={"name": name, "stage": stage})
        return business

    @classmethod
    def hold(cls, id: int) -> None:
        """Until the change ends nobody else begins something for this business."""
        cls.hold_rows(cls.id == id)

    def rename(self, name: str, archived: bool, seen: int, stamp: Stamp) -> None:
        with change(stamp) as log:
            before = {"name": self.name, "archived": self.archived}
            self.change_row(seen, name=name, archived=archived)
            log("business.edit", self, before, {"name": name, "archived": archived})

    def move(self, to: Stage, seen: int, stamp: Stamp, reason: str = "", in_the_way: Sequence[str] = ()) -> None:
        """Enter another stage. `in_the_way`: codes of the must-haves an admin passed with the reason."""
        with change(stamp) as log:
            before = self.stage
            self.change_row(seen, stage=to)
            StageChange.create(
                business=self,
                from_stage=before,
                to_stage=to,
                reason=reason,
                failed=" ".join(in_the_way),
                by=stamp.user_id,
                at=stamp.at,
            )
            after = {"stage": to, "reason": reason, "in_the_way": list(in_the_way)}
            log("business.move", self, before={"stage": before}, after=after)


class StageChange(Record):
    """The business entered `to_stage`. `reason` is there when an admin moved it past an open gate."""

    business = ForeignKeyField(Business, index=True)
    from_stage = CharField(max_length=10, null=True)
    to_stage = CharField(max_length=10)
    reason = TextField(default="")
    failed = TextField(default="")  # codes of the must-haves that stood in the way
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
