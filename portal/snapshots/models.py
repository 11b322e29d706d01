"""A comparison as it stood on a day: quotes, rates, weights and the conclusion a person wrote."""

from __future__ import annotations

from typing import Any, Self

from peewee import CharField, ForeignKeyField, IntegerField, JSONField, TextField

from portal.comparisons.rules.side_by_side import SideBySide
from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp
from portal.core.models.users import User
from portal.core.rules.freeze import freeze, thaw
from portal.products.models import Product


class Snapshot(Record):
    """`shown` holds all that its page needs; nothing of it is read from other rows again."""

    product_id: int
    by_id: int | None
    product = ForeignKeyField(Product, index=True)
    title = CharField(max_length=120)
    quantity = IntegerField()
    query = TextField()  # the address it was made from
    shown = JSONField()
    conclusion = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    @classmethod
    def take(cls, sheet: SideBySide, title: str, conclusion: str, query: str, author: str, stamp: Stamp) -> Self:
        """Keep a comparison with what a person concluded from it."""
        content: dict[str, Any] = {"sheet": freeze(sheet), "author": author}
        with change(stamp) as log:
            snapshot = cls.create(
                product=sheet.goods.id,
                title=title,
                quantity=sheet.quantity,
                query=query,
                shown=content,
                conclusion=conclusion,
                by=stamp.user_id,
                at=stamp.at,
            )
            log("snapshot.take", snapshot, after={"title": title, "quantity": sheet.quantity, "conclusion": conclusion})
        return snapshot

    @property
    def sheet(self) -> SideBySide:
        return thaw(SideBySide, self.shown["sheet"])

    @property
    def author(self) -> str:
        return str(self.shown["author"])
