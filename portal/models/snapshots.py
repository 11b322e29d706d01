"""A comparison as it stood on a day: quotes, rates, weights and the conclusion a person wrote."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.models.base import Record
from portal.models.fields import UtcDateTimeField
from portal.models.products import Product
from portal.models.users import User


class Snapshot(Record):
    product = ForeignKeyField(Product, index=True)
    title = CharField(max_length=120)
    quantity = IntegerField()
    query = TextField()  # the address it was made from
    shown = JSONField()
    conclusion = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
