"""Categories of goods: what they need, and which of them nobody here may buy."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from portal.models.base import Record, Versioned, rows
from portal.models.businesses import Business
from portal.models.fields import UtcDateTimeField


class Category(Versioned):
    name = CharField(max_length=80, unique=True)
    kind = CharField(max_length=10)  # physical, digital
    permit = CharField(max_length=120, default="")  # the permit a seller needs; empty: none
    banned = BooleanField(default=False)
    banned_reason = TextField(default="")
    banned_key = CharField(max_length=40, null=True)  # the entry of the shipped banned list it came from
    powered = BooleanField(default=False)
    worn_or_eaten = BooleanField(default=False)
    colour_matters = BooleanField(default=False)
    note = TextField(default="")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def choices(cls) -> list[tuple[int, str]]:
        """Every category a person may pick: id and name. Banned ones too, so that the block has something to name."""
        return [(key, name) for key, name, _banned in cls.offered()]

    @classmethod
    def offered(cls) -> list[tuple[int, str, bool]]:
        """The same with whether nobody here may buy it; those last."""
        query = cls.select(cls.id, cls.name, cls.banned).where(cls.deleted_at.is_null())
        return rows(query.order_by(cls.banned, cls.name, cls.id))


class MainCategory(Record):
    """A category the business lives on."""

    business = ForeignKeyField(Business, on_delete="CASCADE")
    category = ForeignKeyField(Category, on_delete="CASCADE")

    class Meta:
        indexes = ((("business", "category"), True),)
