"""What an agreement is today, by its dates: only facts are kept, the rest is judged when it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from portal.agreements.rules.clauses import Clause, ClauseBook, ClauseStanding, GivenClause, Origin, Written
from portal.agreements.rules.ordering_terms import NOTHING, Ordering
from portal.core.rules.thresholds import Result

RENEW_AHEAD = 90  # days before the end on which a renewal begins, unless agreement or team says otherwise
LATER_NOTICES = (30, 7, 0)  # days before the end on which it is worth saying again
URGENT_NOTICES = (7, 0)
# Clauses that rules look at.
RENEWAL_NOTICE = "renewal_notice_days"
PAYMENT_TERMS = "payment_terms"
END_DATE = "term_end"
PAID_AHEAD = ("prepaid", "wallet")
KINDS = {"physical": ("physical",), "digital": ("digital",), "both": ("physical", "digital")}  # by what it is about
ABROAD = "cross_border_agreement"


class AgreementState(StrEnum):
    draft = "draft"
    sent = "sent"
    signed = "signed"  # also before the day it begins
    ending = "ending"  # the first notice has come
    ended = "ended"


@dataclass(frozen=True, kw_only=True)
class AgreementFacts:
    """One agreement as it is written down. A day that is None is not known, or has not come."""

    id: int
    supplier_id: int
    supplier: str
    owner_id: int | None = None  # of the supplier
    owner: str | None = None
    title: str
    number: str = ""
    goods: str = "physical"  # physical, digital, both
    sent_on: date | None = None
    signed_on: date | None = None
    starts_on: date | None = None  # None: from the day it was signed
    ends_on: date | None = None  # its last day; None: no end is written down
    renewal_on: date | None = None  # the day a renewal was begun
    branded: bool | None = None  # goods under somebody else's brand
    custom: bool | None = None  # goods made to our order
    feed: bool | None = None  # a data link is in use or planned
    abroad: bool | None = None  # the supplier is in another country than the team
    written: Written = field(default_factory=Written)
    renew_ahead: int = RENEW_AHEAD

    @property
    def notices(self) -> tuple[int, ...]:
        """Days before the end on which it is worth saying, falling."""
        agreed = self.written.number(RENEWAL_NOTICE)
        first = self.renew_ahead if agreed is None else int(agreed)
        return (first, *(days for days in LATER_NOTICES if days < first))

    def state(self, today: date) -> AgreementState:
        """It binds through its last day."""
        if self.signed_on is None or self.signed_on > today:
            return AgreementState.sent if self.sent_on is not None and self.sent_on <= today else AgreementState.draft
        if self.ends_on is not None and self.ends_on < today:
            return AgreementState.ended
        return AgreementState.ending if self.notice(today) is not None else AgreementState.signed

    def notice(self, today: date) -> int | None:
        """The last notice that has come, in days before the end; None before the first and after the end."""
        if self.ends_on is None or self.ends_on < today:
            return None
        left = (self.ends_on - today).days
        return min((days for days in self.notices if left <= days), default=None)

    @property
    def notice_on(self) -> date | None:
        """The day the notice comes that the agreement itself sets; None: the team's counts, whatever it is then."""
        agreed = self.written.number(RENEWAL_NOTICE)
        if self.ends_on is None or agreed is None:
            return None
        day = self.ends_on.toordinal() - int(agreed)
        return date.fromordinal(min(max(day, date.min.toordinal()), date.max.toordinal()))

    def urgent(self, today: date) -> bool:
        """One of the last notices has come."""
        return self.notice(today) in URGENT_NOTICES

    def binds(self, day: date) -> bool:
        """Signed, begun and not ended on this day."""
        if self.signed_on is None or max(self.signed_on, self.starts_on or self.signed_on) > day:
            return False
        return self.ends_on is None or self.ends_on >= day

    def covers(self, kind: str) -> bool:
        """Whether it is about goods of this kind (physical, digital)."""
        return self.goods in (kind, "both")

    def conditions(self) -> dict[str, bool | None]:
        """What is known of the conditions clauses belong to; None: nobody said."""
        return {
            "physical_goods": self.covers("physical"),
            "digital_goods": self.covers("digital"),
            ABROAD: self.abroad,
            "branded_goods": self.branded,
            "custom_goods": self.custom,
            "feed_in_use": self.feed,
            "prepaid_or_wallet": self.paid_ahead,
        }

    @property
    def paid_ahead(self) -> bool | None:
        terms = self.written.of(PAYMENT_TERMS)
        return None if terms.standing is ClauseStanding.unstated else terms.value in PAID_AHEAD

    @property
    def kinds(self) -> tuple[str, ...]:
        """Of the goods it is about: physical, digital, or both."""
        return KINDS[self.goods]

    @property
    def origin(self) -> Origin | None:
        """None while the country of the supplier is not known."""
        if self.abroad is None:
            return None
        return Origin.foreign if self.abroad else Origin.domestic

    def is_core(self, clause: Clause) -> bool | None:
        """Whether it must state the clause; None where that hangs on something nobody said."""
        return clause.is_core(self.kinds, self.origin, self.conditions())

    def core(self, book: ClauseBook) -> tuple[Clause, ...]:
        """The clauses it must state, in the order of the book."""
        return tuple(clause for clause in book.clauses if self.is_core(clause))

    def says(self, key: str) -> GivenClause:
        """What it says of a clause. The end date stands among its days."""
        return GivenClause(self.ends_on) if key == END_DATE and self.ends_on else self.written.of(key)

    def states(self, key: str) -> bool:
        return self.says(key).standing is not ClauseStanding.unstated

    def missing(self, book: ClauseBook) -> tuple[str, ...]:
        """Keys of the clauses it must state and does not."""
        return tuple(clause.key for clause in self.core(book) if not self.states(clause.key))

    def undecided(self, book: ClauseBook) -> dict[str, tuple[str, ...]]:
        """What nobody said (`country`, or a condition) with the keys of clauses that may be core for it and are not
        stated."""
        open_clauses: dict[str, tuple[str, ...]] = {}
        for clause in book.clauses:
            if self.is_core(clause) is None and not self.states(clause.key):
                asked = "country" if self.abroad is None and clause.when in (None, ABROAD) else str(clause.when)
                open_clauses[asked] = (*open_clauses.get(asked, ()), clause.key)
        return open_clauses


