"""What a product costs from each supplier: offers of today, and the history of its quotes.

`prices` is what quotes know of it (`quotes.pages.pricing.Prices`), which stands above this room.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.market.pages import AlarmNote, alarm_notes
from portal.market.rules.price_rises import Rise
from portal.quotes.rules.landed_cost import LandedCost
from portal.quotes.rules.terms import Validity
from portal.settings.team import team
from portal.web.clock import today
from portal.web.filters import cost_money, day, due, listed, money, number, unit_money
from portal.web.tags import Tag
from portal.web.words import word

Points = list[tuple[date, Decimal]]


class PricedOffer(NamedTuple):
    """A quote at the quantity asked for. `landed` or `at_least` is empty, and both where it is not comparable."""

    id: int
    supplier: str
    quoted_on: str
    unit_price: str
    landed: str
    at_least: str
    outlay: str
    tags: tuple[Tag, ...]
    notes: tuple[str, ...]
    rise: Rise | None
    alarm: AlarmNote | None  # its price against the others'


class QuoteHistoryLine(NamedTuple):
    id: int
    quoted_on: str
    supplier: str
    unit_price: str
    converted: str  # in the team's money, at the rate of its day; empty where there was none
    valid_until: str
    expired: bool


class PriceChart(NamedTuple):
    finding: str
    series: list[tuple[str, Points]]
    ticks: list[tuple[date, str]]


def offers_section(prices: Any, rises: Mapping[int, Rise], form: Any, quantity: int) -> dict[str, Any]:
    alarms = (
        alarm_notes(prices.about, prices.market, quantity, team().currency, prices.rates, today())
        if prices.about
        else {}
    )
    return {
        "form": form,
        "quantity": quantity,
        "quantity_field": quantity_attributes(form.quantity, quantity),
        "offers": [
            offer_line(offer, rises.get(offer.offer.id), alarms.get(offer.seller.supplier_id))
            for offer in prices.offers
        ],
        "expired": prices.expired,
        "no_offers": no_offers_sentence(prices.expired),
    }


def quantity_attributes(field: Any, quantity: int) -> dict[str, Any]:
    """What was typed stays, also where it is no quantity."""
    typed = {"class": "fit", "value": field.raw_data[0] if field.raw_data else quantity}
    return typed | ({"aria-invalid": "true", "aria-describedby": "quantity-e"} if field.errors else {})


def no_offers_sentence(expired: int) -> str:
    if not expired:
        return _("Write down the first price, also when it came by chat.")
    return ngettext(
        "%(num)d supplier has only quotes that ran out.", "%(num)d suppliers have only quotes that ran out.", expired
    )


def offer_line(priced: Any, rise: Rise | None, alarm: AlarmNote | None) -> PricedOffer:
    own, landed = priced.own, priced.landed
    landed_cost, lowest = landed_texts(priced.offer, landed)
    return PricedOffer(
        id=priced.offer.id,
        supplier=priced.seller.name,
        quoted_on=day(priced.offer.quoted_on),
        unit_price=unit_money(own.unit_price, own.currency),
        landed=landed_cost,
        at_least=lowest,
        outlay=outlay_text(own),
        tags=tuple(offer_tags(priced)),
        notes=tuple(offer_notes(own, landed)),
        rise=rise,
        alarm=None if priced.valid is Validity.expired else alarm,
    )


def at_least(amount: str) -> str:
    return _("at least %(amount)s", amount=amount)


def outlay_text(own: LandedCost) -> str:
    return at_least(money(own.outlay_at_least, own.currency)) if own.outlay is None else money(own.outlay, own.currency)


def landed_texts(offer: Any, landed: LandedCost | None) -> tuple[str, str]:
    """What it costs landed or, where that is not known, what it costs at least; the other is empty."""
    if landed is None:
        return "", ""
    prices = [step.unit_price for step in offer.terms.breaks]
    text = cost_money(landed.at_least, landed.currency, prices)
    return ("", at_least(text)) if landed.per_unit is None else (text, "")


def offer_tags(priced: Any) -> Iterator[Tag]:
    """What speaks against an offer."""
    own = priced.own
    if priced.valid is Validity.expired:
        yield Tag(_("Expired"), "warn", "clock")
    elif priced.valid is Validity.ending:
        yield Tag(_("Runs out %(when)s", when=due(priced.offer.valid_until)), "warn", "clock")
    if own.below_moq:
        yield Tag(_("Below MOQ: %(ordered)s to buy", ordered=number(own.ordered)), "warn", "warn")
    elif own.short:
        yield Tag(_("%(units)s short", units=number(own.short)), "warn", "warn")
    if priced.landed is None:
        yield Tag(_("No exchange rate for %(currency)s", currency=own.currency), "warn", "warn")


def offer_notes(own: LandedCost, landed: LandedCost | None) -> Iterator[str]:
    if landed and landed.unknown:
        yield _("Unknown: %(fees)s", fees=listed(word(fee, "cost_input") for fee in landed.unknown))
    if own.buy_up:
        quantity, outlay = number(own.buy_up.quantity), money(own.buy_up.outlay, own.currency)
        saved = _("%(quantity)s cost less in all: %(outlay)s", quantity=quantity, outlay=outlay)
        yield saved + (" " + _("A fee nobody knows may eat that up.") if own.buy_up.unknown else "")


def history_section(prices: Any) -> dict[str, Any]:
    """The quotes, newest first, and a chart of those that can be compared."""
    return {
        "history": [history_line(quote) for quote in prices.quotes],
        "chart": price_chart(prices.histories) if prices.histories else None,
    }


def history_line(priced: Any) -> QuoteHistoryLine:
    return QuoteHistoryLine(
        id=priced.offer.id,
        quoted_on=day(priced.offer.quoted_on),
        supplier=priced.seller.name,
        unit_price=unit_money(priced.own.unit_price, priced.own.currency),
        converted="" if priced.then is None else unit_money(priced.then),
        valid_until=day(priced.offer.valid_until),
        expired=priced.valid is Validity.expired,
    )


def price_chart(series: list[tuple[str, Points]]) -> PriceChart:
    days = sorted(on for _name, points in series for on, _price in points)
    ends = dict.fromkeys((days[0], days[-1]))
    finding = "; ".join(course_sentence(name, points) for name, points in series)
    return PriceChart(finding, series, [(on, day(on)) for on in ends])


def course_sentence(supplier: str, points: Points) -> str:
    """From the first price of a supplier to its last."""
    (start, first), (end, last) = points[0], points[-1]
    words = {"supplier": supplier, "first": unit_money(first), "last": unit_money(last)}
    return _("%(supplier)s: %(first)s on %(from)s, %(last)s on %(to)s", **words, **{"from": day(start), "to": day(end)})
