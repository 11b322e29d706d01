"""Imports: a file that waits, what became of each of its rows, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol, Self

from peewee import JOIN, BlobField, CharField, ForeignKeyField, IntegerField, JSONField

from portal.core.models import bulk
from portal.core.models.change import Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.insert import insert
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User
from portal.imports.rules.importing import ImportStep, KnownRecord
from portal.imports.rules.mixed import MadeHere, resolved
from portal.sheets.rules.cells import BadTable
from portal.sheets.rules.row_outcomes import RowOutcome

KEPT_WAITING = timedelta(days=7)
NEWEST = 50  # imports on the list


class Touched(Exception):
    """Records of the import were changed or used since: their names."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class Writer(Protocol):
    """How records of one kind are read, written and taken back."""

    model: type[Versioned]

    def known_records(self) -> list[KnownRecord]: ...

    def add(self, new: Sequence[Mapping[str, Any]], stamp: Stamp) -> list[int]:
        """The ids of new records, in their order."""

    def change(self, changed: Sequence[tuple[KnownRecord, Mapping[str, Any]]], stamp: Stamp) -> list[dict[str, Any]]:
        """Of each record the values that stood before. Raises Stale."""

    def touched(self, added: Mapping[int, int], changed: Mapping[int, int]) -> list[str]:
        """Names of those (id -> version the import left) that were changed or used since."""

    def drop(self, ids: Sequence[int], stamp: Stamp) -> None:
        """What was new goes."""

    def put_back(self, before: Mapping[int, Mapping[str, Any]], stamp: Stamp) -> None:
        """The values of before, by the id of the record that had them."""


class RecordPlan(Protocol):
    """What would become of the records of one kind."""

    @property
    def kind(self) -> str: ...

    @property
    def writer(self) -> Writer: ...

    @property
    def steps(self) -> Sequence[ImportStep]: ...

    @property
    def counts(self) -> dict[str, int]: ...


