"""Products of a business, and what each supplier is to each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Self

from peewee import BooleanField, CharField, DateField, ForeignKeyField, IntegerField, TextField, chunked, fn

from portal.core.models.change import Entry, Versioned, change
from portal.core.models.fields import MicrosField, UtcDateTimeField
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import Record, Stamp, db
from portal.core.models.users import User
from portal.products.rules import ReferenceCost, ReferenceSource
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier

FLAGS = ("powered", "worn_or_eaten", "colour_matters", "custom", "exclusive")


class Product(Entry):
    MADE = Entry.MADE | {"search"}
    SEARCHED = ("search", "name", "code", "note")
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
    sale_share = MicrosField(null=True)  # what the platform takes of the sale price, 0..1
    sale_fee = MicrosField(null=True)  # and of each unit sold, in `currency`
    currency = CharField(max_length=3)
    return_rate = MicrosField(null=True)  # share 0..1; used where the supplier has none of its own
    note = TextField(default="")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)


class CostReference(Record):
    """What a unit of a product is known to cost landed. The newest row counts, the older ones stay; one without an
    amount took the figure back."""

    product_id: int
    product = ForeignKeyField(Product, index=True)
    amount = MicrosField(null=True)
    currency = CharField(max_length=3)
    on = DateField()
    source = CharField(max_length=10)  # person, quotes, paid
    quotes = IntegerField(default=0)  # how many the median is of
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    @classmethod
    def last(cls, product: int) -> Self | None:
        """The newest row; None where nobody ever kept a figure."""
        row: Self | None = cls.select().where(cls.product == product).order_by(cls.id.desc()).first()
        return row

    @classmethod
    def keep(cls, product: Product, reference: ReferenceCost | None, currency: str, seen: int, stamp: Stamp) -> bool:
        """From now on offers are scored against it; None takes the figure back. False where it stands so already.

        Raises CostReferenceMoved where the newest row is not the one that was `seen` (0: none).
        """
        figure: dict[str, Any] = {"amount": None, "currency": currency, "on": stamp.at.date()}
        figure |= {"source": ReferenceSource.person}
        if reference is not None:
            about = ("amount", "currency", "on", "source", "quotes")
            figure = {name: getattr(reference, name) for name in about}
        with change(stamp) as log:
            locked(product)
            last = cls.last(product.id)
            if stands_so(last, figure if reference else None):
                return False
            if (last.id if last else 0) != seen:
                raise CostReferenceMoved
            before = {name: getattr(last, name) for name in ("amount", "currency", "source")} if last else None
            row = cls.create(product=product, by=stamp.user_id, at=stamp.at, **figure)
            after = {"amount": figure["amount"], "currency": figure["currency"], "source": str(figure["source"])}
            log("cost_reference.put", row, before, after | {"product": product.id})
        return True

    @classmethod
    def newest(cls) -> Any:
        """The condition that joins a product with the row that counts."""
        later = cls.alias()
        return cls.id == later.select(fn.MAX(later.id)).where(later.product == Product.id)


class CostReferenceMoved(Exception):
    """Somebody else kept or took back a reference cost after the page was opened."""


def locked(product: Product) -> None:
    """The product, so that of two who keep a figure at once the second sees the first."""
    query = Product.select(Product.id).where(Product.id == product.id)
    (query.for_update() if db.for_update else query).first()


def stands_so(last: CostReference | None, figure: Mapping[str, Any] | None) -> bool:
    """Whether the newest row says so already; None says that there is no figure."""
    if last is None or last.amount is None:
        return figure is None
    return figure is not None and all(getattr(last, name) == value for name, value in figure.items())


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

    def settle(self, seen: int, role: str | None, return_rate: Decimal | None, stamp: Stamp) -> bool:
        """Change what it is, if nobody did since; raises Stale otherwise. False where it is so already."""
        before, after = {"role": self.role, "return_rate": self.return_rate}, {"role": role, "return_rate": return_rate}
        if before == after:
            return False
        with change(stamp) as log:
            self.change_row(seen, **after)
            log("source.put", self, before, after)
        return True

    def drop(self, stamp: Stamp) -> None:
        """It is no source any more; what it quoted stays."""
        with change(stamp) as log:
            self.delete_instance()
            log("source.remove", self, {"supplier": self.supplier_id, "product": self.product_id, "role": self.role})
