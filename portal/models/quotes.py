"""Quotes and their price breaks. A newer quote never replaces an older row: the older ones are the history."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, IntegerField, TextField

from portal.models.base import Record, Versioned
from portal.models.fields import MicrosField, UtcDateTimeField
from portal.models.products import Product
from portal.models.suppliers import Supplier
from portal.models.users import User


class Quote(Versioned):
    supplier = ForeignKeyField(Supplier)
    product = ForeignKeyField(Product, index=True)
    quoted_on = DateField()
    valid_until = DateField(null=True, index=True)
    currency = CharField(max_length=3)
    tax_basis = CharField(max_length=10)  # included, excluded, unknown
    moq = IntegerField(null=True)
    order_multiple = IntegerField(default=1)
    lead_days = IntegerField(null=True)
    # Each fee is a state (amount, zero, not_applicable, unknown) and, for "amount", a figure.
    freight_per_order_state = CharField(max_length=15)
    freight_per_order = MicrosField(null=True)
    freight_per_unit_state = CharField(max_length=15)
    freight_per_unit = MicrosField(null=True)
    packing_state = CharField(max_length=15)  # per unit
    packing = MicrosField(null=True)
    platform_fee_state = CharField(max_length=15)  # per order
    platform_fee = MicrosField(null=True)
    other_fees_state = CharField(max_length=15)  # per order
    other_fees = MicrosField(null=True)
    payment = CharField(max_length=20, default="unknown")  # prepaid, deposit, on_delivery, credit, wallet, unknown
    credit_days = IntegerField(null=True)
    deposit_share = MicrosField(null=True)
    payment_note = CharField(max_length=200, default="")
    incoterm = CharField(max_length=3, default="")
    note = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    class Meta:
        indexes = ((("supplier", "product", "quoted_on"), False),)


class PriceBreak(Record):
    quote = ForeignKeyField(Quote, on_delete="CASCADE")
    from_quantity = IntegerField()
    unit_price = MicrosField()

    class Meta:
        indexes = ((("quote", "from_quantity"), True),)
