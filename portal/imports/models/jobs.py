"""Imports that were asked for and are carried out behind their page: one at a time of each person."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from peewee import CharField, ForeignKeyField, IntegerField, IntegrityError, JSONField

from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, db, rows
from portal.core.models.users import User
from portal.imports.models.imports import KEPT_WAITING, Import


class ImportBusy(Exception):
    """The person has another import at work: the name of its file."""


class ImportTaken(Exception):
    """Who carries the import out is thought to be gone: nothing of it may count any more."""


class ImportEnd(StrEnum):
    """Why nothing was written."""

    changed = "changed"  # something changed since the person looked
    failed = "failed"
    interrupted = "interrupted"  # the server stopped


class ImportJob(Record):
    """What was asked for, as the person saw it; gone once the import is done."""

    part_of_id: int
    by_id: int | None
    part_of = ForeignKeyField(Import, unique=True, on_delete="CASCADE", backref="+")
    by = ForeignKeyField(User, null=True, backref="+")
    asked_at = UtcDateTimeField()
    language = CharField(max_length=2)  # in which reasons are written
    seen = IntegerField()  # the version of the import
    expected = CharField(max_length=200)  # what it would do
    fill = JSONField(default=dict)  # what stands where the file says nothing
    total = IntegerField()  # rows
    claim = CharField(max_length=32, default="")  # the token of who carries it out
    claimed_at = UtcDateTimeField(null=True)
    end = CharField(max_length=12, default="")  # an ImportEnd; empty until then

    @classmethod
    def ask(cls, row: Import, stamp: Stamp, **about: Any) -> Self:
        """Raises ImportBusy, also for the second of two presses at once."""
        try:
            with db.atomic():
                cls.forget(row)
                return cls.create(part_of=row, by=stamp.user_id, asked_at=stamp.at, **about)
        except IntegrityError:
            raise ImportBusy(cls.at_work(stamp.user_id) or row.name) from None

    @classmethod
    def at_work(cls, person: int | None) -> str:
        """The name of the file whose import this person has under way; empty when there is none."""
        query = Import.select(Import.name).join(cls).where(cls.by == person, cls.end == "")
        return next((name for (name,) in rows(query)), "")

    @classmethod
    def under_way(cls) -> list[Self]:
        """Those that did not end, as far as anybody wrote down."""
        return list(cls.select().where(cls.end == "").order_by(cls.id))

    @classmethod
    def forget(cls, row: Import) -> None:
        """How the last attempt ended."""
        cls.delete().where(cls.part_of == row, cls.end != "").execute()

    @classmethod
    def take(cls, key: int, token: str, at: datetime) -> Self | None:
        """The job, for the first who asks for it and nobody else."""
        free = (cls.id == key) & (cls.claim == "") & (cls.end == "")
        taken = cls.update(claim=token, claimed_at=at).where(free).execute()
        return cls.get_by_id(key) if taken else None

    def finish(self) -> None:
        """As part of what it does: all of it counts, or nothing. Raises ImportTaken."""
        if not ImportJob.delete().where(self.mine()).execute():
            raise ImportTaken

    def stop(self, end: ImportEnd) -> bool:
        """Nothing was written, and the page of the file says why. False when it ended otherwise meanwhile."""
        return bool(ImportJob.update(end=end).where(self.mine()).execute())

    def mine(self) -> Any:
        return (ImportJob.id == self.id) & (ImportJob.claim == self.claim) & (ImportJob.end == "")


# The database itself holds that a person has one at a time.
ImportJob.add_index(ImportJob.index(ImportJob.by, unique=True, where=(ImportJob.end == ""), name="import_job_at_work"))


def forgotten(at: datetime) -> Any:
    """Imports that nobody came back to for a week, as a condition."""
    under_way = ImportJob.select(ImportJob.part_of).where(ImportJob.end == "")
    return Import.done_at.is_null() & (Import.created_at < at - KEPT_WAITING) & Import.id.not_in(under_way)


def never_begun(at: datetime, patience: timedelta) -> list[int]:
    """The ids of jobs that nobody took although they were asked for a while ago."""
    query = ImportJob.select(ImportJob.id).where(ImportJob.claim == "", ImportJob.end == "")
    return [key for (key,) in rows(query.where(ImportJob.asked_at < at - patience).order_by(ImportJob.id))]
