"""The form of a quote: what it offers, what it starts from, and what a colleague saved in the meantime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE, whole
from portal.database import get_or_404
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.queries.page import read
from portal.inquiries.rules.inquiries import InquiryFacts
from portal.inquiries.rules.promises import quote_terms
from portal.inquiries.words import value_text
from portal.products.models import Product
from portal.products.pages.choices import products
from portal.quotes.models import Quote
from portal.quotes.rules.terms import FEES
from portal.quotes.words import fee_text
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.web.clock import today
from portal.web.conflicts import Difference
from portal.web.filters import unit_money
from portal.web.words import choices


def quotes_on_file() -> Any:
    """Quotes whose supplier and product are still there."""
    query = Quote.select().join(Supplier).switch(Quote).join(Product)
    return query.where(Quote.deleted_at.is_null(), Supplier.deleted_at.is_null(), Product.deleted_at.is_null())


def offered(form: Any) -> Any:
    return form.offer_on(
        today(),
        choices("fee"),
        supplier=[
            NO_CHOICE,
            *(SelectChoice(str(key), name) for key, name in choices_by_name(whole(form.supplier.data))),
        ],
        product=products(),
        tax_basis=choices("tax_basis"),
        payment=choices("payment"),
    )


def begun(args: Mapping[str, str]) -> dict[str, Any]:
    """What a new quote starts from: the supplier and product of the address, or an older quote."""
    like = whole(args.get("like"))
    start: dict[str, Any] = {"currency": team().currency, "payment": "unknown", "tax_basis": "unknown"}
    start |= {name: whole(args.get(name)) for name in ("supplier", "product")}
    if like is not None:
        start = filled(get_or_404(quotes_on_file(), like))
    if (inquiry := answers(args, start["supplier"])) is not None:
        start |= answered(inquiry, start["currency"])
    return start | {"quoted_on": today(), "valid_until": None}


def digital(product: Any) -> bool:
    """Whether the product, where one is chosen, has codes to keep out of a note."""
    return Product.select(Product.kind).where(Product.id == product).scalar() == "digital" if product else False


def answers(args: Mapping[str, str], supplier: Any) -> InquiryFacts | None:
    """The inquiry of the address, where it is one to this supplier."""
    key = whole(args.get("inquiry"))
    inquiries = read(Inquiry.id == key, Inquiry.supplier == supplier) if key and supplier else []
    return inquiries[0] if inquiries else None


def answered(inquiry: InquiryFacts, currency: str) -> dict[str, Any]:
    """What was answered, as the form takes it."""
    terms = quote_terms(inquiry, currency)
    if packing := terms.pop("packing", None):
        state, figure = packing
        terms["packing"] = {"state": state, "figure": figure}
    payment = next((question for question in inquiry.questions if question.key == "payment_mode"), None)
    return terms | (
        {"payment_note": value_text(payment, inquiry.reply(payment.key))} if payment and "payment" in terms else {}
    )


def filled(quote: Any) -> dict[str, Any]:
    """A quote as the form takes it."""
    data = {name: quote.__data__[name] for name in quote.__data__ if name not in FEES}
    data["breaks"] = [{"from_quantity": quantity, "unit_price": price} for quantity, price in quote.breaks()]
    for name in FEES:
        data[name] = {"state": getattr(quote, f"{name}_state"), "figure": getattr(quote, name)}
    return data


def differences(form: Any, stored: Any) -> tuple[Difference, ...]:
    """Prices and fees that stand otherwise than they were typed."""
    currency = stored.currency
    rows = [(_("Price by quantity"), listed(stored.breaks(), currency), listed(form.prices, form.currency.data))]
    for name in FEES:
        typed = form[name].form
        theirs = fee_text(getattr(stored, f"{name}_state"), getattr(stored, name), currency)
        rows.append(
            (str(form[name].label.text), theirs, fee_text(typed.state.data, typed.figure.data, form.currency.data))
        )
    return tuple((label, theirs, mine) for label, theirs, mine in rows if theirs != mine)


def listed(breaks: Any, currency: str) -> str:
    return "\n".join(f"{quantity}: {unit_money(price, currency)}" for quantity, price in breaks)
