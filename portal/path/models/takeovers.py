"""Suppliers that were taken over: put at a status with whom and from where as the record, not gate by gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from peewee import JOIN, CharField, ForeignKeyField, IntegerField, TextField, chunked

from portal.core.models import bulk
from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.insert import AT_ONCE, insert
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User
from portal.path.rules import PathStep, Spot, TakenFrom, covered, entry_step, outrun
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import StatusChange, Supplier, SupplierCategory
from portal.suppliers.rules.pipeline import Status, StatusMove, check_entry


class NotEntered(Exception):
    """The rules do not let this supplier stand there."""

    def __init__(self, supplier: Supplier, verdict: StatusMove) -> None:
        super().__init__(f"{supplier.name}: {verdict.fault}")
        self.supplier, self.verdict = supplier, verdict


class TakeOver(Record):
    """`step`: at which the supplier entered the path; empty where its status says nothing of the path."""

    supplier = ForeignKeyField(Supplier, index=True)
    from_status = CharField(max_length=12)
    status = CharField(max_length=12)
    step = CharField(max_length=10, default="")
    origin = CharField(max_length=10)  # file, bulk
    file = CharField(max_length=255, default="")  # its name, where it came from one
    import_key = IntegerField(null=True)
    reason = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
    back_reason = TextField(default="")
    back_by = ForeignKeyField(User, null=True, backref="+")
    back_at = UtcDateTimeField(null=True)

    @classmethod
    def enter(cls, wanted: Sequence[TakeOverWish], source: TakeOverSource, stamp: Stamp) -> dict[int, int]:
        """Put suppliers at a status, whatever lies between, with the record of it instead of the answers of gates.

        The key of the record by that of the supplier. Raises NotEntered when the rules refuse one, Stale when one was
        saved since it was read: then none is put anywhere.
        """
        banned = banned_names([wish.supplier.id for wish in wanted])
        for wish in wanted:
            verdict = check_entry(Status(wish.supplier.status), wish.to, wish.reason, banned.get(wish.supplier.id, ()))
            if not verdict.ok:
                raise NotEntered(wish.supplier, verdict)
        with change(stamp) as log:
            lines = [wish.line(source, stamp) for wish in wanted]
            bulk.rewrite(Supplier, [(wish.supplier, {"status": wish.to, "status_at": stamp.at}) for wish in wanted])
            insert(StatusChange, (status_change(line) for line in lines))
            keys = insert(cls, lines)
            for wish, line in zip(wanted, lines, strict=True):
                after = {name: line[name] for name in ("status", "step", "origin", "file", "reason") if line[name]}
                log("supplier.take_over", wish.supplier, {"status": line["from_status"]}, after)
        return {wish.supplier.id: key for wish, key in zip(wanted, keys, strict=True)}

    @classmethod
    def void(cls, keys: Sequence[int], reason: str, stamp: Stamp) -> None:
        """They count no more: the gates are as open as before; the statuses stay. Twice changes nothing."""
        with change(stamp) as log:
            for some in chunked(keys, AT_ONCE):
                standing = (cls.id.in_(some)) & cls.back_at.is_null()
                ended = rows(cls.select(cls.supplier, cls.status).where(standing).order_by(cls.id))
                cls.update(back_reason=reason, back_by=stamp.user_id, back_at=stamp.at).where(standing).execute()
                for supplier, status in ended:
                    log("supplier.take_over_back", ("supplier", supplier), {"status": status}, {"reason": reason})

    @classmethod
    def void_outrun(cls, suppliers: Sequence[Supplier], reason: str, stamp: Stamp) -> dict[int, list[int]]:
        """Void those of suppliers that people put before the step they entered at, or retired; keys by the supplier."""
        outrun_keys: dict[int, list[int]] = {}
        status = {supplier.id: Status(supplier.status) for supplier in suppliers}
        with change(stamp):
            for some in chunked(status, AT_ONCE):
                standing = cls.select(cls.id, cls.supplier, cls.step).where(cls.in_force(), cls.supplier.in_(some))
                for key, supplier, step in rows(standing.order_by(cls.id)):
                    if step and outrun(status[supplier], PathStep(step)):
                        outrun_keys.setdefault(supplier, []).append(key)
            cls.void([key for keys in outrun_keys.values() for key in keys], reason, stamp)
        return outrun_keys

    @classmethod
    def revive(cls, keys: Sequence[int], stamp: Stamp) -> None:
        """They count again: the move that voided them was taken back."""
        with change(stamp) as log:
            for some in chunked(keys, AT_ONCE):
                voided = cls.id.in_(some) & cls.back_at.is_null(False)
                again = rows(cls.select(cls.supplier, cls.status).where(voided).order_by(cls.id))
                cls.update(back_reason="", back_by=None, back_at=None).where(voided).execute()
                for supplier, status in again:
                    log("supplier.take_over_again", ("supplier", supplier), after={"status": status})

    @classmethod
    def in_force(cls) -> Any:
        return cls.back_at.is_null()


class TakeOverSource(NamedTuple):
    """Where the word comes from that a supplier stands there: a file that was imported, or a list of ticked ones."""

    origin: TakenFrom
    file: str = ""
    import_key: int | None = None


class TakeOverWish(NamedTuple):
    """A supplier as it was read, and where it is to be put."""

    supplier: Supplier
    to: Status
    reason: str = ""

    def line(self, source: TakeOverSource, stamp: Stamp) -> dict[str, Any]:
        return {
            "supplier": self.supplier.id,
            "from_status": self.supplier.status,
            "status": self.to,
            "step": entry_step(self.to) or "",
            "reason": self.reason,
            "by": stamp.user_id,
            "at": stamp.at,
            **source._asdict(),
        }


class TakeOverLine(NamedTuple):
    """A supplier that was taken over, as pages show it."""

    id: int
    supplier: int
    status: str
    step: PathStep | None
    origin: str
    file: str
    import_key: int | None
    at: datetime
    by: str | None
    reason: str
    back_at: datetime | None = None
    back_by: str | None = None
    back_reason: str = ""

    @property
    def taken(self) -> bool:
        return True

    @property
    def forced(self) -> bool:
        return False


def status_change(line: Mapping[str, Any]) -> dict[str, Any]:
    same = {name: line[name] for name in ("supplier", "from_status", "reason", "by", "at")}
    return {**same, "to_status": line["status"]}


def banned_names(suppliers: Sequence[int]) -> dict[int, list[str]]:
    """Of each supplier the categories that nobody here may buy."""
    names: dict[int, list[str]] = {}
    for some in chunked(suppliers, AT_ONCE):
        query = SupplierCategory.select(SupplierCategory.supplier, Category.name).join(Category)
        query = query.where(SupplierCategory.supplier.in_(some), Category.banned).order_by(Category.name)
        for supplier, name in rows(query):
            names.setdefault(supplier, []).append(name)
    return names


def takeovers(which: Any) -> list[TakeOverLine]:
    """Newest first."""
    takeover, back = TakeOver, User.alias()
    query = (
        takeover.select(
            *(takeover.id, takeover.supplier, takeover.status, takeover.step, takeover.origin, takeover.file),
            *(takeover.import_key, takeover.at, User.name, takeover.reason),
            *(takeover.back_at, back.name, takeover.back_reason),
        )
        .join(User, JOIN.LEFT_OUTER, on=takeover.by)
        .join_from(takeover, back, JOIN.LEFT_OUTER, on=takeover.back_by == back.id)
        .where(which)
        .order_by(takeover.id.desc())
    )
    return [
        TakeOverLine(key, supplier, status, PathStep(step) if step else None, *more)
        for key, supplier, status, step, *more in rows(query)
    ]


def standing(lines: Iterable[TakeOverLine]) -> dict[Spot, TakeOverLine]:
    """The gates that suppliers were taken past, by their place: of each supplier what its newest in force covers.

    Who was paused since is not taken back by it.
    """
    newest: dict[int, TakeOverLine] = {}
    for line in sorted(lines, key=lambda line: -line.id):
        if line.back_at is None and line.step is not None:
            newest.setdefault(line.supplier, line)
    return {spot: line for line in newest.values() for spot in covered(line.supplier, line.step)}
