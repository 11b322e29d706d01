"""Exchange rates by date, entered by hand, each with its direction: 1 base = value quote."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from peewee import JOIN, CharField, DateField, ForeignKeyField, TextField

from portal.core.models.change import Versioned, change
from portal.core.models.fields import MicrosField, UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User
from portal.settings.rules.rates import Rate

PER_PAGE = 50


class RateLine(NamedTuple):
    id: int
    base: str
    quote: str
    value: Decimal
    on: date
    note: str
    by: str | None
    at: datetime

    @property
    def inverse(self) -> str:
        """What 1 quote is worth in base, to six figures."""
        return f"{float(1 / self.value):.6g}"


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

    def drop(self, stamp: Stamp) -> None:
        """Written down by mistake: quotes are no longer converted by it."""
        with change(stamp) as log:
            self.delete_instance()
            about = {"base": self.base, "quote": self.quote, "value": self.value, "on": self.on, "note": self.note}
            log("rate.remove", self, about)

    @classmethod
    def listed(cls, page: int) -> list[RateLine]:
        """A page of rates, the newest day first; one more than a page holds when there are further ones."""
        query = (
            cls.select(cls.id, cls.base, cls.quote, cls.value, cls.on, cls.note, User.name, cls.at)
            .join(User, JOIN.LEFT_OUTER)
            .order_by(cls.on.desc(), cls.base, cls.quote, cls.id)
            .limit(PER_PAGE + 1)
            .offset((page - 1) * PER_PAGE)
        )
        return [RateLine(*row) for row in rows(query)]

    @classmethod
    def known(cls) -> tuple[Rate, ...]:
        return tuple(Rate(*rate) for rate in rows(cls.select(cls.base, cls.quote, cls.value, cls.on)))
