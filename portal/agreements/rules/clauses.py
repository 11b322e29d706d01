"""The clauses an agreement is read against, and what stands written of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from portal.core.rules.plain_data import Between, encoded, refuse, unique
from portal.core.rules.wording import Text, unclosed

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


class ClauseStanding(StrEnum):
    agreed = "agreed"
    unstated = "unstated"  # missing only where the clause is core
    na = "na"  # with the reason


@dataclass(frozen=True)
class ClauseOption:
    key: str
    zh: str
    en: str

    def __post_init__(self) -> None:
        refuse(unclosed(self.zh, self.en))

    @property
    def text(self) -> Text:
        return Text(self.zh, self.en)


class Origin(StrEnum):
    domestic = "domestic"  # the supplier is in the country of the team
    foreign = "foreign"


@dataclass(frozen=True)
class CoreFor:
    """Where a clause is core: of goods of each kind, from where."""

    physical: tuple[Origin, ...] = ()
    digital: tuple[Origin, ...] = ()

    def origins(self, kinds: Collection[str]) -> set[Origin]:
        by_kind = {"physical": self.physical, "digital": self.digital}
        return {origin for kind in kinds for origin in by_kind[kind]}


@dataclass(frozen=True)
class ClauseTopic:
    key: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Clause:
    key: str
    topic: str
    title: Text
    type: ClauseType
    unit: str | None = None
    when: str | None = None  # a condition; where it is false, the clause does not concern the agreement
    core: CoreFor = CoreFor()
    suggested: Decimal | None = None
    options: tuple[ClauseOption, ...] = ()

    def __post_init__(self) -> None:
        measured = self.type in FIGURES or self.type is ClauseType.table
        refuse(
            {
                "a choice has options, nothing else has": (self.type is ClauseType.choice) != bool(self.options),
                "a figure has a unit, nothing else has": (self.unit is not None) != measured,
            }
        )

    def concerns(self, known: Mapping[str, bool | None]) -> bool:
        """Whether an agreement may have to do with it, by what is known of the conditions."""
        return self.when is None or known.get(self.when) is not False

    def is_core(self, kinds: Collection[str], origin: Origin | None, known: Mapping[str, bool | None]) -> bool | None:
        """Whether an agreement on goods of these `kinds` (physical, digital) must state it.

        None where that hangs on something nobody said: the `origin`, or the condition the clause belongs to.
        """
        origins = self.core.origins(kinds)
        anywhere = len(origins) == len(Origin)
        met = None if self.when is None else known.get(self.when)
        if not origins or met is False or (origin is not None and origin not in origins):
            return False
        sure = (anywhere or origin is not None) and (self.when is None or met is not None)
        return True if sure else None


@dataclass(frozen=True)
class ClauseBook:
    version: Annotated[int, Between(1, 10**6)]
    topics: tuple[ClauseTopic, ...]
    clauses: tuple[Clause, ...]

    def __post_init__(self) -> None:
        unique("topic", (topic.key for topic in self.topics))
        unique("clause", (clause.key for clause in self.clauses))
        strange = {clause.topic for clause in self.clauses} - {topic.key for topic in self.topics}
        refuse({f"no such topic: {', '.join(sorted(strange))}": bool(strange)})

    def clause(self, key: str) -> Clause:
        """KeyError for a key that is not in the book."""
        return self.by_key[key]

    @cached_property
    def by_key(self) -> dict[str, Clause]:
        return {clause.key: clause for clause in self.clauses}

    def of_topic(self, key: str) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.topic == key)


@dataclass(frozen=True)
class GivenClause:
    """What is written of one clause. A note without a value is a remark, not an agreement.

    `open`: a wording to talk about (one taken over from elsewhere), not agreed until somebody says so.
    """

    value: Value | None = None
    na: bool = False
    note: str = ""
    open: bool = False

    @property
    def standing(self) -> ClauseStanding:
        if self.open:
            return ClauseStanding.unstated
        if self.na:
            return ClauseStanding.na if self.note else ClauseStanding.unstated
        return ClauseStanding.unstated if self.value is None or self.value == "" else ClauseStanding.agreed

    def to_json(self) -> dict[str, Any]:
        value = self.value.isoformat() if isinstance(self.value, date) else encoded(self.value)
        return {
            name: part
            for name, part in (("value", value), ("na", self.na), ("note", self.note), ("open", self.open))
            if part
        }


@dataclass(frozen=True)
class Written:
    """The clauses of one agreement by key; what nobody wrote down is not stated."""

    clauses: Mapping[str, GivenClause] = field(default_factory=dict)

    def of(self, key: str) -> GivenClause:
        return self.clauses.get(key, GivenClause())

    def number(self, key: str) -> Decimal | None:
        """The agreed figure of a clause; None where it is not stated, does not apply or is no figure."""
        clause = self.of(key)
        return clause.value if clause.standing is ClauseStanding.agreed and isinstance(clause.value, Decimal) else None


def clause_mark(kept: Mapping[str, Any] | None) -> str:
    """What a person saw written of one clause, in eight letters; empty for nothing."""
    if not kept:
        return ""
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:8]


def written_from(book: ClauseBook, data: Mapping[str, Any]) -> Written:
    """What a row keeps; a key the book does not know any more, or a value of another kind, is left out."""
    return Written(KeptClauses(book, data))


class KeptClauses(Mapping[str, GivenClause]):
    """The clauses of a row, each read when it is asked for: most pages look at one or two of fifty."""

    def __init__(self, book: ClauseBook, data: Mapping[str, Any]) -> None:
        self.book, self.data = book, data
        self.read: dict[str, GivenClause] = {}

    def __getitem__(self, key: str) -> GivenClause:
        if key not in self.read:
            self.read[key] = given_from(self.book.by_key[key], self.data[key])
        return self.read[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key in self.data if key in self.book.by_key)

    def __len__(self) -> int:
        return sum(1 for _key in self)


def given_from(clause: Clause, data: Mapping[str, Any]) -> GivenClause:
    return GivenClause(
        value_from(clause, data.get("value")), bool(data.get("na")), str(data.get("note", "")), bool(data.get("open"))
    )


def value_from(clause: Clause, kept: Any) -> Value | None:
    if kept is None:
        return None
    try:
        if clause.type in FIGURES:
            return Decimal(kept["decimal"])
        return date.fromisoformat(kept) if clause.type is ClauseType.date else str(kept)
    except (InvalidOperation, KeyError, TypeError, ValueError):
        return None
