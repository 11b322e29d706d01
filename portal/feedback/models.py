"""What people outside the team say of a sample: a link that lets them in to one page, and their answers."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self

from peewee import (
    JOIN,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegrityError,
    JSONField,
    SmallIntegerField,
    TextField,
    fn,
)

from portal.core.models.change import change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Record, Stamp, rows
from portal.core.models.users import User, digest
from portal.samples.models.samples import Batch, Sample
from portal.samples.rules.sample_tests import Outside

# Without letters and digits that look alike.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 5
MARKS = ("quality", "use", "packing")


class Answered(Exception):
    """The link has no such tester code, or the code has given its answer: to a stranger these look alike."""


class FeedbackLink(Record):
    """Lets outside testers in to the page of one batch: random, kept as a hash, until its day or until it is ended."""

    sample_id: int
    sample = ForeignKeyField(Sample, index=True)
    batch = ForeignKeyField(Batch, index=True)
    token_hash = CharField(max_length=64, unique=True)
    codes = JSONField()  # one answer each
    counts = BooleanField(default=False)  # whether its answers enter the score
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    expires_at = UtcDateTimeField()
    revoked_at = UtcDateTimeField(null=True)

    @classmethod
    def issue(cls, batch: Batch, people: int, lifetime: timedelta, stamp: Stamp) -> tuple[str, Self]:
        """The token, which nobody can read again, and the link. Raises Closed."""
        token = secrets.token_urlsafe(24)
        with change(stamp) as log:
            Sample.lock(batch.sample_id)
            link = cls.create(
                sample=batch.sample_id,
                batch=batch,
                token_hash=digest(token),
                codes=codes(people),
                by=stamp.user_id,
                created_at=stamp.at,
                expires_at=stamp.at + lifetime,
            )
            log("sample.invite", batch.sample, after={"people": people, "expires_at": link.expires_at})
        return token, link

    @classmethod
    def open_for(cls, token: str, at: datetime) -> Any:
        """The link with its batch and sample, while somebody may still answer; None for every other token."""
        query = cls.select(cls, Batch, Sample).join(Batch).switch(cls).join(Sample)
        query = query.where(cls.token_hash == digest(token), cls.revoked_at.is_null(), cls.expires_at > at)
        here = Sample.deleted_at.is_null() & Sample.verdict.is_null() & Batch.deleted_at.is_null()
        link: Any = query.where(here).first()
        if link is None or len(link.codes) <= Feedback.select().where(Feedback.link == link).count():
            return None
        return link

    def end(self, stamp: Stamp) -> None:
        """It lets nobody in any more; the answers stay."""
        with change(stamp) as log:
            still = FeedbackLink.update(revoked_at=stamp.at).where(
                FeedbackLink.id == self.id, FeedbackLink.revoked_at.is_null()
            )
            if still.execute():
                log("sample.uninvite", self.sample)

    def count(self, counts: bool, stamp: Stamp) -> None:
        """Whether its answers enter the score of the sample. Raises Closed."""
        with change(stamp) as log:
            Sample.touch(self.sample_id)
            FeedbackLink.update(counts=counts).where(FeedbackLink.id == self.id).execute()
            log("sample.outside", self.sample, after={"outside_counts": counts})

    @classmethod
    def end_all_of(cls, user: User, stamp: Stamp) -> None:
        cls.update(revoked_at=stamp.at).where(cls.by == user, cls.revoked_at.is_null()).execute()


class Feedback(Record):
    """One answer of one tester code: from outside, and unverified."""

    link = ForeignKeyField(FeedbackLink)
    code = CharField(max_length=CODE_LENGTH)
    quality = SmallIntegerField()  # 1 to 5, as are the next two
    use = SmallIntegerField()
    packing = SmallIntegerField()
    buys = CharField(max_length=5)  # yes, maybe, no
    text = TextField(default="")
    at = UtcDateTimeField()

    class Meta:
        indexes = ((("link", "code"), True),)

    @classmethod
    def give(cls, link: FeedbackLink, code: str, stamp: Stamp, **said: Any) -> Self:
        """Raises Answered, and Closed after the verdict."""
        if code not in link.codes:
            raise Answered
        with change(stamp) as log:
            (Sample.touch if link.counts else Sample.lock)(link.sample_id)
            try:
                with change(stamp):
                    answer = cls.create(link=link, code=code, at=stamp.at, **said)
            except IntegrityError:
                raise Answered from None
            log("sample.feedback", link.sample, after={mark: said[mark] for mark in MARKS})
        return answer


def codes(people: int) -> list[str]:
    found: set[str] = set()
    while len(found) < people:
        found.add("".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH)))
    return sorted(found)


class LinkLine(NamedTuple):
    id: int
    batch: str
    codes: list[str]
    by: str | None
    expires_at: datetime
    revoked_at: datetime | None
    counts: bool
    answers: int

    def open(self, at: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > at and self.answers < len(self.codes)


class FeedbackLine(NamedTuple):
    id: int
    batch: str
    code: str
    quality: int
    use: int
    packing: int
    buys: str
    text: str
    at: datetime

    @property
    def marks(self) -> int:
        """All three together."""
        return self.quality + self.use + self.packing


def together(answers: list[FeedbackLine]) -> Outside | None:
    """What these answers say, whether they count or not; None where there are none."""
    marks = [one.marks for one in answers]
    return Outside(len(marks), sum(marks), min(marks)) if marks else None


def outside(sample: int) -> tuple[list[LinkLine], list[FeedbackLine]]:
    """Its links, and the answers about batches that count, in one statement; newest first."""
    one, said_ = FeedbackLink, Feedback
    link = (one.id, Batch.number, one.codes, User.name, one.expires_at, one.revoked_at, one.counts)
    answer = (said_.id, said_.code, said_.quality, said_.use, said_.packing, said_.buys, said_.text, said_.at)
    query = (
        one.select(*link, Batch.deleted_at, *answer)
        .join(Batch)
        .switch(one)
        .join(User, JOIN.LEFT_OUTER)
        .switch(one)
        .join(said_, JOIN.LEFT_OUTER)
        .where(one.sample == sample)
        .order_by(one.id.desc(), said_.id.desc())
    )
    found: dict[int, LinkLine] = {}
    answers = []
    for key, batch, codes_, by, expires_at, revoked_at, counts, gone, *given in rows(query):
        before = found.get(key)
        number = (before.answers if before else 0) + (given[0] is not None)
        found[key] = LinkLine(key, batch, codes_, by, expires_at, revoked_at, counts, number)
        if given[0] is not None and gone is None:
            answers.append(FeedbackLine(given[0], batch, *given[1:]))
    return list(found.values()), sorted(answers, key=lambda one: -one.id)


def told() -> tuple[Any, Any, Any]:
    """Columns of a query of samples that `outside_of` reads: the marks of outside testers that count."""
    marks = Feedback.quality + Feedback.use + Feedback.packing
    sums = ((fn.COUNT(Feedback.id), "people"), (fn.SUM(marks), "marks"), (fn.MIN(marks), "lowest"))
    here = (FeedbackLink.sample == Sample.id) & FeedbackLink.counts & Batch.deleted_at.is_null()
    one, two, three = (
        Feedback.select(what).join(FeedbackLink).join(Batch).where(here).alias(name) for what, name in sums
    )
    return one, two, three


def outside_of(row: Any) -> Outside | None:
    """None where nobody outside has answered, or it does not count."""
    return Outside(row.people, int(row.marks), row.lowest) if row.people else None
