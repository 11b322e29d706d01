"""Next steps that somebody put off, until when and why."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from portal.core.models.change import Entry
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.users import User


class StepSnooze(Entry):
    """The step is seen again on the day `until`, or once somebody removes the row."""

    rule = CharField(max_length=20)
    subject = IntegerField()  # a product or a supplier; 0: the team
    until = DateField(index=True)
    reason = CharField(max_length=200)
    by = ForeignKeyField(User, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)
