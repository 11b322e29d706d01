"""What the pages read of tested codes: plain values, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from portal.actions.rules import Todo, TodoKind
from portal.codes.models import CodeCheck, SampleCode
from portal.codes.rules import (
    DAYS,
    LAST_WINDOW,
    Check,
    CodeCount,
    CodesAnswer,
    CodeStanding,
    First,
    Point,
    Tried,
    alive_shares,
    count,
    first_success,
    repeated_or_used,
    survival,
)
from portal.core.models.fields import plain_day
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.products.models import Product
from portal.samples.models.samples import Batch, Sample
from portal.suppliers.models.suppliers import Supplier

LONGEST_WATCH = timedelta(days=DAYS[-1] + LAST_WINDOW)


class CodeLine(NamedTuple):
    id: int
    version: int
    batch: int
    last_four: str
    fingerprint: str
    result: str
    tested_on: date | None
    note: str
    by: str | None


class Elsewhere(NamedTuple):
    """A code that was also seen in another batch."""

    code: int  # id of the line here
    batch: int
    last_four: str
    other_batch: int
    number: str
    sample: int
    supplier_id: int
    supplier: str
    foreign: bool  # of another supplier


class CheckLine(NamedTuple):
    id: int
    version: int
    batch: int
    day: int
    checked_on: date
    asked: int
    alive: int
    note: str
    by: str | None


@dataclass(frozen=True)
class BatchCodes:
    """The codes of one batch, counted."""

    batch: int
    number: str
    count: CodeCount
    points: tuple[Point, ...]
    elsewhere: int  # codes also seen in another batch of the same supplier
    foreign: int  # codes also seen with another supplier
    found: int = 0  # lines whose code stands twice, was seen elsewhere or was used before

    def answer(self, criterion: str) -> CodesAnswer | None:
        """What they say to a criterion of the sheet; None where they cannot say, or are not asked."""
        answers = {
            "DG02": first_success(self.count),
            "DG06": repeated_or_used(self.count, self.found),
            "DG07": alive_shares(self.count, self.points),
        }
        return answers.get(criterion)


def undeleted(model: Any = Batch) -> Any:
    return model.deleted_at.is_null()


def lines(sample: int) -> list[CodeLine]:
    """The codes of every batch, as they were recorded."""
    code = SampleCode
    columns = (
        code.id,
        code.version,
        code.batch,
        code.last_four,
        code.fingerprint,
        code.result,
        code.tested_on,
        code.note,
    )
    query = code.select(*columns, User.name).join(Batch).join_from(code, User, JOIN.LEFT_OUTER)
    query = query.where(Batch.sample == sample, undeleted(), code.deleted_at.is_null())
    return [CodeLine(*row) for row in rows(query.order_by(code.id))]


def elsewhere(sample: int, supplier: int) -> list[Elsewhere]:
    """Codes of the sample that were seen in another batch, of whatever sample and supplier."""
    code, twin, batch, its = SampleCode, SampleCode.alias(), Batch.alias(), Sample.alias()
    query = (
        code.select(code.id, code.batch, code.last_four, batch.id, batch.number, its.id, Supplier.id, Supplier.name)
        .join(Batch)
        .join_from(code, twin, on=(twin.fingerprint == code.fingerprint) & (twin.batch != code.batch))
        .join_from(twin, batch, on=twin.batch == batch.id)
        .join_from(batch, its, on=batch.sample == its.id)
        .join_from(its, Supplier, on=its.supplier == Supplier.id)
        .where(Batch.sample == sample, undeleted(), code.deleted_at.is_null())
        .where(twin.deleted_at.is_null(), undeleted(batch), undeleted(its))
        .distinct()
        .order_by(code.id, batch.id)
    )
    return [
        Elsewhere._make((*place, supplier_id, name, supplier_id != supplier))
        for *place, supplier_id, name in rows(query)
    ]


def checks(sample: int) -> list[CheckLine]:
    check = CodeCheck
    columns = (check.id, check.version, check.batch, check.day, check.checked_on, check.asked, check.alive, check.note)
    query = check.select(*columns, User.name).join(Batch).join_from(check, User, JOIN.LEFT_OUTER)
    return [CheckLine(*row) for row in rows(query.where(Batch.sample == sample, undeleted()).order_by(check.day))]


def of_other_keys(mark: str) -> int:
    """Codes recorded under another secret key: with these nothing can be compared."""
    return int(SampleCode.select().where(SampleCode.deleted_at.is_null(), SampleCode.key_mark != mark).count())


def recorded() -> int:
    """Codes of all batches that count."""
    query = SampleCode.select().join(Batch).join(Sample)
    return int(query.where(SampleCode.deleted_at.is_null(), undeleted(), undeleted(Sample)).count())


def counted(
    batches: list[tuple[int, str]],
    codes: list[CodeLine],
    seen: list[Elsewhere],
    made: list[CheckLine],
    today: date,
) -> list[BatchCodes]:
    """Each batch with what its lines come to; a batch without codes has zeros, and no checks."""
    return [
        counted_batch(
            batch,
            number,
            [code for code in codes if code.batch == batch],
            [other for other in seen if other.batch == batch],
            [check for check in made if check.batch == batch],
            today,
        )
        for batch, number in batches
    ]


def counted_batch(
    batch: int, number: str, codes: list[CodeLine], seen: list[Elsewhere], made: list[CheckLine], today: date
) -> BatchCodes:
    total = count(Tried(code.fingerprint, First(code.result), code.tested_on) for code in codes)
    checked = [Check(check.day, check.checked_on, check.asked, check.alive) for check in made]
    foreign = {other.code for other in seen if other.foreign}
    own = {other.code for other in seen} - foreign
    points = survival(total.works, total.tested_on, checked, today)
    return BatchCodes(batch, number, total, points, len(own), len(foreign), found_in(codes, own | foreign))


def found_in(codes: list[CodeLine], seen: set[int]) -> int:
    """Each line once, whatever is wrong with it; `seen`: lines of codes that another batch has too."""
    first: dict[str, int] = {}
    for code in codes:
        first.setdefault(code.fingerprint, code.id)
    twice = {code.id for code in codes if first[code.fingerprint] != code.id}
    return len(twice | {code.id for code in codes if code.result == First.used} | (seen & {code.id for code in codes}))


def summary(sample: Any, today: date) -> list[BatchCodes]:
    """Every batch of a digital sample; empty for physical goods, of which nothing is read."""
    if sample.kind != "digital":
        return []
    query = Batch.select(Batch.id, Batch.number).where(Batch.sample == sample.id, undeleted()).order_by(Batch.id)
    seen = elsewhere(sample.id, sample.supplier_id)
    return counted(rows(query), lines(sample.id), seen, checks(sample.id), today)


def todos(today: date) -> list[Todo]:
    """Batches whose codes should be looked at again now, for the owner of the sample; one statement."""
    code, check = SampleCode, CodeCheck
    working = fn.COUNT(Case(None, [(code.result == First.works, code.fingerprint)]).distinct())
    about = (code.batch, Batch.number, Sample.id, Supplier.name, Product.name, User.id, User.name)
    seen = (check.day, check.checked_on, check.asked, check.alive)
    query = (
        code.select(*about, *seen, working, fn.MIN(code.tested_on))
        .join(Batch)
        .join(Sample)
        .join(Supplier)
        .join_from(Sample, Product)
        .join_from(Sample, User, JOIN.LEFT_OUTER, on=Sample.owner == User.id)
        .join_from(code, check, JOIN.LEFT_OUTER, on=check.batch == code.batch)
        .where(
            code.deleted_at.is_null(),
            undeleted(),
            undeleted(Sample),
            Sample.verdict.is_null() | (Sample.verdict != "drop"),
        )
        .group_by(*about, *seen)
        .having(fn.MIN(code.tested_on) >= today - LONGEST_WATCH)
    )
    checks_of: dict[tuple[Any, ...], list[Check]] = defaultdict(list)
    for *batch, day, checked_on, asked, alive, works, first in rows(query):
        made = checks_of[(*batch, works, first)]
        if day is not None:
            made.append(Check(day, checked_on, asked, alive))
    return [
        Todo(TodoKind.check, supplier, f"{product} · {number}", point.opens, owner_id, owner, sample)
        for (_batch, number, sample, supplier, product, owner_id, owner, works, first), made in checks_of.items()
        for point in survival(works, plain_day(first), made, today)
        if point.standing is CodeStanding.due
    ]
