"""Products of a business, and what each supplier is to each of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField, chunked

from portal.core.models.change import Entry, Versioned, change
from portal.core.models.fields import MicrosField, UtcDateTimeField
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Stamp
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier

FLAGS = ("powered", "worn_or_eaten", "colour_matters", "custom", "exclusive")


class Product(Entry):
    MADE = Entry.MADE | {"search"}
    category_id: int | None
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

    supplier_id: int
    product_id: int
    supplier = ForeignKeyField(Supplier)
    product = ForeignKeyField(Product, index=True)
    role = CharField(max_length=10, null=True)
    return_rate = MicrosField(null=True)
    created_at = UtcDateTimeField()

    class Meta:
        indexes = ((("supplier", "product"), True),)

    @classmethod
    def put(cls, supplier: int, product: int, role: str | None, return_rate: Decimal | None, stamp: Stamp) -> Source:
        """What this supplier is to this product from now on."""
        role_and_rate = {"role": role, "return_rate": return_rate}
        with change(stamp) as log:
            source, created = cls.get_or_create(
                supplier=supplier, product=product, defaults={**role_and_rate, "created_at": stamp.at}
            )
            before = None if created else {"role": source.role, "return_rate": source.return_rate}
            if not created:
                source.change_row(source.version, **role_and_rate)
            log("source.put", source, before, role_and_rate)
        return source

    @classmethod
    def join_in(cls, pairs: Iterable[tuple[int, int]], at: datetime) -> None:
        """Each supplier is a source of its product from now on, where it was none."""
        about = {"version": 1, "created_at": at}
        for part in chunked(pairs, AT_ONCE):
            sources = [{"supplier": supplier, "product": product, **about} for supplier, product in part]
            cls.insert_many(sources).on_conflict_ignore().execute()

    def settle(self, seen: int, role: str | None, return_rate: Decimal | None, stamp: Stamp) -> None:
        """Change what it is, if nobody did since; raises Stale otherwise."""
        with change(stamp) as log:
            before = {"role": self.role, "return_rate": self.return_rate}
            self.change_row(seen, role=role, return_rate=return_rate)
            log("source.put", self, before, {"role": role, "return_rate": return_rate})

    def drop(self, stamp: Stamp) -> None:
        """It is no source any more; what it quoted stays."""
        with change(stamp) as log:
            self.delete_instance()
            log("source.remove", self, {"supplier": self.supplier_id, "product": self.product_id, "role": self.role})
