"""Column types that both engines store alike: exact amounts and aware instants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from peewee import BigIntegerField, DateTimeField

from portal.core.rules.money import from_micros, to_micros


class MicrosField(BigIntegerField):
    """An exact amount, share or rate: a Decimal in Python, millionths in the row."""

    def db_value(self, value: Any) -> int | None:
        return None if value is None else to_micros(Decimal(value))

    def python_value(self, value: Any) -> Decimal | None:
        return None if value is None else from_micros(int(value))


class UtcDateTimeField(DateTimeField):
    """An aware instant; stored as UTC without a zone, so that both engines sort it alike."""

    def db_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            if value.tzinfo is None:
                raise ValueError("an instant needs a time zone")
            value = value.astimezone(UTC).replace(tzinfo=None)
        return super().db_value(value)

    def python_value(self, value: Any) -> Any:
        value = super().python_value(value)
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def plain_day(value: date | str) -> date:
    """SQLite answers the days of a compound query as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