class Import(Versioned):
    by_id: int | None
    name = CharField(max_length=255)  # of the file, as the person called it
    size = IntegerField()
    # encoding, delimiter, sheet, heading row, columns, unwanted kinds, deeds, fill, mends, records without
    choices = JSONField(default=dict)
    counts = JSONField(null=True)  # records by kind and outcome; of rows the refused ones
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    done_at = UtcDateTimeField(null=True)
    undone_at = UtcDateTimeField(null=True)

    @property
    def waiting(self) -> bool:
        return self.done_at is None

    def choose(self, seen: int, **choices: Any) -> Self:
        """How the file is to be read and taken. Raises Stale."""
        return self.change_row(seen, choices={**self.choices, **choices})

    @classmethod
    def receive(cls, name: str, content: bytes, stamp: Stamp) -> Self:
        """A file that waits."""
        with change(stamp) as log:
            about = {"name": name, "size": len(content)}
            row = cls.create(by=stamp.user_id, created_at=stamp.at, **about)
            ImportFile.create(part_of=row, content=content)
            log("import.receive", row, after=about)
        return row

    def content(self) -> bytes:
        """Raises BadTable when the file does not wait any more."""
        waiting = rows(ImportFile.select(ImportFile.content).where(ImportFile.part_of == self))
        if not waiting:
            raise BadTable("gone")
        return bytes(waiting[0][0])

    def drop(self, stamp: Stamp) -> None:
        """A file that waits is not wanted after all. Raises Stale when it was imported meanwhile."""
        with change(stamp) as log:
            self.change_row(self.version)
            self.delete_instance()
            log("import.drop", self, before={"name": self.name})

    def carry_out(
        self,
        seen: int,
        headings: list[str],
        plans: Sequence[RecordPlan],
        refusals: list[RefusedRow],
        stamp: Stamp,
        tell: Callable[[int], None] = lambda done: None,
    ) -> None:
        """Write all records in one transaction, each its own event; `tell` hears how many are done.

        The plans stand in the order of what belongs to what. Raises Stale, also the second time.
        """
        with change(stamp) as log:
            counts = {plan.kind: plan.counts for plan in plans if plan.steps}
            choices = {**self.choices, "headings": headings}
            self.change_row(seen, done_at=stamp.at, counts=counts, choices=choices)
            ImportFile.delete().where(ImportFile.part_of == self).execute()
            insert(ImportRow, (self.refused(row) for row in refusals))
            done, ids = 0, dict[MadeHere, int]()
            for plan in plans:
                for place in range(0, len(plan.steps), bulk.AT_ONCE):
                    batch = plan.steps[place : place + bulk.AT_ONCE]
                    insert(ImportRow, [*self.added(plan, batch, ids, stamp), *self.changed(plan, batch, ids, stamp)])
                    tell(done := done + len(batch))
            log("import.apply", self, after={"name": self.name, "records": figures(counts)})

    def added(
        self, plan: RecordPlan, batch: Sequence[ImportStep], ids: dict[MadeHere, int], stamp: Stamp
    ) -> list[dict[str, Any]]:
        """What was new; `ids` hears which row made which record."""
        new = [step for step in batch if step.outcome is RowOutcome.new]
        keys = plan.writer.add([resolved(step.changes or {}, ids) for step in new], stamp)
        ids |= {MadeHere(plan.kind, step.number): key for step, key in zip(new, keys, strict=True)}
        model = plan.writer.model
        left = dict(rows(model.select(model.id, model.version).where(model.id.in_(keys))))  # one may be brought back
        return [
            self.of(plan, step) | {"object_id": key, "left": left[key]} for step, key in zip(new, keys, strict=True)
        ]

    def changed(
        self, plan: RecordPlan, batch: Sequence[ImportStep], ids: Mapping[MadeHere, int], stamp: Stamp
    ) -> list[dict[str, Any]]:
        changed = [(step, step.target) for step in batch if step.outcome is RowOutcome.changed and step.target]
        before = plan.writer.change([(record, resolved(step.changes or {}, ids)) for step, record in changed], stamp)
        return [
            self.of(plan, step) | {"object_id": record.id, "left": record.version + 1, "before": values}
            for (step, record), values in zip(changed, before, strict=True)
        ]

    def refused(self, row: RefusedRow) -> dict[str, Any]:
        about = {"part_of": self.id, "kind": "", "number": row.number, "outcome": RowOutcome.refused}
        return about | {"cells": row.cells, "reasons": row.reasons}

    def of(self, plan: RecordPlan, step: ImportStep) -> dict[str, Any]:
        return {"part_of": self.id, "kind": plan.kind, "number": step.number, "outcome": step.outcome}

    def take_back(self, seen: int, writers: Sequence[tuple[str, Writer]], stamp: Stamp) -> None:
        """Undo the whole import, if nothing touched its records since; `writers` by kind, in the order of the plans.

        Raises Touched, and Stale.
        """
        with change(stamp) as log:
            self.change_row(seen, undone_at=stamp.at)
            for kind, writer in reversed(writers):
                self.take_back_kind(kind, writer, stamp)
            log("import.undo", self, after={"name": self.name})

    def take_back_kind(self, kind: str, writer: Writer, stamp: Stamp) -> None:
        query = ImportRow.select(ImportRow.object_id, ImportRow.left, ImportRow.before, ImportRow.outcome)
        query = query.where(ImportRow.part_of == self, ImportRow.kind == kind, ImportRow.object_id.is_null(False))
        made = rows(query.order_by(ImportRow.id.desc()))
        added = {key: left for key, left, _before, outcome in made if outcome == RowOutcome.new}
        changed = {key: left for key, left, _before, outcome in made if outcome == RowOutcome.changed}
        if names := writer.touched(added, changed):
            raise Touched(names)
        writer.drop(list(added), stamp)
        writer.put_back({key: before for key, _left, before, _outcome in made if key in changed}, stamp)

    def refusals(self) -> list[RefusedRow]:
        """The rows that were refused, in their order."""
        query = ImportRow.select(ImportRow.number, ImportRow.cells, ImportRow.reasons)
        query = query.where(ImportRow.part_of == self, ImportRow.outcome == RowOutcome.refused)
        return [RefusedRow(*row) for row in rows(query.order_by(ImportRow.number))]

    @classmethod
    def newest(cls) -> list[ImportLine]:
        query = cls.select(
            cls.id, cls.version, cls.name, User.name, cls.created_at, cls.done_at, cls.undone_at, cls.counts
        ).join(User, JOIN.LEFT_OUTER)
        return [ImportLine(*row) for row in rows(query.order_by(cls.id.desc()).limit(NEWEST))]


class RefusedRow(NamedTuple):
    """A refused row as the file had it, and why, in the words of the person who sent it."""

    number: int
    cells: list[str]
    reasons: list[str]


def figures(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """How many records of each kind came to which end, as the trail shows it."""
    return {f"{kind} {outcome}": number for kind, ends in counts.items() for outcome, number in ends.items() if number}


class ImportLine(NamedTuple):
    id: int
    version: int
    name: str
    by: str | None
    created_at: datetime
    done_at: datetime | None
    undone_at: datetime | None
    counts: dict[str, dict[str, int]] | None


class ImportFile(Record):
    """A table that waits, as it was sent; gone once it is imported."""

    part_of = ForeignKeyField(Import, unique=True, on_delete="CASCADE", backref="+")
    content = BlobField()


class ImportRow(Record):
    """A record of the file that was written, or a row that was refused."""

    part_of = ForeignKeyField(Import, on_delete="CASCADE", backref="+")
    kind = CharField(max_length=12, default="")  # of the record; empty for a refused row
    number = IntegerField()  # of the row in the file
    outcome = CharField(max_length=10)  # new, changed, refused
    object_id = IntegerField(null=True)
    left = IntegerField(null=True)  # the version the import left it with
    before = JSONField(null=True)  # the values it had, where they were changed
    cells = JSONField(null=True)
    reasons = JSONField(null=True)
