"""Checklists: published versions never change, a run keeps its version, an answer has a revision of its own."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.models.base import Record, Versioned
from portal.models.businesses import Business
from portal.models.fields import UtcDateTimeField
from portal.models.suppliers import Supplier
from portal.models.users import User


class Template(Record):
    key = CharField(max_length=40, unique=True)
    subject = CharField(max_length=20)  # business, supplier, sample
    stage = CharField(max_length=10, null=True)


class TemplateVersion(Record):
    template = ForeignKeyField(Template)
    version = IntegerField()
    content = JSONField()
    published_at = UtcDateTimeField()

    class Meta:
        indexes = ((("template", "version"), True),)


class Run(Versioned):
    template_version = ForeignKeyField(TemplateVersion, backref="+")
    business = ForeignKeyField(Business, null=True)
    supplier = ForeignKeyField(Supplier, null=True, index=True)
    stage = CharField(max_length=10, null=True)
    previous = ForeignKeyField("self", null=True, backref="+")
    rev = IntegerField(default=0)  # rises with every answer: the tag of polling
    round = IntegerField(default=1)  # of signatures
    started_by = ForeignKeyField(User, null=True, backref="+")
    started_at = UtcDateTimeField()
    signed_at = UtcDateTimeField(null=True)
    frozen = JSONField(null=True)  # what was shown when it was signed

    class Meta:
        indexes = ((("business", "stage", "id"), False),)


class Answer(Record):
    run = ForeignKeyField(Run)
    code = CharField(max_length=10)
    revision = IntegerField(default=0)
    changed_rev = IntegerField(default=0)  # the run's rev when this answer last changed
    state = CharField(max_length=10)  # unknown, answered, na
    value = JSONField(null=True)
    note = TextField(default="")
    source = CharField(max_length=10, default="person")  # person, confirmed, override
    fact = JSONField(null=True)  # the figure that stood beside it when it was confirmed or overridden
    owner = ForeignKeyField(User, null=True, index=True, backref="+")
    due_on = DateField(null=True)
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("run", "code"), True),)


class AnswerEvent(Record):
    """Append-only history of one item."""

    run = ForeignKeyField(Run)
    code = CharField(max_length=10)
    revision = IntegerField()
    verb = CharField(max_length=20)
    before = JSONField(null=True)
    after = JSONField(null=True)
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("run", "code", "id"), False),)


class RunEvent(Record):
    """Started, signed, frozen, reopened."""

    run = ForeignKeyField(Run, index=True)
    verb = CharField(max_length=20)
    reason = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
