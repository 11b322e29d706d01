"""Everything that happened with a supplier, newest first: one statement for all kinds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import reduce
from typing import Any, NamedTuple

from peewee import JOIN, SQL, Case, PostgresqlDatabase, Value, fn

from portal.actions.models import Action
from portal.agreements.models import Agreement
from portal.conversations.models import Conversation
from portal.core.models.attachments import Attachment
from portal.core.models.record import db, rows
from portal.core.models.users import User
from portal.inquiries.models.inquiries import Inquiry
from portal.path.models.passages import Passage
from portal.path.models.takeovers import TakeOver
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.reviews.models import Review
from portal.samples.models.samples import Sample
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, StatusChange, Supplier
from portal.suppliers.rules.time_line import TIMED, TimeLineEvent

PER_PAGE, MOST = 20, 10_000
NO_WORD, NOBODY = Value(""), SQL("NULL")


class TimeLineFile(NamedTuple):
    id: int
    name: str


class NextStep(NamedTuple):
    text: str
    due_on: date | None
    owner: str | None
    done_at: datetime | None
    done_by: str | None


@dataclass(frozen=True)
class TimeLineEntry:
    """`first` to `third` are codes or names, by kind: see the parts below."""

    kind: TimeLineEvent
    id: int
    on: date  # in the zone of the team
    at: datetime | None  # where the hour is known
    by: str | None
    first: str
    second: str
    third: str
    text: str
    step: NextStep | None
    files: tuple[TimeLineFile, ...]


@dataclass(frozen=True)
class TimeLine:
    entries: list[TimeLineEntry]
    start: int
    more: bool
    talks_only: bool


def time_line(
    supplier: int, today: date, zone: tzinfo, start: int = 0, talks_only: bool = False, size: int = PER_PAGE
) -> TimeLine:
    """`size` entries of it from `start` on; days that have not come are left out."""
    parts = [talks(supplier)]
    if not talks_only:
        parts += [*inquiries(supplier), quotes(supplier), *samples(supplier), *agreements(supplier, today)]
        parts += [moves(supplier), reviews(supplier), documents(supplier), *gates(supplier), *takeovers(supplier)]
    together = reduce(lambda part, other: part.union_all(other), parts)
    newest = together.order_by(SQL("happened").desc(), SQL("kind"), SQL("key").desc())
    entries = [entry(row, zone) for row in rows(newest.limit(size + 1).offset(start))]
    return TimeLine(entries[:size], start, len(entries) > size, talks_only)


def entry(row: Any, zone: tzinfo) -> TimeLineEntry:
    kind, key, happened, by, first, second, third, text, *more = row
    step, due_on, owner, done_at, done_by, files = more
    event, at = TimeLineEvent(kind), instant(happened)
    timed = event in TIMED
    on = at.astimezone(zone).date() if timed else at.date()
    todo = NextStep(step, day(due_on), owner, done_at and instant(done_at), done_by) if step else None
    words = (first or "", second or "", third or "", text or "")
    return TimeLineEntry(event, key, on, at if timed else None, by, *words, todo, file_names(files or ""))


def file_names(lines: str) -> tuple[TimeLineFile, ...]:
    pairs = [line.split(" ", 1) for line in lines.splitlines()]
    return tuple(sorted(TimeLineFile(int(key), name) for key, name in pairs))


def instant(value: Any) -> datetime:
    """SQLite answers the instants and days of a compound query as text."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment.replace(tzinfo=UTC)


def day(value: Any) -> date | None:
    return date.fromisoformat(str(value)) if value is not None else None


def columns(kind: TimeLineEvent, key: Any, happened: Any, by: Any, *words: Any) -> list[Any]:
    """Up to three codes or names, then a text: filled up with nothing."""
    filled = [*words, *[NO_WORD] * (4 - len(words))]
    return [Value(str(kind)).alias("kind"), key.alias("key"), happened.alias("happened"), by, *filled]


NOTHING_NEXT = [SQL("NULL")] * 6


def joined(text: Any, between: str) -> Any:
    """The texts of a group as one; SQLite knows the standard name only since 3.44."""
    name = "string_agg" if isinstance(db.obj, PostgresqlDatabase) else "group_concat"
    return getattr(fn, name)(text, between)


def talks(supplier: int) -> Any:
    talk, owner, finisher = Conversation, User.alias(), User.alias()
    words = (talk.channel, talk.direction, Contact.name, talk.text)
    file = Attachment.id.cast("text").concat(" ").concat(Attachment.name)
    files = Attachment.select(joined(file, "\n")).where(
        Attachment.object_type == "conversation", Attachment.object_id == talk.id, Attachment.deleted_at.is_null()
    )
    step = (Action.text, Action.due_on, owner.name, Action.done_at, finisher.name, files)
    mine = (Action.object_type == "conversation") & (Action.object_id == talk.id) & Action.deleted_at.is_null()
    return (
        talk.select(*columns(TimeLineEvent.talk, talk.id, talk.at, User.name, *words), *step)
        .join(User, JOIN.LEFT_OUTER, on=talk.by == User.id)
        .join_from(talk, Contact, JOIN.LEFT_OUTER, on=talk.contact == Contact.id)
        .join_from(talk, Action, JOIN.LEFT_OUTER, on=mine)
        .join_from(Action, owner, JOIN.LEFT_OUTER, on=Action.owner == owner.id)
        .join_from(Action, finisher, JOIN.LEFT_OUTER, on=Action.done_by == finisher.id)
        .where(talk.supplier == supplier, talk.deleted_at.is_null())
    )


