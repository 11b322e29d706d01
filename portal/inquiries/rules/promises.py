"""What answers tell about a supplier, against what is on record of it and in its quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from portal.inquiries.rules.inquiries import InquiryFacts, Reply, ReplyStanding
from portal.inquiries.rules.questions import Question, QuestionType
from portal.quotes.rules.terms import FeeState

TELLING = (QuestionType.number, QuestionType.money, QuestionType.percent, QuestionType.yes_no, QuestionType.choice)
CURRENCY = "CNY"  # in which the shipped questions ask for money
# How a supplier is paid, by the answer; whether prepaid money comes back no quote says.
PAYMENT = {"credit": "credit", "on_delivery": "on_delivery"}
PAYMENT |= {"prepaid_refundable": "prepaid", "prepaid_locked": "prepaid"}
PAYMENT |= {"wallet_refundable": "wallet", "wallet_locked": "wallet"}
# Key of the question -> what a quote calls it.
QUOTED = {"moq": "moq", "lead_time_days": "lead_days", "fee_packing": "packing", "payment_mode": "payment"}


class Match(StrEnum):
    new = "new"  # nothing is on record
    agrees = "agrees"
    differs = "differs"


@dataclass(frozen=True)
class KeptPromise:
    """What is on record of a supplier, and which inquiry it comes from; None where that one is deleted."""

    question: Question
    reply: Reply
    version: int
    inquiry: int | None
    said_at: datetime


@dataclass(frozen=True)
class Telling:
    """One answer of an inquiry beside what is on record."""

    question: Question
    reply: Reply
    kept: KeptPromise | None

    @property
    def match(self) -> Match:
        if self.kept is None:
            return Match.new
        return Match.agrees if self.kept.reply.value == self.reply.value else Match.differs

    @property
    def seen(self) -> int:
        """The version of what is on record, 0 where nothing is."""
        return self.kept.version if self.kept else 0


def tellings(inquiry: InquiryFacts, kept: Mapping[str, KeptPromise]) -> tuple[Telling, ...]:
    """The answers that are facts (a figure, yes or no, a choice), in the order they were asked."""
    return tuple(
        Telling(question, inquiry.reply(question.key), kept.get(question.key))
        for question in inquiry.questions
        if question.type in TELLING and inquiry.reply(question.key).standing is ReplyStanding.answered
    )


def quote_terms(inquiry: InquiryFacts, currency: str) -> dict[str, Any]:
    """What the answers say of a quote in `currency`, by its columns; what a quote cannot hold is left out.

    Quantities and days are whole; the packing fee is a pair of state and figure, and only in the currency asked for.
    """
    answers = {
        QUOTED[key]: inquiry.reply(key).value for key in QUOTED if inquiry.reply(key).standing is ReplyStanding.answered
    }
    terms: dict[str, Any] = {}
    for name in ("moq", "lead_days"):
        value = answers.get(name)
        if isinstance(value, Decimal) and value == value.to_integral_value() and (value >= 1 or name == "lead_days"):
            terms[name] = int(value)
    fee = answers.get("packing")
    if isinstance(fee, Decimal) and currency == CURRENCY:
        terms["packing"] = (str(FeeState.amount), fee) if fee else (str(FeeState.zero), None)
    if (payment := PAYMENT.get(str(answers.get("payment")))) is not None:
        terms["payment"] = payment
    return terms


@dataclass(frozen=True)
class NewestQuote:
    """The newest quote of a supplier for one product."""

    id: int
    product: str
    quoted_on: date
    currency: str
    terms: Mapping[str, Any]  # by the columns `quote_terms` names


@dataclass(frozen=True)
class QuoteDifference:
    """What a quote says, and what the answers say: column -> both, only where they differ."""

    quote: NewestQuote
    differing: Mapping[str, tuple[Any, Any]]


def against(inquiry: InquiryFacts, quotes: Iterable[NewestQuote]) -> list[QuoteDifference]:
    """Quotes on which the answers say something; those that agree come with nothing that differs."""
    terms_of_quotes = [(quote, quote_terms(inquiry, quote.currency)) for quote in quotes]
    return [
        QuoteDifference(
            quote, {name: (quote.terms[name], terms[name]) for name in terms if quote.terms[name] != terms[name]}
        )
        for quote, terms in terms_of_quotes
        if terms
    ]
