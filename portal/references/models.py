"""Sealed samples and reference orders: what is kept of a batch, so that later deliveries can be held against it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from peewee import CharField, DateField, ForeignKeyField, IntegrityError, TextField

from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp, rows
from portal.core.models.users import User
from portal.core.rules.text import visible
from portal.references.rules import cited, number_key
from portal.samples.models.samples import Batch, Sample


class NumberTaken(Exception):
    """Another one has this number, or had it: a label on a shelf may still bear it."""


class NoBatch(Exception):
    """The batch or its sample was deleted."""


class NotNewer(Exception):
    """What takes its place is no later one of the same product and supplier."""


class Sealed(Exception):
    """A batch is kept as the reference: what it is to be held against cannot go before it."""

    def __init__(self, numbers: list[str]) -> None:
        super().__init__(", ".join(numbers))
        self.numbers = numbers


class Gone(Exception):
    """An agreement would cite numbers that were deleted."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(", ".join(numbers))
        self.numbers = numbers


class GoldenSample(Entry):
    SEARCHED = ("number",)
    batch_id: int
    replaced_by_id: int | None
    batch = ForeignKeyField(Batch, index=True)
    number = CharField(max_length=40, unique=True)  # also among deleted ones
    sealed_on = DateField()
    contents = TextField(default="")
    accepted = TextField(default="")  # deviations both sides accept
    confirmed_by = ForeignKeyField(User, null=True, backref="+")
    their_name = CharField(max_length=120, default="")
    their_on = DateField(null=True)
    keeper = ForeignKeyField(User, null=True, backref="+")
    place = CharField(max_length=120, default="")
    valid_until = DateField(null=True, index=True)
    replaced_by = ForeignKeyField("self", null=True, backref="+")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def seal(cls, stamp: Stamp, batch: int, **about: Any) -> Self:
        """Keep a batch as the reference. Raises NoBatch, NumberTaken."""
        with change(stamp):
            cls.hold_batch(batch)
            cls.refuse_taken(str(about["number"]))
            try:
                return cls.add(stamp, batch=batch, by=stamp.user_id, **about)
            except IntegrityError:
                raise NumberTaken from None

    @classmethod
    def refuse_taken(cls, number: str, own: int | None = None) -> None:
        """Refuse a number that reads like another one's, a deleted one's too. Raises NumberTaken."""
        keys = {key: number_key(kept) for key, kept in rows(cls.select(cls.id, cls.number))}
        mine, wanted = keys.pop(own, None), number_key(number)
        if wanted != mine and wanted in keys.values():
            raise NumberTaken

    @staticmethod
    def hold_batch(batch: int) -> None:
        """Keep a batch from being deleted until the caller's change is saved. Raises NoBatch."""
        standing = Batch.select(Batch.sample).where(Batch.id == batch, Batch.deleted_at.is_null())
        held = Sample.update(rev=Sample.rev).where(Sample.id.in_(standing), Sample.deleted_at.is_null())
        if not held.execute() or not standing.exists():
            raise NoBatch

    def correct(self, seen: int, stamp: Stamp, **about: Any) -> None:
        """Save what a person typed. Raises Stale, NumberTaken, NotNewer."""
        number, successor = str(self.number), about.get("replaced_by")
        if about.get("number") == visible(number):
            about["number"] = number  # a label and clauses may bear it as it was first written
        with change(stamp):
            self.refuse_taken(str(about.get("number", number)), self.id)
            try:
                self.amend(seen, stamp, **about)
            except IntegrityError:
                raise NumberTaken from None
            if successor is not None and successor not in [key for key, _number in self.successors()]:
                raise NotNewer

    def restore(self, stamp: Stamp) -> None:
        """Raises NoBatch."""
        with change(stamp):
            self.hold_batch(self.batch_id)
            super().restore(stamp)

    def successors(self) -> list[tuple[int, str]]:
        """Those recorded later of the same product and supplier: id and number. A chain of them never closes."""
        mine = Sample.select(Sample.supplier, Sample.product).join(Batch).where(Batch.id == self.batch_id)
        [(supplier, product)] = rows(mine)
        query = live(GoldenSample.id, GoldenSample.number).where(GoldenSample.id > self.id)
        return rows(query.where(Sample.supplier == supplier, Sample.product == product).order_by(GoldenSample.id))

    @classmethod
    def hold(cls, text: str) -> None:
        """Keep what a clause cites from being deleted until the caller's change is saved. Raises Gone."""
        numbers = cited(text)
        if not numbers:
            return
        cls.hold_rows(cls.number.in_(numbers))
        gone = rows(cls.select(cls.number).where(cls.number.in_(numbers), cls.deleted_at.is_null(False)))
        if gone:
            raise Gone(tuple(number for (number,) in gone))


def live(*columns: Any) -> Any:
    """A query of those that stand, with their batch and sample."""
    query = GoldenSample.select(*columns).join(Batch).join(Sample)
    standing = GoldenSample.deleted_at.is_null() & Batch.deleted_at.is_null() & Sample.deleted_at.is_null()
    return query.where(standing)


def sealed(*where: Any) -> list[str]:
    """Numbers of what was sealed of some samples or batches."""
    numbers: Iterable[tuple[str]] = rows(live(GoldenSample.number).where(*where).order_by(GoldenSample.id))
    return [number for (number,) in numbers]


def sealed_samples(samples: list[int]) -> Any:
    """Ids of those of which a batch is sealed."""
    batches = live(GoldenSample.batch).where(Batch.sample.in_(samples))
    return Batch.select(Batch.sample).where(Batch.id.in_(batches)).distinct()


def remove_sample(sample: Sample, stamp: Stamp) -> None:
    """A sample goes; one with a signed verdict raises Closed, one with a sealed batch Sealed."""
    with change(stamp):
        Sample.touch(sample.id)
        refuse_sealed(Batch.sample == sample.id)
        sample.remove(stamp)


def remove_batch(batch: Batch, stamp: Stamp) -> None:
    """A batch goes with all that was measured in it. Raises Closed, Sealed."""
    with change(stamp):
        Sample.touch(batch.sample_id)
        refuse_sealed(Batch.id == batch.id)
        batch.remove(stamp)


def refuse_sealed(where: Any) -> None:
    """Raises Sealed. The caller holds the sample."""
    if numbers := sealed(where):
        raise Sealed(numbers)
