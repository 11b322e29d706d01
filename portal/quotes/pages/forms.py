"""The form of a quote: what it offers, what it starts from, and what a colleague saved in the meantime."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import whole
from portal.database import get_or_404
from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.queries.page import read
from portal.inquiries.rules.inquiries import InquiryFacts
from portal.inquiries.rules.promises import quote_terms
from portal.inquiries.words import value_text
from portal.products.models import Product
from portal.products.pages.choices import NONE, products
from portal.quotes.forms.quotes import FEES
from portal.quotes.models import Quote
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.web.clock import today
from portal.web.conflicts import Difference
from portal.web.filters import unit_money
from portal.web.words import choices, word


def here() -> Any:
    """Quotes whose supplier and product are still there."""
    query = Quote.select().join(Supplier).switch(Quote).join(Product)
    return query.where(Quote.deleted_at.is_null(), Supplier.deleted_at.is_null(), Product.deleted_at.is_null())


def offered(form: Any) -> Any:
    return form.offer(
        choices("fee"),
        today(),
        supplier=[NONE, *(SelectChoice(str(key), name) for key, name in choices_by_name(whole(form.supplier.data)))],
        product=products(),
        tax_basis=choices("tax_basis"),
        payment=choices("payment"),
    )


def begun(args: Mapping[str, str]) -> dict[str, Any]:
    """What a new quote starts from: the supplier and product of the address, or an older quote."""
    like = whole(args.get("like"))
    given: dict[str, Any] = {"currency": team().currency, "payment": "unknown", "tax_basis": "unknown"}
    given |= {name: whole(args.get(name)) for name in ("supplier", "product")}
    if like is not None:
        given = filled(get_or_404(here(), like))
    if (one := answers(args, given["supplier"])) is not None:
        given |= answered(one, given["currency"])
    return given | {"quoted_on": today(), "valid_until": None}


def answers(args: Mapping[str, str], supplier: Any) -> InquiryFacts | None:
    """The inquiry of the address, where it is one to this supplier."""
    key = whole(args.get("inquiry"))
    found = read(Inquiry.id == key, Inquiry.supplier == supplier) if key and supplier else []
    return found[0] if found else None


def answered(one: InquiryFacts, currency: str) -> dict[str, Any]:
    """What was answered, as the form takes it."""
    said = quote_terms(one, currency)
    if fee_said := said.pop("packing", None):
        said["packing"] = {"state": fee_said[0], "figure": fee_said[1]}
    payment = next((question for question in one.questions if question.key == "payment_mode"), None)
    return said | (
        {"payment_note": value_text(payment, one.reply(payment.key))} if payment and "payment" in said else {}
    )


def filled(quote: Any) -> dict[str, Any]:
    """A quote as the form takes it."""
    found = {name: quote.__data__[name] for name in quote.__data__ if name not in FEES}
    found["breaks"] = [{"from_quantity": quantity, "unit_price": price} for quantity, price in quote.breaks()]
    for name in FEES:
        found[name] = {"state": getattr(quote, f"{name}_state"), "figure": getattr(quote, name)}
    return found


def differences(form: Any, stored: Any) -> tuple[Difference, ...]:
    """Prices and fees that stand otherwise than they were typed."""
    currency = stored.currency
    found = [(_("Price by quantity"), listed(stored.breaks(), currency), listed(form.prices, form.currency.data))]
    for name in FEES:
        typed = form[name].form
        theirs = fee(getattr(stored, f"{name}_state"), getattr(stored, name), currency)
        found.append((str(form[name].label.text), theirs, fee(typed.state.data, typed.figure.data, form.currency.data)))
    return tuple(one for one in found if one[1] != one[2])


def listed(breaks: Any, currency: str) -> str:
    return "\n".join(f"{quantity}: {unit_money(price, currency)}" for quantity, price in breaks)


def fee(state: str, figure: Any, currency: str) -> str:
    return unit_money(figure, currency) if state == "amount" else word(state, "fee")
