"""Codes of digital samples that were tested: never the code, only its last four characters and a keyed hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self

from peewee import CharField, DateField, ForeignKeyField, IntegerField, SmallIntegerField, fn

from portal.codes.rules import First, KeptCode
from portal.core.models.audit import last_saved
from portal.core.models.change import Stale, Versioned, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.samples.models.samples import Batch, Sample


class SampleCode(Versioned):
    batch_id: int
    batch = ForeignKeyField(Batch, index=True, backref="+")
    last_four = CharField(max_length=4)
    fingerprint = CharField(max_length=64, index=True)
    key_mark = CharField(max_length=8)  # of the key it was made with: only those of one key can be compared
    result = CharField(max_length=12)  # when it was first used: untested, works, dead, wrong_value, used
    tested_on = DateField(null=True)
    note = CharField(max_length=300, default="")
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def record(
        cls, batch: Batch, codes: Sequence[KeptCode], result: First, on: date, note: str, mark: str, stamp: Stamp
    ) -> None:
        """Record codes tested in the batch, all with this result. Raises Closed."""
        day = None if result is First.untested else on
        shared = {"batch": batch.id, "key_mark": mark, "result": result, "tested_on": day, "note": note}
        shared |= {"by": stamp.user_id, "created_at": stamp.at}
        with change(stamp) as log:
            Sample.touch(batch.sample_id)
            kept = [{"last_four": code.last_four, "fingerprint": code.fingerprint} | shared for code in codes]
            cls.insert_many(kept).execute()
            log("batch.codes", batch, after={"codes": len(kept), "result": result, "tested_on": day, "note": note})

    @classmethod
    def judge(cls, batch: Batch, seen: dict[int, int], result: First, on: date, stamp: Stamp) -> None:
        """Give these codes another result, by id with the version that was seen. Raises Stale, Closed.

        A code keeps the day of its first test.
        """
        day = None if result is First.untested else fn.COALESCE(cls.tested_on, on)
        with change(stamp) as log:
            Sample.touch(batch.sample_id)
            for was, number in cls.held(batch, seen).items():
                log("batch.code_result", batch, {"result": was}, {"result": result, "codes": number})
            cls._save(seen, result=result, tested_on=day)

    @classmethod
    def take_out(cls, batch: Batch, seen: dict[int, int], stamp: Stamp) -> None:
        """Take out codes recorded by mistake, by id with the version that was seen. Raises Stale, Closed."""
        with change(stamp) as log:
            Sample.touch(batch.sample_id)
            cls.held(batch, seen)
            cls._save(seen, deleted_at=stamp.at)
            log("batch.codes_remove", batch, before={"codes": len(seen)})

    @classmethod
    def put_back(cls, batch: Batch, ids: Iterable[int], stamp: Stamp) -> None:
        """Bring back codes that were taken out. Raises Closed."""
        with change(stamp) as log:
            Sample.touch(batch.sample_id)
            number = cls._save(list(ids), deleted_at=None)
            log("batch.codes_restore", batch, after={"codes": number})

    @classmethod
    def held(cls, batch: Batch, seen: dict[int, int]) -> dict[str, int]:
        """The codes by result, counted. The caller holds the sample. Raises Stale if one has changed."""
        on_file = {row.id: row for row in cls.select().where(cls.id.in_(list(seen)), cls.batch == batch)}
        numbers: dict[str, int] = {}
        for id, version in seen.items():
            row = on_file.get(id)
            if row is None or row.deleted_at is not None or row.version != version:
                raise Stale(row or cls(id=id))
            numbers[row.result] = numbers.get(row.result, 0) + 1
        return numbers

    @classmethod
    def _save(cls, ids: Iterable[int], **values: Any) -> int:
        saved: int = cls.update(version=cls.version + 1, **values).where(cls.id.in_(list(ids))).execute()
        return saved


class CodeCheck(Versioned):
    """What was found 1, 7, 30 or 60 days after the first test. A missing row is a check nobody made."""

    batch = ForeignKeyField(Batch, backref="+")
    day = SmallIntegerField()  # after the first test
    checked_on = DateField()
    asked = IntegerField()  # codes looked at, of those still alive
    alive = IntegerField()
    note = CharField(max_length=300, default="")
    by = ForeignKeyField(User, null=True, backref="+")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("batch", "day"), True),)

    @classmethod
    def put(cls, batch: Batch, day: int, seen: int, stamp: Stamp, **findings: Any) -> Self:
        """Record a check. `seen`: its version, 0 where there is none yet. Raises Stale.

        A signed verdict does not stand in the way: codes are looked at for two months, verdicts are signed before.
        """
        with change(stamp) as log:
            Sample.update(rev=Sample.rev).where(Sample.id == batch.sample_id).execute()  # one at a time
            empty = {"checked_on": stamp.at.date(), "asked": 0, "alive": 0, "at": stamp.at, "version": 0}
            check: Self = cls.get_or_create(batch=batch, day=day, defaults=empty)[0]
            before = {key: check.__data__[key] for key in findings} if check.version else None
            if check.version != seen:
                check.saved_by, check.saved_at = last_saved(batch)
                raise Stale(check)
            check.change_row(seen, by=stamp.user_id, at=stamp.at, **findings)
            log("batch.check", batch, before, {"day": day, **findings})
        return check
