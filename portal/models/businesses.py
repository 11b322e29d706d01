"""A business (a shop or line of business), its stage, and the history of its stages."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from portal.models.base import Record, Versioned
from portal.models.fields import UtcDateTimeField
from portal.models.users import User


class Business(Versioned):
    name = CharField(max_length=80, unique=True)
    stage = CharField(max_length=10)
    note = TextField(default="")
    archived = BooleanField(default=False)
    created_at = UtcDateTimeField()


class StageChange(Record):
    """The business entered `to_stage`. `reason` is there when an admin moved it past an open gate."""

    business = ForeignKeyField(Business, index=True)
    from_stage = CharField(max_length=10, null=True)
    to_stage = CharField(max_length=10)
    reason = TextField(default="")
    failed = TextField(default="")  # codes of the must-haves that stood in the way
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
