"""Exchange rates by date, entered by hand, each with its direction: 1 base = value quote."""

from __future__ import annotations

from peewee import CharField, DateField, ForeignKeyField, TextField

from portal.domain.rates import Rate
from portal.models.base import Versioned, rows
from portal.models.fields import MicrosField, UtcDateTimeField
from portal.models.users import User


class FxRate(Versioned):
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
    def known(cls) -> tuple[Rate, ...]:
        return tuple(Rate(*row) for row in rows(cls.select(cls.base, cls.quote, cls.value, cls.on)))
