"""Gates of a path that people passed. A passage is kept for ever; one that was taken back is out of force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from peewee import JOIN, CharField, ForeignKeyField, TextField

from portal.checklists.models.runs import Run, RunMoved
from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User
from portal.needs.models import Need, NeedCandidate
from portal.path.rules import PathStep, Spot
from portal.suppliers.models.suppliers import Supplier


class Passage(Record):
    """`reason` is there when an admin passed although must-haves stood in the way: their codes."""

    supplier = ForeignKeyField(Supplier, null=True, index=True)
    need = ForeignKeyField(Need, null=True, index=True)
    step = CharField(max_length=10)
    run = ForeignKeyField(Run, backref="+")
    reason = TextField(default="")
    in_the_way = TextField(default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()
    back_reason = TextField(default="")
    back_by = ForeignKeyField(User, null=True, backref="+")
    back_at = UtcDateTimeField(null=True)

    @classmethod
    def record(cls, run: Run, seen: int, stamp: Stamp, reason: str = "", in_the_way: Sequence[str] = ()) -> Self:
        """Go through the gate behind a list as it was at tag `seen`. Raises Moved when the list changed meanwhile,
        or somebody went through just now."""
        with change(stamp) as log:
            run.seen_at(seen)
            about = {"supplier": run.supplier_id, "need": run.need_id, "step": run.step}
            if cls.select().where(cls.in_force(), cls.run == run.id).exists():
                raise RunMoved
            passage = cls.create(
                run=run, reason=reason, in_the_way=" ".join(in_the_way), by=stamp.user_id, at=stamp.at, **about
            )
            log("passage.add", passage, after={**about, "reason": reason, "in_the_way": list(in_the_way)})
        return passage

    def take_back(self, reason: str, stamp: Stamp) -> None:
        """The supplier stands before this gate again; taking back twice changes nothing."""
        with change(stamp) as log:
            back = Passage.update(back_reason=reason, back_by=stamp.user_id, back_at=stamp.at)
            if back.where(Passage.id == self.id, Passage.back_at.is_null()).execute():
                log("passage.take_back", self, after={"step": self.step, "reason": reason})

    @classmethod
    def in_force(cls) -> Any:
        return cls.back_at.is_null()


class Passed(NamedTuple):
    """A passing in force, as the bar of the path shows it."""

    spot: Spot
    at: datetime
    in_the_way: str
    taken: bool  # not passed: the supplier was taken over

    @property
    def forced(self) -> bool:
        return bool(self.in_the_way)


class PassageLine(NamedTuple):
    id: int
    spot: Spot
    at: datetime
    by: str | None
    reason: str
    in_the_way: str
    back_at: datetime | None
    back_by: str | None
    back_reason: str

    @property
    def taken(self) -> bool:
        return False

    @property
    def forced(self) -> bool:
        return bool(self.in_the_way)


def lines(which: Any) -> list[PassageLine]:
    """Passages, newest first."""
    passage, back = Passage, User.alias()
    query = (
        passage.select(
            *(
                passage.id,
                passage.step,
                passage.supplier,
                passage.need,
                passage.at,
                User.name,
                passage.reason,
                passage.in_the_way,
            ),
            *(passage.back_at, back.name, passage.back_reason),
        )
        .join(User, JOIN.LEFT_OUTER, on=passage.by)
        .join_from(passage, back, JOIN.LEFT_OUTER, on=passage.back_by == back.id)
        .where(which)
        .order_by(passage.id.desc())
    )
    return [
        PassageLine(key, Spot(PathStep(step), supplier, need), *more)
        for key, step, supplier, need, *more in rows(query)
    ]


def theirs(supplier: int) -> Any:
    """Which passages are on the paths of a supplier: its own, and those of the needs it is looked at for."""
    needs = NeedCandidate.select(NeedCandidate.need).where(NeedCandidate.supplier == supplier)
    return (Passage.supplier == supplier) | (Passage.supplier.is_null() & Passage.need.in_(needs))


def of_need(need: int) -> Any:
    """Which passages are of the first list of a need."""
    return Passage.supplier.is_null() & (Passage.need == need)


def for_need(need: int) -> Any:
    """Which passages in force are on the paths of those looked at for a need."""
    there = NeedCandidate.select(NeedCandidate.supplier).where(NeedCandidate.need == need)
    whose = Passage.supplier.in_(there) & (Passage.need.is_null() | (Passage.need == need))
    return Passage.in_force() & (of_need(need) | whose)


def in_force(passages: Iterable[PassageLine]) -> dict[Spot, PassageLine]:
    return {passage.spot: passage for passage in passages if passage.back_at is None}
