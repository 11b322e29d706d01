"""What the answers of an inquiry tell about the supplier and its quotes, ready for its page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from flask_babel import ngettext

from portal.inquiries.forms.promises import TakeOverForm
from portal.inquiries.models.promises import kept, newest_quotes
from portal.inquiries.rules.inquiries import InquiryFacts
from portal.inquiries.rules.promises import KeptPromise, Match, NewestQuote, QuoteDifference, Telling, against, tellings
from portal.inquiries.words import value_text
from portal.quotes.words import fee_text
from portal.web.conflicts import NOTHING
from portal.web.field_labels import label
from portal.web.filters import local_text, number
from portal.web.words import word

MATCH_TAGS = {Match.new: ("info", ""), Match.agrees: ("ok", "check"), Match.differs: ("warn", "warn")}


class TellingLine(NamedTuple):
    """An answer beside what is on record of the supplier."""

    value: str  # in the form
    question: str
    offered: bool  # it can be taken over
    ticked: bool
    kept: KeptPromise | None
    stands: str
    would: str
    tag: tuple[str, str, str]  # label, tone and symbol
    newer: bool  # what stands was said after this inquiry


class QuoteDifferenceLine(NamedTuple):
    """A field in which the newest quote for a product says otherwise."""

    quote: NewestQuote
    field: str
    quoted: str
    answered: str


@dataclass
class PromiseBox:
    inquiry: InquiryFacts
    form: TakeOverForm
    conflict: bool = False  # something changed after the page was opened

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        return tellings(self.inquiry, kept(self.inquiry.supplier_id))

    @cached_property
    def quotes(self) -> list[QuoteDifference]:
        return against(self.inquiry, newest_quotes(self.inquiry.supplier_id)) if self.tellings else []

    @property
    def differing(self) -> list[Telling]:
        return [telling for telling in self.tellings if telling.match is not Match.agrees]

    def offered(self) -> dict[str, Telling]:
        """What can be ticked: its value in the form -> the answer."""
        return {value_of(telling): telling for telling in self.differing}

    @property
    def lines(self) -> list[TellingLine]:
        return [self.line(telling) for telling in self.tellings]

    def line(self, telling: Telling) -> TellingLine:
        kept, value = telling.kept, value_of(telling)
        return TellingLine(
            value=value,
            question=local_text(telling.question.text),
            offered=telling.match is not Match.agrees,
            ticked=value in (self.form.keep.data or ()),
            kept=kept,
            stands=value_text(kept.question, kept.reply) if kept else "",
            would=value_text(telling.question, telling.reply),
            tag=(word(telling.match, "promise_match"), *MATCH_TAGS[telling.match]),
            newer=kept is not None and kept.said_at > self.inquiry.last_word,
        )

    @cached_property
    def quote_lines(self) -> list[QuoteDifferenceLine]:
        return [
            QuoteDifferenceLine(difference.quote, label("quote", name), *texts(name, pair, difference.quote.currency))
            for difference in self.quotes
            for name, pair in difference.differing.items()
        ]

    @property
    def differing_quotes(self) -> list[NewestQuote]:
        return [difference.quote for difference in self.quotes if difference.differing]

    @property
    def agreeing_quotes(self) -> list[NewestQuote]:
        return [difference.quote for difference in self.quotes if not difference.differing]


def value_of(telling: Telling) -> str:
    """What the form sends for an answer: its question and the version of what stands."""
    return f"{telling.question.key}@{telling.seen}"


def begun(inquiry: InquiryFacts, version: int) -> PromiseBox:
    """What is new is ticked; what would replace something is left to the person."""
    box = PromiseBox(inquiry, TakeOverForm(None, data={"version": version}))
    box.form.keep.data = [value for value, telling in box.offered().items() if telling.match is Match.new]
    return box


def sent(inquiry: InquiryFacts) -> PromiseBox:
    box = PromiseBox(inquiry, TakeOverForm())
    box.form.keep.choices = [(value, value) for value in box.offered()]
    return box


def overtaken(inquiry: InquiryFacts, version: int, form: Any) -> PromiseBox:
    """Shown again as it stands now; what was ticked and still replaces nothing stays ticked."""
    box = begun(inquiry, version)
    keys = {value.split("@")[0] for value in form.keep.data or ()}
    box.form.keep.data = [value for value in box.form.keep.data or () if value.split("@")[0] in keys]
    box.conflict = True
    return box


def texts(name: str, pair: tuple[Any, Any], currency: str) -> tuple[str, str]:
    return quote_text(name, pair[0], currency), quote_text(name, pair[1], currency)


def quote_text(name: str, value: Any, currency: str) -> str:
    """A term of a quote in words."""
    if name == "packing":
        return fee_text(value[0], value[1], currency)
    if name == "payment":
        return word(value, "payment")
    if value is None:
        return NOTHING
    return ngettext("%(num)d day", "%(num)d days", value) if name == "lead_days" else number(value)
