"""The contact log: what was said with a supplier, when, how and with whom, and what is to be done next."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple, Self

from peewee import CharField, ForeignKeyField, TextField

from portal.actions.models import Action
from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.inquiries.models.inquiries import Inquiry
from portal.suppliers.models.suppliers import Contact, Supplier


class PlannedStep(NamedTuple):
    """What is to be done next, by whom and by when."""

    text: str
    owner: int | None
    due_on: date | None


NOTHING = PlannedStep("", None, None)


class Conversation(Entry):
    """Its next step is an action: done, put off and handed over like any other."""

    supplier_id: int
    contact_id: int | None
    inquiry_id: int | None
    supplier = ForeignKeyField(Supplier, index=True)
    at = UtcDateTimeField()
    channel = CharField(max_length=10)  # as of an inquiry
    direction = CharField(max_length=4)  # we, they: who turned to the other
    contact = ForeignKeyField(Contact, null=True, backref="+")
    inquiry = ForeignKeyField(Inquiry, null=True, index=True, backref="+")  # the one it reminds of or is about
    text = TextField()
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def note(cls, stamp: Stamp, step: PlannedStep = NOTHING, **about: Any) -> Self:
        with change(stamp):
            row = cls.add(stamp, **about)
            row.agree(step, stamp)
        return row

    def write(self, seen: int, stamp: Stamp, step: PlannedStep, **about: Any) -> None:
        """What was said, and what is next. Raises Stale if somebody saved since."""
        with change(stamp):
            self.amend(seen, stamp, **about)
            self.agree(step, stamp)

    def agree(self, step: PlannedStep, stamp: Stamp) -> None:
        """One next step: given out, changed, or taken away where nothing is to be done any more."""
        action = self.action()
        if action is None and step.text:
            Action.give(step.text, step.owner, step.due_on, stamp, self.supplier_id, self)
        elif action is not None and not step.text:
            action.mark("remove", stamp.at, stamp)
        elif action is not None and self.step() != step:
            action.reword(step.text, step.owner, step.due_on, stamp)

    def action(self, deleted_at: datetime | None = None) -> Any:
        mine = (Action.object_type == "conversation") & (Action.object_id == self.id)
        there = Action.deleted_at.is_null() if deleted_at is None else Action.deleted_at == deleted_at
        return Action.get_or_none(mine & there)

    def step(self) -> PlannedStep:
        action = self.action()
        return PlannedStep(action.text, action.owner_id, action.due_on) if action else NOTHING

    def remove(self, stamp: Stamp) -> None:
        with change(stamp):
            action = self.action()
            super().remove(stamp)
            if action is not None:
                action.mark("remove", stamp.at, stamp)

    def restore(self, stamp: Stamp) -> None:
        """With the next step that went with it."""
        with change(stamp):
            action = self.action(self.deleted_at) if self.deleted_at else None
            super().restore(stamp)
            if action is not None:
                action.mark("restore", None, stamp)
