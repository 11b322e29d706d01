"""Measurements: what one tester found for one criterion in one batch."""

from __future__ import annotations

from typing import Self

from peewee import CharField, ForeignKeyField, JSONField, TextField

from portal.core.models.audit import last_saved
from portal.core.models.change import Stale, Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.samples.models.samples import Batch, Sample, Tester


class Measurement(Versioned):
    batch_id: int
    tester_id: int
    batch = ForeignKeyField(Batch)
    code = CharField(max_length=10)
    tester = ForeignKeyField(User, backref="+")
    values = JSONField()  # measure key -> figure as plain decimal text
    note = TextField(default="")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("batch", "code", "tester"), True),)

    @classmethod
    def put(
        cls, sample: Sample, batch: int, code: str, values: dict[str, str], note: str, seen: int, stamp: Stamp
    ) -> Self:
        """Keep what this tester measured. `seen`: the version of the cell the tester looked at, 0 for an empty one.

        Raises Stale when another window of the same tester saved first, Closed after the verdict.
        """
        with change(stamp) as log:
            Sample.lock(sample.id)
            cell = cls._cell(batch, code, stamp)
            before = {"values": cell.values, "note": cell.note}
            if cell.version != seen:
                raise cell._stale()
            if before != {"values": values, "note": note}:
                Sample.touch(sample.id)
                if cell.id is None:
                    cell.save()
                cell.change_row(seen, values=values, note=note, at=stamp.at)
                Tester.get_or_create(sample=sample, user=stamp.user_id)
                log("sample.measure", cell, {"code": code, **before}, {"code": code, "values": values, "note": note})
        return cell

    @classmethod
    def _cell(cls, batch: int, code: str, stamp: Stamp) -> Self:
        """The cell, locked by the sample; an empty one has version 0 and no row yet."""
        place = {"batch": batch, "code": code, "tester": stamp.user_id}
        return cls.get_or_none(**place) or cls(values={}, at=stamp.at, version=0, **place)

    def _stale(self) -> Stale:
        self.saved_by, self.saved_at = last_saved(self)
        return Stale(self)
