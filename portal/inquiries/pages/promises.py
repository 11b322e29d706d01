"""What the answers of an inquiry tell about the supplier and its quotes, ready for its page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import ngettext

from portal.inquiries.forms.promises import TakeOverForm
from portal.inquiries.models.promises import kept, newest_quotes
from portal.inquiries.rules.inquiries import InquiryFacts
from portal.inquiries.rules.promises import Match, QuoteDifference, Telling, against, tellings
from portal.quotes.pages.forms import fee
from portal.web.conflicts import NOTHING
from portal.web.field_labels import label
from portal.web.filters import number
from portal.web.words import word


@dataclass
class PromiseBox:
    one: InquiryFacts
    form: TakeOverForm
    conflict: bool = False  # something changed after the page was opened

    @cached_property
    def tellings(self) -> tuple[Telling, ...]:
        return tellings(self.one, kept(self.one.supplier_id))

    @cached_property
    def quotes(self) -> list[QuoteDifference]:
        return against(self.one, newest_quotes(self.one.supplier_id)) if self.tellings else []

    @property
    def differing(self) -> list[Telling]:
        return [told for told in self.tellings if told.match is not Match.agrees]

    def offered(self) -> dict[str, Telling]:
        """What can be ticked: its value in the form -> the answer."""
        return {f"{told.question.key}@{told.seen}": told for told in self.differing}

    @property
    def lines(self) -> list[tuple[QuoteDifference, str, str, str]]:
        """Where a quote says otherwise: the quote, the field, what it says, what was answered."""
        return [
            (one, label("quote", name), *texts(name, pair, one.quote.currency))
            for one in self.quotes
            for name, pair in one.differing.items()
        ]

    def newer(self, told: Telling) -> bool:
        """Whether what stands was said after this inquiry."""
        return told.kept is not None and told.kept.said_at > self.one.last_word


def begun(one: InquiryFacts, version: int) -> PromiseBox:
    """What is new is ticked; what would replace something is left to the person."""
    box = PromiseBox(one, TakeOverForm(None, data={"version": version}))
    box.form.keep.data = [value for value, told in box.offered().items() if told.match is Match.new]
    return box


def sent(one: InquiryFacts) -> PromiseBox:
    box = PromiseBox(one, TakeOverForm())
    box.form.keep.choices = [(value, value) for value in box.offered()]
    return box


def overtaken(one: InquiryFacts, version: int, form: Any) -> PromiseBox:
    """Shown again as it stands now; what was ticked and still replaces nothing stays ticked."""
    box = begun(one, version)
    keys = {value.split("@")[0] for value in form.keep.data or ()}
    box.form.keep.data = [value for value in box.form.keep.data or () if value.split("@")[0] in keys]
    box.conflict = True
    return box


def texts(name: str, pair: tuple[Any, Any], currency: str) -> tuple[str, str]:
    return quote_text(name, pair[0], currency), quote_text(name, pair[1], currency)


def quote_text(name: str, value: Any, currency: str) -> str:
    """A term of a quote in words."""
    if name == "packing":
        return fee(value[0], value[1], currency)
    if name == "payment":
        return word(value, "payment")
    if value is None:
        return NOTHING
    return ngettext("%(num)d day", "%(num)d days", value) if name == "lead_days" else number(value)
