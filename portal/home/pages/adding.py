"""What is added to a supplier or a product most often, as short forms; the rest of each form is as it usually is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from portal.conversations.forms import NewConversationForm
from portal.core.forms.base import NO_CHOICE
from portal.core.forms.currencies import currency_name
from portal.products.models import Product
from portal.products.pages.choices import products
from portal.quotes.forms.quotes import NewQuoteForm
from portal.samples.forms import NewSampleForm
from portal.settings.team import team
from portal.suppliers.forms.contacts import NewContactForm
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.web.clock import now, on_the_wall, today
from portal.web.submit_once import new_key


class ShortForm(NamedTuple):
    """A form of which a few fields are asked for. It is sent to where the whole form goes, which also answers what is
    wrong with it."""

    title: str
    symbol: str
    url: str
    whole_url: str
    asked: list[Any]
    hidden: dict[str, str]


def short_forms(supplier: Supplier) -> list[ShortForm]:
    note = NewConversationForm(None, data={"key": new_key(), "at": on_the_wall(now())})
    quote = NewQuoteForm(None, data={"key": new_key(), "currency": team().currency, "quoted_on": today()})
    contact = NewContactForm(None, data={"key": new_key()})
    tried = {"currency": team().currency, "asked_on": today(), "owner": current_user.id}
    sample = NewSampleForm(None, data={"key": new_key(), **tried})
    quote.product.choices = sample.product.choices = products()
    price = quote.breaks[0].form.unit_price
    price.label.text = f"{price.label.text} ({currency_name(team().currency)})"
    of = partial(short, {"supplier": str(supplier.id)})
    return [
        of(_("Conversation"), "chat", "conversations", note, [note.text], ("at", "channel", "direction")),
        of(_("Quote"), "clock", "quotes", quote, [quote.product, price, quote.moq], ("currency", "quoted_on")),
        of(_("Contact"), "user", "contacts", contact, [contact.name, contact.phone, contact.chat]),
        of(_("Sample"), "flask", "samples", sample, [sample.product], tuple(tried)),
    ]


def product_forms(product: Product) -> list[ShortForm]:
    """Of a product: who sells it for how much, and whom a sample is asked of."""
    quote = NewQuoteForm(None, data={"key": new_key(), "currency": team().currency, "quoted_on": today()})
    tried = {"currency": team().currency, "asked_on": today(), "owner": current_user.id}
    sample = NewSampleForm(None, data={"key": new_key(), **tried})
    quote.supplier.choices = sample.supplier.choices = supplier_choices()
    price = quote.breaks[0].form.unit_price
    price.label.text = f"{price.label.text} ({currency_name(team().currency)})"
    of = partial(short, {"product": str(product.id)})
    return [
        of(_("Quote"), "clock", "quotes", quote, [quote.supplier, price, quote.moq], ("currency", "quoted_on")),
        of(_("Sample"), "flask", "samples", sample, [sample.supplier], tuple(tried)),
    ]


def supplier_choices() -> list[SelectChoice]:
    return [NO_CHOICE, *(SelectChoice(str(key), name) for key, name in choices_by_name())]


def short(
    about: dict[str, Any],
    title: str,
    symbol: str,
    room: str,
    form: Any,
    asked: list[Any],
    as_it_is: Sequence[str] = (),
) -> ShortForm:
    """`about`: what it is added to. `as_it_is`: fields of the form that are sent with what stands in them."""
    for field in asked:
        field.id = f"add-{room}-{field.short_name}"
    hidden = {name: text_of(form[name]) for name in ("key", *as_it_is)} | about
    whole_url = url_for(f"{room}.new", **about)
    return ShortForm(title, symbol, url_for(f"{room}.create"), whole_url, asked, hidden)


def text_of(field: Any) -> str:
    """What a field sends when nobody touches it."""
    return str(field.data) if isinstance(field, SelectField) else str(field._value())
