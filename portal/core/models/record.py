"""A row of any table: its id, its database, and who changes it when."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peewee import AutoField, DatabaseProxy, Model

db = DatabaseProxy()


def table_name(model: type[Model]) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", model.__name__).lower()


def rows(query: Any) -> list[Any]:
    """What a query finds as plain tuples, read at once: lists and pages never meet a lazy query."""
    return list(query.tuples())


class Record(Model):
    id = AutoField()

    class Meta:
        database = db
        table_function = table_name


@dataclass(frozen=True)
class Stamp:
    """Who acts, and when. `user_id` is None for the program itself."""

    user_id: int | None
    at: datetime


@dataclass
class Log:
    stamp: Stamp
    events: list[tuple[str, str, int | None, Any, Any]] = field(default_factory=list)
    when_undone: list[Callable[[], None]] = field(default_factory=list)  # what is no row and goes with the rows

    def __call__(
        self, verb: str, subject: Record | tuple[str, int | None], before: Any = None, after: Any = None
    ) -> None:
        kind, key = subject if isinstance(subject, tuple) else (table_name(type(subject)), subject.id)
        self.events.append((verb, kind, key, before, after))


def plain(about: dict[str, Any]) -> dict[str, Any]:
    """Rows by their ids, as the audit trail keeps them."""
    return {key: value.id if isinstance(value, Record) else value for key, value in about.items()}
