"""What is missing of each supplier: every piece leads to the very field that lacks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.missing.rules import Gap, MissingPiece, gaps
from portal.web.filters import day, number
from portal.web.words import word

PIECES = {
    MissingPiece.price: _l("a quote"),
    MissingPiece.new_price: _l("a new quote"),
    MissingPiece.freight: _l("freight"),
    MissingPiece.packing: _l("packing"),
    MissingPiece.fees: _l("other fees"),
    MissingPiece.return_rate: _l("return rate"),
    MissingPiece.tax_basis: _l("tax in the price or not"),
    MissingPiece.sample: _l("a sample"),
    MissingPiece.verdict: _l("a signed sample verdict"),
    MissingPiece.retest: _l("a second test of the sample"),
    MissingPiece.moq: _l("MOQ"),
    MissingPiece.lead_time: _l("lead time"),
    MissingPiece.payment: _l("payment terms"),
    MissingPiece.deposit_share: _l("how large the deposit is"),
    MissingPiece.credit_days: _l("how long the credit is"),
    MissingPiece.years: _l("since when it trades"),
}
FEES = (MissingPiece.freight, MissingPiece.packing, MissingPiece.fees)
QUOTE_FIELDS = {
    MissingPiece.enough: "largest_order",
    MissingPiece.tax_basis: "tax_basis",
    MissingPiece.moq: "moq",
    MissingPiece.lead_time: "lead_days",
    MissingPiece.payment: "payment",
    MissingPiece.deposit_share: "deposit_share",
    MissingPiece.credit_days: "credit_days",
}


class MissingLink(NamedTuple):
    text: str
    url: str


class MissingLine(NamedTuple):
    """What one supplier lacks."""

    number: int  # its shape and colour
    name: str
    links: tuple[MissingLink, ...]


def missing_lines(sheet: SideBySide) -> list[MissingLine]:
    """Suppliers that are not ranked first: there the most hangs on it."""
    lacking = [(column, gaps(sheet, column)) for column in sheet.columns]
    lacking.sort(key=lambda line: not line[0].standing.below)
    return [
        MissingLine(column.number, column.dossier.name, tuple(missing_links(sheet, column, pieces)))
        for column, pieces in lacking
        if pieces
    ]


def missing_links(sheet: SideBySide, column: Column, pieces: tuple[Gap, ...]) -> Iterator[MissingLink]:
    for gap in pieces:
        yield MissingLink(gap_text(sheet, column, gap), gap_url(sheet, column, gap))


def gap_text(sheet: SideBySide, column: Column, gap: Gap) -> str:
    if gap.piece is MissingPiece.rate and column.dossier.offer:
        currency = column.dossier.offer.terms.currency
        if current_user.may("settings"):
            return _("an exchange rate for %(currency)s", currency=currency)
        return _(
            "an exchange rate for %(currency)s (an administrator enters it on “Exchange rates”)", currency=currency
        )
    if gap.piece is MissingPiece.enough:
        return _("a price for %(quantity)s pieces", quantity=number(sheet.quantity))
    if gap.piece is MissingPiece.paper:
        return word(gap.detail, "document")
    if gap.piece is MissingPiece.paper_end:
        return _("until when: %(paper)s", paper=word(gap.detail, "document"))
    if gap.piece is MissingPiece.new_paper:
        last = next(paper.until for paper in sheet.held(column) if paper.kind == gap.detail)
        return _("a new %(paper)s (ran out %(day)s)", paper=word(gap.detail, "document"), day=day(last))
    return str(PIECES[gap.piece])


def gap_url(sheet: SideBySide, column: Column, gap: Gap) -> str:
    """The form, and in it the field, in which the piece belongs; none for who only reads."""
    if not current_user.may("settings" if gap.piece is MissingPiece.rate else "write"):
        return ""
    dossier, offer = column.dossier, column.dossier.offer
    if offer and gap.piece in FEES:
        return url_for("quotes.edit", id=offer.id, _anchor=f"{gap.detail}-figure")
    if offer and gap.piece in QUOTE_FIELDS:
        return url_for("quotes.edit", id=offer.id, _anchor=QUOTE_FIELDS[gap.piece])
    return OTHER_FORMS[gap.piece](sheet, dossier, gap)


def quote_form(sheet: SideBySide, dossier: Any, _gap: Gap) -> str:
    """A new quote: empty, or a copy of the one that ran out."""
    if dossier.run_out:
        return url_for("quotes.new", like=dossier.run_out.id, _anchor="breaks-0-unit_price")
    return url_for("quotes.new", product=sheet.goods.id, supplier=dossier.supplier, _anchor="breaks-0-unit_price")


def rate_form(_sheet: SideBySide, dossier: Any, _gap: Gap) -> str:
    return url_for("rates.index", base=dossier.offer.terms.currency, _anchor="value")


def sample_form(sheet: SideBySide, dossier: Any, _gap: Gap) -> str:
    return url_for("samples.new", product=sheet.goods.id, supplier=dossier.supplier)


def sample_page(_sheet: SideBySide, dossier: Any, _gap: Gap) -> str:
    return url_for("samples.show", id=dossier.sample.id, _anchor="verdict")


def paper_form(_sheet: SideBySide, dossier: Any, gap: Gap) -> str:
    return url_for("documents.new", supplier=dossier.supplier, kind=gap.detail, _anchor="number")


def paper_end(_sheet: SideBySide, dossier: Any, gap: Gap) -> str:
    paper = next(paper for paper in dossier.papers if paper.kind == gap.detail)
    return url_for("documents.edit", id=paper.id, _anchor="expires_on")


OTHER_FORMS: dict[MissingPiece, Callable[[SideBySide, Any, Gap], str]] = {
    MissingPiece.price: quote_form,
    MissingPiece.new_price: quote_form,
    MissingPiece.rate: rate_form,
    MissingPiece.sample: sample_form,
    MissingPiece.verdict: sample_page,
    MissingPiece.retest: sample_form,
    MissingPiece.paper: paper_form,
    MissingPiece.new_paper: paper_form,
    MissingPiece.paper_end: paper_end,
    MissingPiece.return_rate: lambda sheet, _dossier, _gap: url_for(
        "products.edit", id=sheet.goods.id, _anchor="return_rate"
    ),
    MissingPiece.years: lambda _sheet, dossier, _gap: url_for(
        "suppliers.edit", id=dossier.supplier, _anchor="since_year"
    ),
}
