"""The cards of a supplier's page: rows made ready for their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.agreements.rules.agreements import AgreementFacts
from portal.core.forms.currencies import currency_name
from portal.market.rules.price_rises import Rise
from portal.quotes.rules.terms import AHEAD as QUOTE_AHEAD
from portal.references.rules import AHEAD as REFERENCE_AHEAD
from portal.references.rules import ReferenceState
from portal.samples.rules.verdicts import SampleVerdict
from portal.settings.team import team
from portal.suppliers.pages.tags import ending_tag, notices
from portal.suppliers.queries.lines import DocumentLine, NoteLine, QuoteLine, SampleLine, SealLine
from portal.suppliers.rules.pipeline import Status
from portal.suppliers.words.documents import loudness
from portal.web.filters import day, days, due, number, unit_figure
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import word

NOTE_LOOKS: Looks = {"good": ("ok",), "mixed": ("warn",), "bad": ("bad",)}
VERDICT_TONES: dict[str, str] = {
    SampleVerdict.passed: "ok",
    SampleVerdict.retest: "warn",
    SampleVerdict.drop: "bad",
}


class SupplierQuotes(NamedTuple):
    """The newest prices; `currency` is that of all of them, empty where each row says its own."""

    currency: str
    rows: list[SupplierQuoteRow]


class SupplierQuoteRow(NamedTuple):
    quote: QuoteLine
    currency: str
    tiers: list[tuple[str, str]]  # a quantity and the price from it on
    rise: Rise | None  # dearer with less notice than agreed
    lead_time: str
    validity: Tag | None  # only where its end has come or is near


class SupplierSampleRow(NamedTuple):
    sample: SampleLine
    overdue: Tag | None  # promised for a day that is over
    verdict: Tag


class SealRow(NamedTuple):
    seal: SealLine
    state: ReferenceState


class PaperRow(NamedTuple):
    paper: DocumentLine
    until: str  # the last day, where its mark does not say it
    ending: Tag
    another_name: bool  # than the supplier's own stands on it


class NoteRow(NamedTuple):
    note: NoteLine
    tone: Tag


class PagePart(NamedTuple):
    """Of the line of links that leads to each card."""

    anchor: str
    title: str
    number: int = 0  # of what stands there; 0 is not written


class ReviewCard(NamedTuple):
    rhythm: str  # empty: no review is planned
    due_on: date | None
    due: Tag | None  # only where it is near or over
    last: str  # when the last one was and what came of it; empty: there was none
    findings: str


def quote_card(quotes: Sequence[QuoteLine], signed: Sequence[AgreementFacts], today: date) -> SupplierQuotes:
    currencies = {quote.currency for quote in quotes}
    shared = currency_name(currencies.pop()) if len(currencies) == 1 else ""
    return SupplierQuotes(shared, [quote_row(quote, not shared, signed, today) for quote in quotes])


def quote_row(quote: QuoteLine, own_currency: bool, signed: Sequence[AgreementFacts], today: date) -> SupplierQuoteRow:
    return SupplierQuoteRow(
        quote,
        currency_name(quote.currency) if own_currency else "",
        [(f"{number(quantity)}+", unit_figure(price)) for quantity, price in quote.breaks],
        quote.rise(signed),
        days(quote.lead_days),
        validity_tag(quote.valid_until, today),
    )


def validity_tag(valid_until: date | None, today: date) -> Tag | None:
    if valid_until is None or (valid_until - today).days > team().policy.number(QUOTE_AHEAD):
        return None
    return Tag(_("Expired") if valid_until < today else due(valid_until), "warn", "clock")


def sample_row(sample: SampleLine, today: date) -> SupplierSampleRow:
    late = sample.received_on is None and sample.promised_on is not None and sample.promised_on < today
    overdue = Tag(due(sample.promised_on), "bad", "clock") if late else None
    return SupplierSampleRow(sample, overdue, verdict_tag(sample.verdict))


def verdict_tag(verdict: str | None) -> Tag:
    titles = {
        SampleVerdict.passed: _("Passed"),
        SampleVerdict.retest: _("Retest"),
        SampleVerdict.drop: _("Dropped"),
    }
    return Tag(titles[SampleVerdict(verdict)], VERDICT_TONES[verdict]) if verdict else Tag(_("Open"))


def paper_row(paper: DocumentLine, legal_name: str) -> PaperRow:
    until = day(paper.expires_on) if loudness(paper.expires_on, notices()) else ""
    another_name = bool(paper.holder and legal_name and paper.holder != legal_name)
    return PaperRow(paper, until, ending_tag(paper.expires_on), another_name)


def note_row(note: NoteLine) -> NoteRow:
    return NoteRow(note, tag_of(note.tone, "tone", NOTE_LOOKS))


def seal_rows(samples: Sequence[SampleLine], today: date) -> list[SealRow]:
    """What was sealed of its samples."""
    ahead = int(team().policy.number(REFERENCE_AHEAD))
    return [SealRow(seal, seal.state(today, ahead)) for sample in samples for seal in sample.seals]


def since(supplier: Any) -> str:
    """The year it began in, with the month where that is known."""
    if not supplier.since_year:
        return _("unknown")
    return f"{supplier.since_year}-{supplier.since_month:02d}" if supplier.since_month else str(supplier.since_year)


def review_card(supplier: Any, today: date) -> ReviewCard:
    """From the row with its review plan and its last review."""
    plan = getattr(supplier, "plan", None)
    review = getattr(supplier, "reviewed", None)
    last = findings = ""
    if review and review.id:
        last = _("last %(day)s: %(outcome)s", day=day(review.done_on), outcome=word(review.outcome, "outcome"))
        findings = review.findings
    if not plan or not plan.id or supplier.status == Status.retired:
        return ReviewCard("", None, None, last, findings)
    rhythm = ngettext("every month", "every %(num)d months", plan.every_months)
    return ReviewCard(rhythm, plan.due_on, review_due_tag(plan.due_on, today), last, findings)


def review_due_tag(due_on: date, today: date) -> Tag | None:
    if (due_on - today).days > team().policy.number("notice.home_days"):
        return None
    return Tag(due(due_on), "bad" if due_on < today else "warn")


def page_parts(cards: Mapping[str, Any]) -> list[PagePart]:
    """In the order of the page; `cards` as they are made for it."""
    return [
        PagePart("status", _("Path")),
        PagePart("quotes", _("Quotes"), len(cards["quotes"].rows)),
        PagePart("screening", _("Screening")),
        PagePart("samples", _("Samples"), len(cards["samples"])),
        PagePart("about", _("Facts")),
        PagePart("documents", _("Documents"), len(cards["papers"])),
        PagePart("agreements", _("Agreements"), len(cards["agreements"])),
        PagePart("time-line", _("Time line")),
        PagePart("inquiries", _("Inquiries"), len(cards["inquiries"])),
        PagePart("reputation", _("Word of mouth"), len(cards["notes"])),
    ]
