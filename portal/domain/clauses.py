"""The clauses an agreement is read against, and what stands written of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from portal.domain.plain import Entry, encoded, unique
from portal.domain.wording import Text

Value = Decimal | date | str  # shares are 0 to 1; a choice is the key of its option


class ClauseType(StrEnum):
    number = "number"
    percent = "percent"
    money = "money"
    yes_no = "yes_no"
    choice = "choice"
    date = "date"
    text = "text"
    table = "table"  # written line by line
    reference = "reference"


FIGURES = (ClauseType.number, ClauseType.percent, ClauseType.money)


class Standing(StrEnum):
    agreed = "agreed"
    missing = "missing"
    na = "na"  # with the reason


@dataclass(frozen=True)
class Option:
    key: str
    text: Text


@dataclass(frozen=True)
class Topic:
    key: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Clause:
    key: str
    topic: str
    title: Text
    type: ClauseType
    unit: str | None = None
    must: bool = False
    must_when: str | None = None  # a condition; one that nobody can answer counts as met
    suggested: Decimal | None = None
    options: tuple[Option, ...] = ()

    def needed(self, known: Mapping[str, bool | None]) -> bool:
        """Whether an agreement must state it, by what is known of the conditions."""
        return self.must or (self.must_when is not None and known.get(self.must_when) is not False)


@dataclass(frozen=True)
class ClauseBook:
    topics: tuple[Topic, ...]
    clauses: tuple[Clause, ...]

    def clause(self, key: str) -> Clause:
        """KeyError for a key that is not in the book."""
        return {clause.key: clause for clause in self.clauses}[key]

    def of_topic(self, key: str) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.topic == key)


@dataclass(frozen=True)
class Given:
    """What is written of one clause. A note without a value is a remark, not an agreement."""

    value: Value | None = None
    na: bool = False
    note: str = ""

    @property
    def standing(self) -> Standing:
        if self.na:
            return Standing.na if self.note else Standing.missing
        return Standing.missing if self.value is None or self.value == "" else Standing.agreed

    def to_json(self) -> dict[str, Any]:
        value = self.value.isoformat() if isinstance(self.value, date) else encoded(self.value)
        return {name: part for name, part in (("value", value), ("na", self.na), ("note", self.note)) if part}


@dataclass(frozen=True)
class Written:
    """The clauses of one agreement by key; what nobody wrote down is missing."""

    given: Mapping[str, Given] = field(default_factory=dict)

    def of(self, key: str) -> Given:
        return self.given.get(key, Given())

    def number(self, key: str) -> Decimal | None:
        """The agreed figure of a clause; None where it is missing, does not apply or is no figure."""
        given = self.of(key)
        return given.value if given.standing is Standing.agreed and isinstance(given.value, Decimal) else None

    def missing(self, book: ClauseBook, known: Mapping[str, bool | None]) -> tuple[str, ...]:
        """Keys of the clauses it must state and does not, in the order of the book."""
        needed = [clause.key for clause in book.clauses if clause.needed(known)]
        return tuple(key for key in needed if self.of(key).standing is Standing.missing)


def written_from(book: ClauseBook, data: Mapping[str, Any]) -> Written:
    """What a row keeps; a key the book does not know any more, or a value of another kind, is left out."""
    known = {clause.key: clause for clause in book.clauses}
    return Written({key: given_from(known[key], one) for key, one in data.items() if key in known})


def given_from(clause: Clause, data: Mapping[str, Any]) -> Given:
    return Given(value_from(clause, data.get("value")), bool(data.get("na")), str(data.get("note", "")))


def value_from(clause: Clause, kept: Any) -> Value | None:
    if kept is None:
        return None
    try:
        if clause.type in FIGURES:
            return Decimal(kept["decimal"])
        return date.fromisoformat(kept) if clause.type is ClauseType.date else str(kept)
    except (InvalidOperation, KeyError, TypeError, ValueError):
        return None


def book_from(entry: Entry) -> ClauseBook:
    """The shipped clauses. Raises Malformed."""
    entry.whole("version", 1, 10**6)
    topics = tuple(_topic(one) for one in entry.tables("topics"))
    clauses = tuple(_clause(one) for one in entry.tables("clauses"))
    entry.end()
    unique(entry, "topic", [topic.key for topic in topics])
    unique(entry, "clause", [clause.key for clause in clauses])
    if strange := {clause.topic for clause in clauses} - {topic.key for topic in topics}:
        raise entry.wrong(f"no such topic: {', '.join(sorted(strange))}")
    return ClauseBook(topics, clauses)


def _topic(entry: Entry) -> Topic:
    topic = Topic(entry.string("key"), entry.text("title"))
    entry.end()
    return topic


def _clause(entry: Entry) -> Clause:
    clause = Clause(
        key=entry.string("key"),
        topic=entry.string("topic"),
        title=entry.text("title"),
        type=entry.one_of("type", ClauseType),
        unit=entry.optional("unit"),
        must=entry.flag("must", default=False),
        must_when=entry.optional("must_when"),
        suggested=entry.number("suggested") if entry.has("suggested") else None,
        options=tuple(_options(entry.tables("options"))),
    )
    entry.end()
    if (clause.type is ClauseType.choice) != bool(clause.options):
        raise entry.wrong("a choice has options, nothing else has")
    if (clause.unit is not None) != (clause.type in FIGURES or clause.type is ClauseType.table):
        raise entry.wrong("a figure has a unit, nothing else has")
    return clause


def _options(entries: Iterable[Entry]) -> Iterable[Option]:
    for entry in entries:
        yield Option(entry.string("key"), Text(entry.string("zh"), entry.string("en")))
        entry.end()