class Place(StrEnum):
    """Where the supplier of an agreement is, seen from the team."""

    home = "home"
    abroad = "abroad"
    unsure = "unsure"

    @classmethod
    def of(cls, country: str, home: str) -> Place:
        if not country:
            return cls.unsure
        return cls.home if country == home else cls.abroad


ABROAD_BY_PLACE = {Place.home: False, Place.abroad: True, Place.unsure: None}


def lacking(agreement: AgreementFacts, book: ClauseBook) -> str | None:
    """The core clauses it does not state, wherever its supplier may be, as its row keeps them; None for none of them.

    So what is kept follows from the agreement alone, and a supplier that moves moves no row.
    """
    missing = {place: replace(agreement, abroad=abroad).missing(book) for place, abroad in ABROAD_BY_PLACE.items()}
    return ";".join(f"{place}={' '.join(keys)}" for place, keys in missing.items() if keys) or None


def lacking_in(kept: str | None, place: Place) -> tuple[str, ...]:
    """The keys of those that are core where the supplier is."""
    by_place = dict(part.split("=") for part in kept.split(";")) if kept else {}
    return tuple(by_place.get(place, "").split())


@dataclass(frozen=True)
class AgreementMark:
    """An agreement as a comparison keeps it."""

    id: int
    title: str
    state: AgreementState
    binds: bool
    missing: tuple[str, ...] = ()  # keys of core clauses it does not state
    ordering: Ordering = NOTHING
    undecided: tuple[str, ...] = ()  # what nobody said, so that a clause may be core and is not stated


def clauses_gate(marks: Iterable[AgreementMark]) -> Result:
    """Passed by one agreement in force that states every core clause.

    Failed where those in force lack one, or all there were have ended. Nobody has checked without a signed agreement,
    and where it hangs on something nobody said whether a clause is core.
    """
    signed = [mark for mark in marks if mark.binds or mark.state is AgreementState.ended]
    if not signed:
        return Result.unknown
    whole = [mark for mark in signed if mark.binds and not mark.missing]
    if any(not mark.undecided for mark in whole):
        return Result.passed
    return Result.unknown if whole else Result.failed
