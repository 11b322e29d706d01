"""What a unit of a quote really costs at a quantity, in words and figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.quotes.forms.pricing import QuantityForm
from portal.quotes.rules.build_up import CostLine
from portal.quotes.rules.landed_cost import LandedCost, landed_cost, landed_cost_in
from portal.quotes.rules.terms import Terms
from portal.settings.rules.rates import Rate
from portal.settings.team import team
from portal.settings.words import rate_text
from portal.web.clock import today
from portal.web.filters import listed, money, number, unit_money
from portal.web.words import word


class CostRow(NamedTuple):
    name: str
    text: str
    tone: str = ""


class OrderNote(NamedTuple):
    """How the order differs from the quantity that is asked for."""

    text: str
    title: str = ""
    alarming: bool = True


class CostCard(NamedTuple):
    form: QuantityForm
    quantity: int
    typed: Any  # the quantity as it stands in its field
    currency: str
    rows: list[CostRow]
    total: str
    unknown: str  # what somebody has to find out
    without_rate: str  # its currency, where no rate from it is kept
    rates_url: str
    rate: str
    note: OrderNote | None
    outlay: str
    buy_up: str  # whether buying more costs less


def cost_card(quote: Any, terms: Terms, form: QuantityForm, quantity: int, rates: Iterable[Rate]) -> CostCard:
    """In the team's money; in the currency of the quote where no rate is kept."""
    own = landed_cost(terms, quantity)
    landed = landed_cost_in(team().currency, terms, quantity, rates, today())
    cost = landed or own
    return CostCard(
        form=form,
        quantity=quantity,
        typed=form.quantity.raw_data[0] if form.quantity.raw_data else quantity,
        currency=cost.currency,
        rows=[cost_row(line, cost) for line in cost.lines],
        total=total(cost),
        unknown=listed(word(name, "cost_input") for name in cost.unknown),
        without_rate=own.currency if landed is None else "",
        rates_url=url_for("rates.index", base=own.currency),
        rate=rate_text(landed.rate) if landed and landed.rate else "",
        note=order_note(own, quote.order_multiple),
        outlay=outlay_text(own),
        buy_up=buy_up_text(own),
    )


def cost_row(line: CostLine, cost: LandedCost) -> CostRow:
    """What is known of a part also where the rest of it is not: as they are written, the parts add up to the total."""
    name = word(line.name, "cost_line")
    if not line.applies:
        return CostRow(name, _("Not applicable"), "mut")
    known, text = cost.parts[line.name], unit_money(cost.parts[line.name], cost.currency)
    if line.per_unit is None:
        return CostRow(name, _("at least %(amount)s", amount=text) if known else _("unknown"), "warn-t")
    return CostRow(name, text)


def total(cost: LandedCost) -> str:
    if cost.per_unit is None:
        return _("at least %(amount)s", amount=unit_money(cost.at_least, cost.currency))
    return unit_money(cost.per_unit, cost.currency)


def order_note(cost: LandedCost, multiple: int) -> OrderNote | None:
    ordered = number(cost.ordered)
    if cost.below_moq:
        goods, asked = money(cost.goods, cost.currency), number(cost.asked)
        text = _(
            "%(asked)s asked, %(ordered)s must be bought: %(goods)s for the goods.",
            asked=asked,
            ordered=ordered,
            goods=goods,
        )
        return OrderNote(text, _("Below MOQ"))
    if cost.short:
        short = number(cost.short)
        text = _(
            "The supplier can deliver %(ordered)s at most: %(short)s fewer than asked for.",
            ordered=ordered,
            short=short,
        )
        return OrderNote(text)
    if cost.ordered != cost.asked:
        of = number(multiple)
        text = _("Orders come in multiples of %(multiple)s: %(ordered)s must be bought.", multiple=of, ordered=ordered)
        return OrderNote(text, alarming=False)
    return None


def outlay_text(cost: LandedCost) -> str:
    outlay, goods = (money(amount, cost.currency) for amount in (cost.outlay_at_least, cost.goods))
    if cost.outlay is None:
        return _("The order costs at least %(outlay)s, of which %(goods)s for the goods.", outlay=outlay, goods=goods)
    return _("The order costs %(outlay)s, of which %(goods)s for the goods.", outlay=outlay, goods=goods)


def buy_up_text(cost: LandedCost) -> str:
    """Empty where more units would cost more."""
    more = cost.buy_up
    if more is None:
        return ""
    text = _(
        "Buying %(quantity)s instead costs less in all: %(outlay)s, that is %(saving)s less.",
        quantity=number(more.quantity),
        outlay=money(more.outlay, cost.currency),
        saving=money(more.saves, cost.currency),
    )
    return f"{text} {_('A fee nobody knows may eat that up.')}" if more.unknown else text
