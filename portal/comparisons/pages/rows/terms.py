"""The rows of a comparison that say on which terms each supplier sells."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.agreements.rules.agreements import AgreementMark
from portal.agreements.words import title
from portal.comparisons.pages.rows.cells import (
    CellPiece,
    Pieces,
    best,
    blank,
    days_text,
    link,
    note,
    small,
)
from portal.comparisons.rules.candidates import SupplierDossier
from portal.comparisons.rules.comparison import BestMark
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.market.rules.offers import QuoteOffer
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import TaxBasis
from portal.web.filters import day, number, percent
from portal.web.words import word

LATE_PENALTY = "late_penalty"  # a share; the other two are days
AGREED_ONLY = ("return_days", "price_notice_days", LATE_PENALTY)  # terms that no quote states


def moq(column: Column, _sheet: SideBySide) -> Pieces:
    """The smallest order; nothing is shown that nobody named."""
    offer = column.dossier.offer
    if offer is None:
        return
    if not offer.terms.names_least:
        yield blank(_("not stated"), "quotes.edit", id=offer.id, _anchor="moq")
        return
    yield CellPiece(number(offer.terms.least))
    if offer.terms.order_multiple > 1:
        yield small(_("in steps of %(multiple)s", multiple=number(offer.terms.order_multiple)))
    cover = column.value(ComparisonCriterion.moq_cover)
    if cover is not None:
        yield note(ngettext("lasts %(num)s day", "lasts %(num)s days", round(cover)))


def lead_time(column: Column, sheet: SideBySide) -> Pieces:
    dossier, offer = column.dossier, column.dossier.offer
    agreed = dossier.agreed("lead_days")
    if offer and dossier.lead_days is None:
        yield blank(_("not stated"), "quotes.edit", id=offer.id, _anchor="lead_days")
        return
    if not (offer or agreed):
        return
    yield best(BestMark.time, column, sheet, days_text(dossier.lead_days))
    if agreed:
        differs = offer is not None and offer.lead_days not in (None, dossier.lead_days)
        yield agreed_note(agreed[1], days_text(offer.lead_days) if offer and differs else "")


def payment(column: Column, _sheet: SideBySide) -> Pieces:
    offer, agreed = column.dossier.offer, column.dossier.agreed("payment")
    if not (offer or agreed):
        return
    in_force = payment_text(column.dossier)
    if offer and column.dossier.payment is Payment.unknown:
        yield blank(_("not stated"), "quotes.edit", id=offer.id, _anchor="payment")
    else:
        yield CellPiece(in_force)
    if agreed:
        quoted = payment_text(offer) if offer else ""
        yield agreed_note(agreed[1], quoted if quoted != in_force else "")


def tax(column: Column, _sheet: SideBySide) -> Pieces:
    """Whether tax is in the price, and where the price ends."""
    offer = column.dossier.offer
    if offer is None:
        return
    if offer.terms.tax_basis is TaxBasis.unknown:
        yield blank(_("not stated"), "quotes.edit", id=offer.id, _anchor="tax_basis")
    else:
        yield CellPiece(word(offer.terms.tax_basis, "tax_basis"))
    if offer.incoterm:
        yield small(offer.incoterm)


def payment_text(terms: QuoteOffer | SupplierDossier) -> str:
    """How it is paid: of a quote, or as it stands."""
    parts = [word(terms.payment, "payment")]
    if terms.deposit_share is not None:
        parts.append(percent(terms.deposit_share))
    if terms.credit_days is not None:
        parts.append(days_text(terms.credit_days))
    return " ".join(parts)


def agreed_note(agreement: AgreementMark, quoted: str) -> CellPiece:
    """A term comes from an agreement in force; `quoted` is what the quote says instead."""
    address = link(_("agreed"), "agreements.show", id=agreement.id)
    more = " · " + _("quoted: %(what)s", what=quoted) if quoted else ""
    return address._replace(kind="note", more=more)


def agreed_only(column: Column, _sheet: SideBySide) -> Pieces:
    """The terms that no quote states, each with the agreement that does."""
    for term in AGREED_ONLY:
        if agreed := column.dossier.agreed(term):
            figure, agreement = agreed
            text = percent(figure) if term == LATE_PENALTY else days_text(figure)
            yield note(f"{title(term)} {text}")._replace(href=url_for("agreements.show", id=agreement.id))


def quote(column: Column, sheet: SideBySide) -> Pieces:
    """Its day, and until when it holds."""
    offer = column.dossier.offer or column.dossier.run_out
    if offer is None:
        return
    yield link(day(offer.quoted_on), "quotes.show", id=offer.id)
    if offer.valid_until is None:
        yield note(_("no end date"))
    elif offer.runs(sheet.on):
        yield note(_("until %(day)s", day=day(offer.valid_until)))
    else:
        yield note(_("ran out %(day)s", day=day(offer.valid_until)), "warn-t")
