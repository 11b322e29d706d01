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
from portal.samples.rules.sample_facts import Outside

# Without letters and digits that look alike.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 5
MARKS = ("quality", "use", "packing")


class Answered(Exception):
    """The link has no such tester code, or the code has given its answer: to a stranger these look alike."""


class FeedbackLink(Record):
    """A link that lets outside testers in to the page of one batch, until its day or until it is ended.

    It is random, and kept as a hash.
    """

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
        answerable = Sample.deleted_at.is_null() & Sample.verdict.is_null() & Batch.deleted_at.is_null()
        link: Any = query.where(answerable).first()
        if link is None or len(link.codes) <= Feedback.select().where(Feedback.link == link).count():
            return None
        return link

    def waits_for(self, code: str) -> bool:
        """Whether it has this tester code, and no answer of it."""
        return code in self.codes and not Feedback.select().where(Feedback.link == self, Feedback.code == code).exists()

    def end(self, stamp: Stamp) -> None:
        """End the link: it lets nobody in any more; the answers stay."""
        with change(stamp) as log:
            still = FeedbackLink.update(revoked_at=stamp.at).where(
                FeedbackLink.id == self.id, FeedbackLink.revoked_at.is_null()
            )
            if still.execute():
                log("sample.uninvite", self.sample)

    def count(self, counts: bool, stamp: Stamp) -> None:
        """Say whether its answers enter the score of the sample. Raises Closed."""
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
    def give(cls, link: FeedbackLink, code: str, stamp: Stamp, **about: Any) -> Self:
        """Keep the answer of a tester code. Raises Answered, and Closed after the verdict."""
        if code not in link.codes:
            raise Answered
        with change(stamp) as log:
            (Sample.touch if link.counts else Sample.lock)(link.sample_id)
            try:
                with change(stamp):
                    answer = cls.create(link=link, code=code, at=stamp.at, **about)
            except IntegrityError:
                raise Answered from None
            log("sample.feedback", link.sample, after={mark: about[mark] for mark in MARKS})
        return answer


def codes(people: int) -> list[str]:
    drawn: set[str] = set()
    while len(drawn) < people:
        drawn.add("".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH)))
    return sorted(drawn)


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
        """The sum of all three."""
        return self.quality + self.use + self.packing


def together(answers: list[FeedbackLine]) -> Outside | None:
    """The marks of these answers together, whether they count or not; None where there are none."""
    marks = [answer.marks for answer in answers]
    return Outside(len(marks), sum(marks), min(marks)) if marks else None


def outside(sample: int) -> tuple[list[LinkLine], list[FeedbackLine]]:
    """The links of a sample, and the answers about batches that count, in one statement; newest first."""
    link, answer = FeedbackLink, Feedback
    link_columns = (link.id, Batch.number, link.codes, User.name, link.expires_at, link.revoked_at, link.counts)
    answer_columns = (
        answer.id,
        answer.code,
        answer.quality,
        answer.use,
        answer.packing,
        answer.buys,
        answer.text,
        answer.at,
    )
    query = (
        link.select(*link_columns, Batch.deleted_at, *answer_columns)
        .join(Batch)
        .switch(link)
        .join(User, JOIN.LEFT_OUTER)
        .switch(link)
        .join(answer, JOIN.LEFT_OUTER)
        .where(link.sample == sample)
        .order_by(link.id.desc(), answer.id.desc())
    )
    links: dict[int, LinkLine] = {}
    answers = []
    for key, batch, codes_, by, expires_at, revoked_at, counts, gone, answer_id, *content in rows(query):
        before = links.get(key)
        number = (before.answers if before else 0) + (answer_id is not None)
        links[key] = LinkLine(key, batch, codes_, by, expires_at, revoked_at, counts, number)
        if answer_id is not None and gone is None:
            answers.append(FeedbackLine(answer_id, batch, *content))
    return list(links.values()), sorted(answers, key=lambda answer: -answer.id)


def mark_columns() -> tuple[Any, Any, Any]:
    """Columns of a query of samples that `outside_of` reads: the marks of outside testers that count."""
    marks = Feedback.quality + Feedback.use + Feedback.packing
    sums = ((fn.COUNT(Feedback.id), "people"), (fn.SUM(marks), "marks"), (fn.MIN(marks), "lowest"))
    counting = (FeedbackLink.sample == Sample.id) & FeedbackLink.counts & Batch.deleted_at.is_null()
    people, total, lowest = (
        Feedback.select(column).join(FeedbackLink).join(Batch).where(counting).alias(name) for column, name in sums
    )
    return people, total, lowest


def outside_of(row: Any) -> Outside | None:
    """The marks that count; None where nobody outside has answered, or it does not count."""
    return Outside(row.people, int(row.marks), row.lowest) if row.people else None
