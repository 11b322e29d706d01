"""Papers of a supplier: licences, certificates, authorisations, permits. They expire."""

from __future__ import annotations

from typing import Any

from peewee import CharField, DateField, ForeignKeyField, TextField, fn

from portal.core.models.change import Entry
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.users import User
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.documents import ENDLESS


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

    @classmethod
    def replaced(cls) -> Any:
        """Whether the supplier has another paper of this kind, for the same category, that holds longer."""
        other = cls.alias()
        longer = (other.expires_on > cls.expires_on) | (other.expires_on.is_null() & other.kind.in_(ENDLESS))
        same = fn.COALESCE(other.category, 0) == fn.COALESCE(cls.category, 0)
        twin = (other.supplier == cls.supplier) & (other.kind == cls.kind) & same & other.deleted_at.is_null()
        return fn.EXISTS(other.select(other.id).where(twin & longer & cls.expires_on.is_null(False)))
