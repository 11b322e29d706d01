"""What is added to a supplier most often, as short forms; the rest of each form is as it usually is."""

from __future__ import annotations

from typing import Any, NamedTuple

from babel.numbers import get_currency_name
from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.conversations.forms import NewConversationForm
from portal.core.forms.base import CreateForm
from portal.products.pages.choices import products
from portal.quotes.forms.quotes import NewQuoteForm
from portal.samples.forms import NewSampleForm
from portal.settings.team import team
from portal.suppliers.forms.contacts import NewContactForm
from portal.suppliers.models.suppliers import Supplier
from portal.web.clock import now, on_the_wall, today
from portal.web.language import choose
from portal.web.submit_once import new_key


class ShortForm(NamedTuple):
    """A form of which a few fields are asked for. It is sent to where the whole form goes, which also answers what is
    wrong with it."""

    title: str
    symbol: str
    url: str
    whole_url: str
    form: CreateForm
    asked: list[Any]
    hidden: dict[str, str]


def short_forms(supplier: Supplier) -> list[ShortForm]:
    note = NewConversationForm(None, data={"key": new_key(), "at": on_the_wall(now())})
    quote = NewQuoteForm(None, data={"key": new_key(), "currency": team().currency})
    contact = NewContactForm(None, data={"key": new_key()})
    sample = NewSampleForm(None, data={"key": new_key()})
    quote.product.choices = sample.product.choices = products()
    price = quote.breaks[0].form.unit_price
    price.label.text = f"{price.label.text} ({get_currency_name(team().currency, locale=choose())})"
    day, money = today().isoformat(), {"currency": team().currency}
    talk = {"at": note.at._value(), "channel": "chat", "direction": "we"}
    priced = {"quoted_on": day, **money}
    tried = {"asked_on": day, "owner": str(current_user.id), **money}
    return [
        short(_("Conversation"), "chat", "conversations", note, [note.text], talk, supplier),
        short(_("Quote"), "clock", "quotes", quote, [quote.product, price, quote.moq], priced, supplier),
        short(_("Contact"), "user", "contacts", contact, [contact.name, contact.phone, contact.chat], {}, supplier),
        short(_("Sample"), "flask", "samples", sample, [sample.product], tried, supplier),
    ]  # fmt: skip


def short(
    title: str, symbol: str, room: str, form: CreateForm, asked: list[Any], hidden: dict[str, str], supplier: Supplier
) -> ShortForm:
    for field in asked:
        field.id = f"add-{room}-{field.short_name}"
    own = {"key": str(form.key.data), "supplier": str(supplier.id), **hidden}
    whole_url = url_for(f"{room}.new", supplier=supplier.id)
    return ShortForm(title, symbol, url_for(f"{room}.create"), whole_url, form, asked, own)
