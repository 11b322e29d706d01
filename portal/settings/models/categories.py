"""Categories of goods: what they need, and which of them nobody here may buy."""

from __future__ import annotations

from collections.abc import Iterable

from peewee import BooleanField, CharField, ForeignKeyField, TextField

from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows
from portal.settings.models.businesses import Business

PHYSICAL_BANS = frozenset({"medicine_weapons", "sim_bank_cards"})  # of the shipped list; the rest is digital
FLAGS = ("powered", "worn_or_eaten", "colour_matters")


class Category(Entry):
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

    @property
    def flags(self) -> list[str]:
        """What is said of its goods, as names of columns."""
        return [flag for flag in FLAGS if getattr(self, flag)]

    @classmethod
    def forbid(cls, banned: Iterable[tuple[str, str, str]], stamp: Stamp) -> None:
        """Put the shipped list of banned categories on record: key, name and reason of each, unless it is there."""
        on_record = {key for (key,) in rows(cls.select(cls.banned_key).where(cls.banned_key.is_null(False)))}
        for key, name, reason in banned:
            if key not in on_record:
                kind = "physical" if key in PHYSICAL_BANS else "digital"
                cls.add(stamp, name=name, kind=kind, banned=True, banned_reason=reason, banned_key=key)

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

    @classmethod
    def put(cls, business: Business, categories: Iterable[int], stamp: Stamp) -> None:
        """These are the categories the business lives on, and no others."""
        with change(stamp) as log:
            cls.delete().where(cls.business == business).execute()
            chosen = sorted(set(categories))
            for category in chosen:
                cls.create(business=business, category=category)
            log("business.main_categories", business, after={"categories": chosen})

    @classmethod
    def of(cls, business: int) -> list[int]:
        return [key for (key,) in rows(cls.select(cls.category).where(cls.business == business))]
