"""Suppliers, and each move of one through the pipeline."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from portal.models.base import Record, Versioned
from portal.models.categories import Category
from portal.models.fields import UtcDateTimeField
from portal.models.users import User


class Supplier(Versioned):
    name = CharField(max_length=120)
    legal_name = CharField(max_length=160, default="")
    name_key = CharField(max_length=160, index=True)  # domain.names: for the duplicate warning and search
    legal_key = CharField(max_length=160, default="", index=True)
    kind = CharField(max_length=12)  # maker, wholesaler, platform, agent
    goods = CharField(max_length=10)  # physical, digital, both
    country = CharField(max_length=2, default="")
    place = CharField(max_length=120, default="")
    since_year = IntegerField(null=True)
    since_month = IntegerField(null=True)
    company_code = CharField(max_length=40, default="", index=True)
    website = CharField(max_length=300, default="")
    website_host = CharField(max_length=255, default="", index=True)
    tier = CharField(max_length=20, default="")  # a tier of the review rhythm in the policy
    owner = ForeignKeyField(User, null=True, backref="+")
    status = CharField(max_length=12, index=True)
    status_at = UtcDateTimeField()
    note = TextField(default="")
    search = TextField(default="")  # folded names, tags, place, note: what the search box looks into
    created_by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)
    merged_into = ForeignKeyField("self", null=True, backref="+")


class StatusChange(Record):
    supplier = ForeignKeyField(Supplier, index=True)
    from_status = CharField(max_length=12, null=True)
    to_status = CharField(max_length=12)
    reason = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()


class SupplierCategory(Record):
    supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
    category = ForeignKeyField(Category)

    class Meta:
        indexes = ((("supplier", "category"), True),)


class SupplierTag(Record):
    supplier = ForeignKeyField(Supplier, on_delete="CASCADE")
    tag = CharField(max_length=40, index=True)

    class Meta:
        indexes = ((("supplier", "tag"), True),)


class Contact(Versioned):
    """A person at a supplier."""

    supplier = ForeignKeyField(Supplier, index=True)
    name = CharField(max_length=80)
    position = CharField(max_length=80, default="")
    phone = CharField(max_length=60, default="")
    mail = CharField(max_length=160, default="")
    chat = CharField(max_length=80, default="")
    note = TextField(default="")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


class ReputationNote(Versioned):
    """Word of mouth: who said what, where, when."""

    supplier = ForeignKeyField(Supplier, index=True)
    source = CharField(max_length=120)
    source_kind = CharField(max_length=20)  # forum, social, peer, platform, news, court, other
    tone = CharField(max_length=10)  # good, mixed, bad
    on = DateField()
    url = CharField(max_length=300, default="")
    text = TextField()
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


class SavedView(Record):
    """A filter of a list that a person keeps."""

    user = ForeignKeyField(User, on_delete="CASCADE")
    page = CharField(max_length=20)
    name = CharField(max_length=60)
    query = TextField()

    class Meta:
        indexes = ((("user", "page", "name"), True),)
