"""The rhythm of looking at each supplier again, and what was found each time."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.models.base import Record, Versioned
from portal.models.fields import UtcDateTimeField
from portal.models.suppliers import Supplier
from portal.models.users import User


class ReviewPlan(Versioned):
    """Every n months on the anchor day; `due_on` is the next date."""

    supplier = ForeignKeyField(Supplier, unique=True)
    every_months = IntegerField()
    anchor_day = IntegerField()
    due_on = DateField(index=True)


class Review(Versioned):
    supplier = ForeignKeyField(Supplier, index=True)
    was_due_on = DateField(null=True)
    done_on = DateField()
    outcome = CharField(max_length=10)  # passed, watch, act
    scores = JSONField(null=True)
    findings = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()


class ReviewMove(Record):
    """A due date was put off or brought forward, and why."""

    supplier = ForeignKeyField(Supplier, index=True)
    from_day = DateField(null=True)
    to_day = DateField()
    reason = TextField()
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
