"""Papers of a supplier: licences, certificates, authorisations, permits. They expire."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, TextField

from portal.models.base import Entry
from portal.models.categories import Category
from portal.models.fields import UtcDateTimeField
from portal.models.suppliers import Supplier
from portal.models.users import User


class Document(Entry):
    supplier = ForeignKeyField(Supplier, index=True)
    kind = CharField(max_length=20)  # domain.documents.Kind
    number = CharField(max_length=80, default="")
    holder = CharField(max_length=160, default="")  # the name on the paper
    category = ForeignKeyField(Category, null=True, backref="+")
    issued_on = DateField(null=True)
    expires_on = DateField(null=True, index=True)
    note = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)