def inquiries(supplier: int) -> list[Any]:
    def part(kind: TimeLineEvent, at: Any, by: Any, *where: Any) -> Any:
        query = Inquiry.select(*columns(kind, Inquiry.id, at, by, Inquiry.channel), *NOTHING_NEXT)
        query = query.join(User, JOIN.LEFT_OUTER, on=Inquiry.asked_by == User.id)
        return query.where(Inquiry.supplier == supplier, Inquiry.deleted_at.is_null(), at.is_null(False), *where)

    later = Inquiry.answered_at > Inquiry.first_reply_at
    return [
        part(TimeLineEvent.asked, Inquiry.asked_at, User.name),
        part(TimeLineEvent.replied, Inquiry.first_reply_at, NOBODY),
        part(TimeLineEvent.answered, Inquiry.answered_at, NOBODY, later),
    ]


def quotes(supplier: int) -> Any:
    query = Quote.select(
        *columns(TimeLineEvent.quote, Quote.id, Quote.quoted_on, NOBODY, Product.name), *NOTHING_NEXT
    ).join(Product)
    return query.where(Quote.supplier == supplier, Quote.deleted_at.is_null(), Product.deleted_at.is_null())


def samples(supplier: int) -> list[Any]:
    def part(kind: TimeLineEvent, at: Any, *words: Any) -> Any:
        query = Sample.select(*columns(kind, Sample.id, at, NOBODY, Product.name, *words), *NOTHING_NEXT).join(Product)
        return query.where(Sample.supplier == supplier, Sample.deleted_at.is_null(), at.is_null(False))

    return [
        part(TimeLineEvent.sample_asked, Sample.asked_on),
        part(TimeLineEvent.sample_came, Sample.received_on),
        part(TimeLineEvent.verdict, Sample.verdict_at, Sample.verdict),
    ]


def agreements(supplier: int, today: date) -> list[Any]:
    """An agreement has ended on the day after its last."""

    def part(kind: TimeLineEvent, on: Any, *where: Any) -> Any:
        query = Agreement.select(*columns(kind, Agreement.id, on, NOBODY, Agreement.title), *NOTHING_NEXT)
        return query.where(Agreement.supplier == supplier, Agreement.deleted_at.is_null(), on <= today, *where)

    signed = Agreement.signed_on.is_null(False)
    return [
        part(TimeLineEvent.agreement_sent, Agreement.sent_on),
        part(TimeLineEvent.agreement_signed, Agreement.signed_on),
        part(TimeLineEvent.agreement_began, Agreement.starts_on, Agreement.starts_on > Agreement.signed_on),
        part(TimeLineEvent.renewal, Agreement.renewal_on),
        part(TimeLineEvent.agreement_ended, Agreement.ends_on, signed, Agreement.ends_on < today),
    ]


def moves(supplier: int) -> Any:
    """Its own, and those of suppliers that were merged into it."""
    move = StatusChange
    other = Case(None, [(Supplier.id != supplier, Supplier.name)], "")
    words = (move.from_status, move.to_status, other, move.reason)
    return (
        move.select(*columns(TimeLineEvent.status, move.id, move.at, User.name, *words), *NOTHING_NEXT)
        .join(User, JOIN.LEFT_OUTER, on=move.by)
        .join_from(move, Supplier, on=move.supplier)
        .where((Supplier.id == supplier) | (Supplier.merged_into == supplier))
    )


def reviews(supplier: int) -> Any:
    words = (Review.outcome, NO_WORD, NO_WORD, Review.findings)
    query = Review.select(*columns(TimeLineEvent.review, Review.id, Review.done_on, User.name, *words), *NOTHING_NEXT)
    return query.join(User, JOIN.LEFT_OUTER, on=Review.by).where(Review.supplier == supplier)


def documents(supplier: int) -> Any:
    words = (Document.kind, Document.number)
    query = Document.select(
        *columns(TimeLineEvent.document, Document.id, Document.created_at, User.name, *words), *NOTHING_NEXT
    )
    query = query.join(User, JOIN.LEFT_OUTER, on=Document.by)
    return query.where(Document.supplier == supplier, Document.deleted_at.is_null())


def gates(supplier: int) -> list[Any]:
    """Of its path: passed, and taken back."""

    def part(kind: TimeLineEvent, at: Any, by: Any, *words: Any) -> Any:
        query = Passage.select(*columns(kind, Passage.id, at, User.name, *words), *NOTHING_NEXT)
        return query.join(User, JOIN.LEFT_OUTER, on=by == User.id).where(
            Passage.supplier == supplier, at.is_null(False)
        )

    return [
        part(TimeLineEvent.gate, Passage.at, Passage.by, Passage.step, Passage.in_the_way, NO_WORD, Passage.reason),
        part(
            TimeLineEvent.gate_back,
            Passage.back_at,
            Passage.back_by,
            Passage.step,
            NO_WORD,
            NO_WORD,
            Passage.back_reason,
        ),
    ]


def takeovers(supplier: int) -> list[Any]:
    """Taken over at a status, and taken back."""
    taken = TakeOver

    def part(kind: TimeLineEvent, at: Any, by: Any, *words: Any) -> Any:
        query = taken.select(*columns(kind, taken.id, at, User.name, *words), *NOTHING_NEXT)
        return query.join(User, JOIN.LEFT_OUTER, on=by == User.id).where(taken.supplier == supplier, at.is_null(False))

    words = (taken.status, taken.origin, taken.file)
    return [
        part(TimeLineEvent.taken, taken.at, taken.by, *words),
        part(TimeLineEvent.taken_back, taken.back_at, taken.back_by, *words, taken.back_reason),
    ]
