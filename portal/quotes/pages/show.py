"""The page of a quote: what it says, and what a unit really costs at a quantity."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.core.models.attachments import Attachment
from portal.market.queries.prices import too_sudden
from portal.market.rules.price_rises import Rise
from portal.needs.pages.brief import against
from portal.quotes.forms.pricing import QuantityForm
from portal.quotes.models import Quote
from portal.quotes.pages.cost import cost_card, total
from portal.quotes.pages.notices import ends_soon
from portal.quotes.queries.page import OtherQuote, as_offer, other_quotes
from portal.quotes.rules.landed_cost import landed_cost_in
from portal.quotes.rules.terms import FEES, FeeState, Terms, Validity, validity
from portal.quotes.words import fee_text
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.web.clock import today
from portal.web.filters import days, due, percent, unit_money
from portal.web.tags import Tag
from portal.web.words import word

FEE_TONES = {FeeState.amount: "", FeeState.unknown: "warn-t"}  # others are no worry


class BreakRow(NamedTuple):
    from_quantity: int
    unit_price: str
    landed: str  # empty: not comparable


class FeeLine(NamedTuple):
    name: str
    text: str
    tone: str


class OtherQuoteRow(NamedTuple):
    quote: OtherQuote
    price: str


def quote_values(quote: Any, form: QuantityForm, fragment: bool) -> dict[str, Any]:
    """What its page shows; as a `fragment` only the cost at the quantity that is asked for."""
    offer, rates = as_offer(quote), FxRate.known()
    quantity = form.units(quote.product.monthly_units or offer.terms.least)
    cost = cost_card(quote, offer.terms, form, quantity, rates)
    if fragment:
        return {"quote": quote, "cost": cost}
    older_and_newer, day = other_quotes(quote), today()
    return {
        "quote": quote,
        "cost": cost,
        "validity": validity_tag(quote, validity(quote.valid_until, day, ends_soon())),
        "expired": validity(quote.valid_until, day) is Validity.expired,
        "newer": next((other for other in older_and_newer[:1] if other.quoted_on > quote.quoted_on), None),
        "rise": rise(quote),
        "others": [OtherQuoteRow(other, price_range(other)) for other in older_and_newer],
        "against": against(quote.product_id, [(quote.supplier.name, offer)], rates, day),
        "breaks": break_rows(offer.terms, rates),
        "lead_time": days(quote.lead_days),
        "fees": [fee_line(quote, name) for name in FEES],
        "payment": payment(quote),
        "files": Attachment.of("quote", [quote.id]).get(quote.id, []),
    }


def validity_tag(quote: Any, state: Validity) -> Tag | None:
    """Only where it has run out, or soon will."""
    if state is Validity.ending:
        return Tag(_("Runs out %(when)s", when=due(quote.valid_until)), "warn", "clock")
    return Tag(_("Expired"), "warn", "clock") if state is Validity.expired else None


def rise(quote: Any) -> Rise | None:
    """Whether it is dearer than the quote before it with less notice than agreed."""
    signed = team().shelf.read(Supplier.id == quote.supplier_id)
    pair = Quote.supplier == quote.supplier_id, Quote.product == quote.product_id
    return too_sudden(signed, *pair).get(quote.id)


def price_range(other: OtherQuote) -> str:
    low, high = (unit_money(price, other.currency) for price in (other.lowest, other.highest))
    return low if other.highest == other.lowest else f"{low} – {high}"


def break_rows(terms: Terms, rates: Iterable[Rate]) -> list[BreakRow]:
    """Each line of its price list, with what a unit costs landed at that quantity."""
    rows = []
    for line in terms.breaks:
        landed = landed_cost_in(team().currency, terms, line.from_quantity, rates, today())
        price = unit_money(line.unit_price, terms.currency)
        rows.append(BreakRow(line.from_quantity, price, total(landed) if landed else ""))
    return rows


def fee_line(quote: Any, name: str) -> FeeLine:
    state = FeeState(getattr(quote, f"{name}_state"))
    text = fee_text(state, getattr(quote, name), quote.currency)
    return FeeLine(word(name, "fee_name"), text, FEE_TONES.get(state, "mut"))


def payment(quote: Any) -> str:
    """How it is paid, as far as somebody wrote it down."""
    parts = [word(quote.payment, "payment")]
    if quote.deposit_share is not None:
        parts.append(_("deposit %(share)s", share=percent(quote.deposit_share)))
    if quote.credit_days is not None:
        parts.append(days(quote.credit_days))
    return " · ".join([*parts, *filter(None, [quote.payment_note])])
