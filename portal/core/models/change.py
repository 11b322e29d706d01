"""A change of rows: one transaction, its audit events, and one way to notice that somebody else was faster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any, ClassVar, Self

from peewee import IntegerField

from portal.core.models.audit import AuditEvent, last_saved
from portal.core.models.record import Log, Record, Stamp, db, plain, table_name


class Stale(Exception):
    """Somebody else saved the row after the caller read it; `current` is the row as it stands."""

    def __init__(self, current: Versioned) -> None:
        super().__init__(f"{table_name(type(current))} {current.id} has changed")
        self.current = current


class Versioned(Record):
    version = IntegerField(default=1)

    # Who saved it last and when: known where it raised Stale.
    saved_by: str | None = None
    saved_at: datetime | None = None

    @classmethod
    def hold_rows(cls, condition: Any) -> None:
        """Keep rows from colleagues until the caller's change ends; their versions stay."""
        cls.update(version=cls.version).where(condition).execute()

    def change_row(self, seen: int, **values: Any) -> Self:
        """Save `values` if the row still has version `seen`, else raise Stale."""
        model = type(self)
        saved = (
            model.update(version=model.version + 1, **values)
            .where((model.id == self.id) & (model.version == seen))
            .execute()
        )
        fresh: Self = model.get_by_id(self.id)
        if not saved:
            fresh.saved_by, fresh.saved_at = last_saved(fresh)
            raise Stale(fresh)
        self.__data__.update(fresh.__data__)
        return self


class Entry(Versioned):
    """A row people add, amend, remove and, for a while, bring back: each an event `<table>.add` and so on."""

    MADE: ClassVar[frozenset[str]] = frozenset({"id", "version", "by", "created_by", "created_at", "deleted_at"})

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """The columns people fill in, not those the program makes: what is imported, exported and merged."""
        fields: Any = cls._meta
        return tuple(field.name for field in fields.sorted_fields if field.name not in cls.MADE)

    @classmethod
    def add(cls, stamp: Stamp, **about: Any) -> Self:
        with change(stamp) as log:
            row = cls.create(created_at=stamp.at, **about)
            log(f"{table_name(cls)}.add", row, after=plain(about))
        return row

    def amend(self, seen: int, stamp: Stamp, **about: Any) -> Self:
        """Save what a person typed, if nobody saved since; raises Stale otherwise."""
        with change(stamp) as log:
            before = {key: self.__data__[key] for key in about}
            self.change_row(seen, **about)
            changed = {key for key, value in about.items() if before[key] != value}
            log(
                f"{table_name(type(self))}.edit",
                self,
                plain({key: before[key] for key in changed}),
                plain({key: about[key] for key in changed}),
            )
        return self

    def remove(self, stamp: Stamp) -> None:
        self._mark("remove", stamp.at, stamp)

    def restore(self, stamp: Stamp) -> None:
        self._mark("restore", None, stamp)

    def _mark(self, verb: str, deleted_at: datetime | None, stamp: Stamp) -> None:
        with change(stamp) as log:
            self.change_row(self.version, deleted_at=deleted_at)
            log(f"{table_name(type(self))}.{verb}", self)


_open: ContextVar[Log | None] = ContextVar("open change", default=None)


@contextmanager
def change(stamp: Stamp) -> Iterator[Log]:
    """One transaction; its audit events are chained last, just before the commit.

    A change inside a change joins it.
    """
    outer = _open.get()
    if outer is not None:
        yield outer
        return
    log = Log(stamp)
    try:
        with db.atomic():
            token = _open.set(log)
            try:
                yield log
            finally:
                _open.reset(token)
            AuditEvent.append(log)
    except BaseException:
        for take_away in log.when_undone:
            take_away()
        raise


@contextmanager
def part(log: Log) -> Iterator[None]:
    """A part of the open change of `log`: where it raises, its rows and events are gone, and the rest goes on."""
    kept = len(log.events)
    try:
        with db.atomic():
            yield
    except BaseException:
        del log.events[kept:]
        raise
