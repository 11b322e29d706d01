"""What an agreement is today, by its dates: only facts are kept, the rest is judged when it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from portal.domain.clauses import ClauseBook, Written
from portal.domain.rules import Result

RENEW_AHEAD = 90  # days before the end on which a renewal begins, unless the agreement says otherwise
LATER_NOTICES = (30, 7, 0)  # days before the end on which it is worth saying again
# Clauses that rules look at.
PRICE_NOTICE = "price_notice_days"
RENEWAL_NOTICE = "renewal_notice_days"
PAYMENT_TERMS = "payment_terms"
END_DATE = "term_end"
PAID_AHEAD = ("prepaid", "wallet")


class State(StrEnum):
    draft = "draft"
    sent = "sent"
    signed = "signed"  # also before the day it begins
    ending = "ending"  # the first notice has come
    ended = "ended"


BINDING = (State.signed, State.ending)


@dataclass(frozen=True, kw_only=True)
class Facts:
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

    @property
    def notices(self) -> tuple[int, ...]:
        """Days before the end on which it is worth saying, falling."""
        agreed = self.written.number(RENEWAL_NOTICE)
        first = RENEW_AHEAD if agreed is None else int(agreed)
        return (first, *(one for one in LATER_NOTICES if one < first))

    def state(self, today: date) -> State:
        """It binds through its last day."""
        if self.signed_on is None or self.signed_on > today:
            return State.sent if self.sent_on is not None and self.sent_on <= today else State.draft
        if self.ends_on is not None and self.ends_on < today:
            return State.ended
        return State.ending if self.notice(today) is not None else State.signed

    def notice(self, today: date) -> int | None:
        """The last notice that has come, in days before the end; None before the first and after the end."""
        if self.ends_on is None or self.ends_on < today:
            return None
        left = (self.ends_on - today).days
        return min((one for one in self.notices if left <= one), default=None)

    def binds(self, day: date) -> bool:
        """Signed, begun and not ended on this day."""
        if self.signed_on is None or max(self.signed_on, self.starts_on or self.signed_on) > day:
            return False
        return self.ends_on is None or self.ends_on >= day

    def covers(self, kind: str) -> bool:
        """Whether it is about goods of this kind (physical, digital)."""
        return self.goods in (kind, "both")

    def conditions(self) -> dict[str, bool | None]:
        """What is known of the conditions that make a clause needed; None: nobody said."""
        payment = self.written.of(PAYMENT_TERMS).value
        return {
            "physical_goods": self.covers("physical"),
            "digital_goods": self.covers("digital"),
            "cross_border_agreement": self.abroad,
            "branded_goods": self.branded,
            "custom_goods": self.custom,
            "feed_in_use": self.feed,
            "prepaid_or_wallet": None if payment is None else payment in PAID_AHEAD,
        }

    def missing(self, book: ClauseBook) -> tuple[str, ...]:
        """Keys of the clauses it must state and does not. The end date stands among its days."""
        return tuple(
            key for key in self.written.missing(book, self.conditions()) if key != END_DATE or not self.ends_on
        )


@dataclass(frozen=True)
class Mark:
    """An agreement as a comparison keeps it."""

    id: int
    title: str
    state: State
    binds: bool
    missing: tuple[str, ...] = ()  # keys of needed clauses it does not state


def clauses_gate(marks: Iterable[Mark]) -> Result:
    """Passed by one agreement in force that states every clause it must.

    Failed where those in force lack one, or all there were have ended. Without a signed agreement nobody has checked.
    """
    signed = [one for one in marks if one.binds or one.state is State.ended]
    if not signed:
        return Result.unknown
    return Result.passed if any(one.binds and not one.missing for one in signed) else Result.failed


@dataclass(frozen=True, kw_only=True)
class Price:
    """A quote as the notice of price changes needs it."""

    id: int
    quoted_on: date
    valid_until: date | None
    basis: tuple[str, str]  # currency, tax basis
    breaks: tuple[tuple[int, Decimal], ...]  # from this quantity on, this price a unit; rising quantities

    def at(self, quantity: int) -> Decimal | None:
        """None below the smallest quantity it names."""
        return next((price for start, price in reversed(self.breaks) if start <= quantity), None)


@dataclass(frozen=True)
class Rise:
    """A dearer quote that came with less notice than agreed. Days; prices a unit, in the currency of both quotes."""

    quote: int
    on: date  # the day of the quote
    previous: int  # the quote it follows
    quantity: int
    before: Decimal
    after: Decimal
    currency: str
    given: int  # days of notice
    agreed: int
    agreement: int

    @property
    def counts_from(self) -> date:
        """The first day the dearer price may count, by the agreed notice."""
        return self.on + timedelta(days=self.agreed)


def previous_in_force(price: Price, others: Iterable[Price]) -> Price | None:
    """The newest earlier quote on the same basis (currency and tax) that still held on the day of this one."""
    earlier = [
        one
        for one in others
        if one.basis == price.basis
        and (one.quoted_on, one.id) < (price.quoted_on, price.id)
        and (one.valid_until is None or one.valid_until >= price.quoted_on)
    ]
    return max(earlier, key=lambda one: (one.quoted_on, one.id), default=None)


def notice_given(previous: Price, price: Price) -> int:
    """Days from the dearer quote to the end of the one before it, 0 at least.

    A quote keeps no day it starts on. The older price was promised through its last day, so the dearer one counts
    from then on; where the older one named no end, it counts at once.
    """
    if previous.valid_until is None:
        return 0
    return max(0, (previous.valid_until - price.quoted_on).days)


def dearer(previous: Price, price: Price) -> tuple[int, Decimal, Decimal] | None:
    """Quantity, price before and after where the price a unit rose by the largest share; None where it nowhere did."""
    quantities = sorted({start for start, _price in (*previous.breaks, *price.breaks)})
    pairs = [(quantity, previous.at(quantity), price.at(quantity)) for quantity in quantities]
    rises = [(quantity, old, new) for quantity, old, new in pairs if old and new and new > old]
    return max(rises, key=lambda one: (one[2] / one[1], -one[0]), default=None)


def rise(price: Price, others: Iterable[Price], agreements: Iterable[Facts], kind: str) -> Rise | None:
    """Whether a quote is dearer than the one in force before it, with less notice than agreed (days).

    `others` are quotes of the same supplier for the same product, `kind` is that of the product. Of the agreements
    in force on the day of the quote that cover the kind and agree a notice, the one signed last counts.
    """
    found = [one for one in agreements if one.binds(price.quoted_on) and one.covers(kind)]
    found = [one for one in found if one.written.number(PRICE_NOTICE) is not None]
    previous = previous_in_force(price, others)
    if not found or previous is None or (step := dearer(previous, price)) is None:
        return None
    counts = max(found, key=lambda one: (one.signed_on or date.min, one.id))
    given, agreed = notice_given(previous, price), int(counts.written.number(PRICE_NOTICE) or 0)
    return (
        Rise(price.id, price.quoted_on, previous.id, *step, price.basis[0], given, agreed, counts.id)
        if given < agreed
        else None
    )


def rises(prices: Iterable[Price], agreements: Iterable[Facts], kind: str) -> dict[int, Rise]:
    """Every quote of one supplier for one product that rose with too little notice, by its id."""
    every, known = list(prices), list(agreements)
    found: Mapping[int, Rise | None] = {one.id: rise(one, every, known, kind) for one in every}
    return {key: one for key, one in found.items() if one is not None}
