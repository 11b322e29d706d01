"""A batch of ticked records: what would become of each, written, and taken back while nobody touched it since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from peewee import Select, fn

from portal.bulk.rules import BulkChoice, BulkDeed, BulkFault, BulkLine, BulkPlan
from portal.core.models import bulk
from portal.core.models.record import Stamp, db, table_name

Kept = dict[str, Any]  # of a record: its id, the version it was left with, and what stood before


class TickedBatch:
    """`gone`: the records are taken away, and are to come back."""

    model: Any
    columns: ClassVar[Mapping[BulkDeed, str]]  # what each deed changes
    holds: ClassVar[Sequence[Any]] = ()  # kinds of records that are gone with it

    def __init__(self, ids: Collection[int], gone: bool = False) -> None:
        self.records: dict[int, Any] = {record.id: record for record in self.read(list(ids), gone)}

    def read(self, ids: list[int], gone: bool) -> Iterable[Any]:
        """In the order of the page."""
        there = self.model.deleted_at.is_null(not gone)
        return self.model.select().where(self.model.id.in_(ids), there).order_by(self.model.name, self.model.id)

    def name(self, record: Any) -> str:
        return str(record.name)

    def stands(self, record: Any, column: str) -> Any:
        return record.__data__[column]

    def after(self, before: Any, choice: BulkChoice) -> Any:
        return choice.value

    def fault(self, record: Any, choice: BulkChoice, after: Any) -> BulkFault | None:
        """Why it may not become so; None: it may."""
        return None

    def lines(self, choice: BulkChoice) -> list[BulkLine]:
        return [self.line(record, choice) for record in self.records.values()]

    def line(self, record: Any, choice: BulkChoice) -> BulkLine:
        before = self.stands(record, self.columns[choice.deed]) if choice.deed in self.columns else True
        after = self.after(before, choice) if choice.deed in self.columns else False
        fault = self.fault(record, choice, after) if before != after else None
        return BulkLine(record.id, self.name(record), before, after, fault, version=record.version)

    def plan(self, choice: BulkChoice) -> BulkPlan:
        plan = BulkPlan(self.lines(choice))
        if choice.deed is not BulkDeed.delete or not plan.able:
            return plan
        return BulkPlan(plan.lines, self.along([line.id for line in plan.able]))

    def along(self, ids: Sequence[int]) -> dict[str, int]:
        """How much there is of what belongs to these records and is not shown any more without them, by its kind."""
        held: Any = self.model._meta.table_name
        counts = [
            kind.select(fn.COUNT(kind.id)).where(getattr(kind, held).in_(ids), kind.deleted_at.is_null())
            for kind in self.holds
        ]
        if not counts:
            return {}
        [numbers] = Select(columns=counts).bind(db).tuples().execute()
        return {table_name(kind): number for kind, number in zip(self.holds, numbers, strict=True) if number}

    def write(self, choice: BulkChoice, lines: Sequence[BulkLine], stamp: Stamp) -> None:
        """Each its own event. Raises Stale."""
        if choice.deed is BulkDeed.delete:
            self.remove([line.id for line in lines], stamp)
        else:
            self.edit({line.id: {self.columns[choice.deed]: line.after} for line in lines}, choice.reason, stamp)

    def edit(self, new: Mapping[int, Mapping[str, Any]], reason: str, stamp: Stamp) -> None:
        bulk.amend(self.model, stamp, [(self.records[key], values) for key, values in new.items()])

    def remove(self, ids: Sequence[int], stamp: Stamp) -> None:
        bulk.remove(self.model, stamp, ids)

    def kept(self, choice: BulkChoice, lines: Sequence[BulkLine]) -> list[Kept]:
        """What takes back what was written."""
        left, column = self.versions([line.id for line in lines]), self.columns.get(choice.deed)
        return [
            {"id": line.id, "left": left[line.id]} | ({"before": {column: written(line.before)}} if column else {})
            for line in lines
        ]

    def versions(self, ids: Collection[int]) -> dict[int, int]:
        return bulk.locked(self.versions_query(ids))

    @classmethod
    def versions_query(cls, ids: Collection[int]) -> Any:
        """Ids and versions of what a change is held against."""
        return cls.model.select(cls.model.id, cls.model.version).where(cls.model.id.in_(list(ids)))

    def touched(self, kept: Sequence[Kept]) -> list[str]:
        """Names of those that were changed since; one that went meanwhile by its number."""
        left = self.versions([line["id"] for line in kept])
        changed = [
            line["id"] for line in kept if left.get(line["id"]) != line["left"] or line["id"] not in self.records
        ]
        return [self.name(self.records[key]) if key in self.records else f"#{key}" for key in changed]

    def put_back(self, deed: BulkDeed, kept: Sequence[Kept], reason: str, stamp: Stamp) -> None:
        """Raises Stale."""
        if deed is BulkDeed.delete:
            bulk.restore(self.model, stamp, [line["id"] for line in kept])
        else:
            column = self.columns[deed]
            before = {line["id"]: {column: read(column, line["before"][column])} for line in kept}
            self.edit(before, reason, stamp)


DAYS = frozenset({"due_on", "valid_until"})


def written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def read(column: str, value: Any) -> Any:
    """What `written` was given."""
    return date.fromisoformat(value) if column in DAYS and value else value
