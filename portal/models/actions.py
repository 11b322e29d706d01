"""Things somebody has to do by a day: findings of reviews, failed items, anything a person writes down."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, IntegerField

from portal.models.base import Versioned
from portal.models.fields import UtcDateTimeField
from portal.models.suppliers import Supplier
from portal.models.users import User


class Action(Versioned):
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
