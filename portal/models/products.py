"""Products of a business, and what each supplier is to each of them."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from portal.models.base import Versioned
from portal.models.businesses import Business
from portal.models.categories import Category
from portal.models.fields import MicrosField, UtcDateTimeField
from portal.models.suppliers import Supplier


class Product(Versioned):
    business = ForeignKeyField(Business, index=True)
    category = ForeignKeyField(Category, null=True, index=True)
    name = CharField(max_length=120)
    code = CharField(max_length=60, default="")
    search = TextField(default="")
    kind = CharField(max_length=10)  # physical, digital
    powered = BooleanField(default=False)
    worn_or_eaten = BooleanField(default=False)
    colour_matters = BooleanField(default=False)
    custom = BooleanField(default=False)
    exclusive = BooleanField(default=False)
    monthly_units = IntegerField(null=True)
    sale_price = MicrosField(null=True)
    currency = CharField(max_length=3)
    return_rate = MicrosField(null=True)  # share 0..1; used where the supplier has none of its own
    note = TextField(default="")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


class Source(Versioned):
    """What a supplier is to a product: role margin, traffic or backup, and its own return rate."""

    supplier = ForeignKeyField(Supplier)
    product = ForeignKeyField(Product, index=True)
    role = CharField(max_length=10, null=True)
    return_rate = MicrosField(null=True)
    created_at = UtcDateTimeField()

    class Meta:
        indexes = ((("supplier", "product"), True),)
