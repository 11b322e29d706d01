"""Samples: batches, testers, measurements, and the verdict people signed."""

from __future__ import annotations

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.models.base import Record, Versioned
from portal.models.fields import MicrosField, UtcDateTimeField
from portal.models.products import Product
from portal.models.suppliers import Supplier
from portal.models.templates import TemplateVersion
from portal.models.users import User


class Sample(Versioned):
    supplier = ForeignKeyField(Supplier, index=True)
    product = ForeignKeyField(Product, index=True)
    kind = CharField(max_length=10)  # physical, digital
    template_version = ForeignKeyField(TemplateVersion, backref="+")
    fee = MicrosField(null=True)
    currency = CharField(max_length=3)
    asked_on = DateField()
    promised_on = DateField(null=True)
    shipped_on = DateField(null=True)
    received_on = DateField(null=True)
    purpose = TextField(default="")
    use_scene = TextField(default="")
    note = TextField(default="")
    owner = ForeignKeyField(User, null=True, backref="+")
    round = IntegerField(default=1)  # of signatures
    verdict = CharField(max_length=10, null=True)  # pass, retest, drop: only once signed
    verdict_at = UtcDateTimeField(null=True)
    frozen = JSONField(null=True)  # what was shown when it was signed
    created_by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


class Batch(Versioned):
    sample = ForeignKeyField(Sample, index=True)
    number = CharField(max_length=60)
    received_on = DateField(null=True)
    note = TextField(default="")
    deleted_at = UtcDateTimeField(null=True)


class Tester(Versioned):
    """A colleague who tests a sample, and by when."""

    sample = ForeignKeyField(Sample)
    user = ForeignKeyField(User, index=True)
    due_on = DateField(null=True)
    done_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("sample", "user"), True),)


class Measurement(Versioned):
    """What one tester found for one criterion in one batch."""

    batch = ForeignKeyField(Batch)
    code = CharField(max_length=10)
    tester = ForeignKeyField(User, backref="+")
    values = JSONField()  # measure key -> value
    passed = BooleanField(null=True)  # a person's word where there is no limit to hold a figure against
    note = TextField(default="")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("batch", "code", "tester"), True),)


class VerdictProposal(Record):
    """A verdict somebody put up for signature, with the reasons the figures gave at that moment."""

    sample = ForeignKeyField(Sample, index=True)
    round = IntegerField()
    verdict = CharField(max_length=10)
    proposed = CharField(max_length=10, null=True)  # what the rule says; None while it cannot say
    reason = TextField(default="")
    shown = JSONField()
    by = ForeignKeyField(User, backref="+")
    at = UtcDateTimeField()
