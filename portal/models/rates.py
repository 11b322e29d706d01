"""Exchange rates by date, entered by hand, each with its direction: 1 base = value quote."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from peewee import CharField, DateField, ForeignKeyField, TextField

from portal.domain.rates import Rate
from portal.models.base import Stamp, Versioned, change, rows
from portal.models.fields import MicrosField, UtcDateTimeField
from portal.models.users import User


class FxRate(Versioned):
    """1 base = value quote on that day."""

    base = CharField(max_length=3)
    quote = CharField(max_length=3)
    value = MicrosField()
    on = DateField()
    note = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("base", "quote", "on"), True),)

    @classmethod
    def record(cls, base: str, quote: str, value: Decimal, on: date, note: str, stamp: Stamp) -> FxRate:
        """A rate of a day. IntegrityError when the day has one already."""
        with change(stamp) as log:
            rate = cls.create(base=base, quote=quote, value=value, on=on, note=note, by=stamp.user_id, at=stamp.at)
            log("rate.add", rate, after={"base": base, "quote": quote, "value": value, "on": on, "note": note})
        return rate

    def correct(self, value: Decimal, note: str, seen: int, stamp: Stamp) -> None:
        with change(stamp) as log:
            before = {"value": self.value, "note": self.note}
            self.change_row(seen, value=value, note=note, by=stamp.user_id, at=stamp.at)
            log("rate.edit", self, before, {"value": value, "note": note})

    @classmethod
    def known(cls) -> tuple[Rate, ...]:
        return tuple(Rate(*row) for row in rows(cls.select(cls.base, cls.quote, cls.value, cls.on)))
