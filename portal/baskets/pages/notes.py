"""What somebody should know before a basket is bought, each line with the place where it can be settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.baskets.pages.risks import RiskLine, alarm_lines, mark_lines, unmeasured
from portal.baskets.pages.texts import BasketView, fee_names
from portal.baskets.rules.bids import ONCE, Bid, BidState
from portal.quotes.rules.terms import TaxBasis
from portal.quotes.words import pieces_text
from portal.web.filters import day, listed, number

FIRST_NOTES = 10  # shown at once; the others are one press away
MOST_OTHERS = 3  # orders that are not chosen, of which more would have to be bought than is wanted


class BasketNote(NamedTuple):
    """`numbers`: the shapes of the suppliers it is about."""

    text: str
    url: str = ""
    link: str = ""
    tone: str = "mut"
    icon: str = "clock"
    numbers: tuple[int, ...] = ()


def notes(view: BasketView, address: Mapping[str, Any]) -> list[BasketNote]:
    """What is wrong stands before what is only worth knowing, and what is chosen before what is not."""
    chosen = view.plan.bids if view.plan else ()
    others = [bid for bid in view.basket.usable if bid not in chosen]
    wrong = (mixed(view, address), untaxed(view), missing(view), state_notes(view, address), retired(view, address))
    against = (
        risk_notes(view, chosen),
        fees(view),
        old_rates(view),
        old_quotes(view),
        risk_notes(view, others, chosen),
    )
    kinds = (*wrong, *against, lone_prices(view), surplus(view), alone(view))
    lines = list(dict.fromkeys(line for kind in kinds for line in kind))
    return lines or [BasketNote(_("Nothing is open."), tone="ok-t", icon="check")]


def risk_notes(view: BasketView, bids: Iterable[Bid], chosen: Iterable[Bid] = ()) -> Iterator[BasketNote]:
    """What stands against orders: what forbids them, prices that are too low, and what nobody checked.

    What is said of the suppliers of orders told already is not said of them again.
    """
    bids = list(bids)
    lines = [*mark_lines(view, bids, {bid.supplier for bid in chosen}), *alarm_lines(view, bids)]
    return (risk_note(view, line) for line in sorted(lines, key=lambda line: not line.stops))


def lone_prices(view: BasketView) -> Iterator[BasketNote]:
    return (risk_note(view, line)._replace(tone="mut") for line in unmeasured(view))


def risk_note(view: BasketView, line: RiskLine) -> BasketNote:
    tone = "bad-t" if line.stops else "warn-t"
    return BasketNote(line.text, line.url, line.link, tone, line.icon, tuple(map(view.number, line.suppliers)))


def warning(text: str, url: str = "", link: str = "", numbers: tuple[int, ...] = ()) -> BasketNote:
    return BasketNote(text, url, link, "warn-t", "warn", numbers)


def mixed(view: BasketView, address: Mapping[str, Any]) -> Iterator[BasketNote]:
    """The way out of a basket with two bases: only the suppliers that quote like most of them."""
    odd = view.basket.odd
    kept = [supplier for supplier in view.basket.sources if supplier not in odd]
    if not view.basket.comparable:
        url, link = without(view, odd, address) if odd and kept else ("", "")
        yield warning(_("Tax or the place of delivery are not alike."), url, link)


def without(view: BasketView, left: Collection[int], address: Mapping[str, Any]) -> tuple[str, str]:
    """The same basket from the other suppliers."""
    others = [supplier.id for supplier in view.basket.suppliers if supplier.id not in left]
    url = url_for("baskets.show", **(dict(address) | {"supplier": others}))
    return url, _("Without %(names)s", names=view.names(left))


def untaxed(view: BasketView) -> Iterator[BasketNote]:
    bids = [bid for bid in view.basket.usable if bid.tax is TaxBasis.unknown]
    if bids:
        unsaid = {bid.supplier for bid in bids}
        names = view.names(supplier for supplier in view.basket.sources if supplier in unsaid)
        text = _("Ask whether tax is in the price: %(names)s.", names=names)
        yield warning(text, url_for("quotes.show", id=bids[0].quote.id), _("Quote"))


def retired(view: BasketView, address: Mapping[str, Any]) -> Iterator[BasketNote]:
    gone = [supplier.id for supplier in view.basket.suppliers if supplier.retired]
    if gone:
        alone = len(gone) == len(view.basket.suppliers)
        url, link = ("", "") if alone else without(view, gone, address)
        yield warning(_("You no longer buy from %(names)s: retired.", names=view.names(gone)), url, link)


def old_rates(view: BasketView) -> Iterator[BasketNote]:
    for rate in view.basket.rates:
        age = (view.basket.on - rate.on).days
        if age > view.ages.rate:
            text = _(
                "The rate of %(base)s and %(quote)s is of %(day)s, %(age)s days ago; it holds for %(most)s.",
                base=rate.base,
                quote=rate.quote,
                day=day(rate.on),
                age=number(age),
                most=number(view.ages.rate),
            )
            yield warning(text, url_for("rates.index", base=rate.base), _("Exchange rates"))


def old_quotes(view: BasketView) -> Iterator[BasketNote]:
    """Quotes that count and are older than prices stay, by supplier; the oldest is named."""
    on = view.basket.on
    for supplier in view.basket.sources:
        bids = [bid for bid in view.basket.usable if bid.supplier == supplier]
        old = [bid for bid in bids if (on - bid.quote.quoted_on).days > view.ages.quote]
        if old:
            oldest = min(old, key=lambda bid: bid.quote.quoted_on).quote
            text = _(
                "%(supplier)s: the quote for %(products)s is of %(day)s; a price counts as current for %(most)s days.",
                supplier=view.name(supplier),
                products=listed(bid.item.name for bid in old),
                day=day(oldest.quoted_on),
                most=number(view.ages.quote),
            )
            yield warning(text, url_for("quotes.show", id=oldest.id), _("Quote"), (view.number(supplier),))


def missing(view: BasketView) -> Iterator[BasketNote]:
    for item in view.basket.left_out:
        url = url_for("quotes.new", product=item.id)
        yield warning(_("%(product)s: nobody can deliver it.", product=item.name), url, _("Add a quote"))


def state_notes(view: BasketView, address: Mapping[str, Any]) -> Iterator[BasketNote]:
    """Quotes that do not count, by supplier and cause."""
    out = sorted(
        (bid for bid in view.basket.bids.values() if not bid.usable), key=lambda bid: (bid.supplier, bid.state)
    )
    for (supplier, state), group in groupby(out, key=lambda bid: (bid.supplier, bid.state)):
        bids = list(group)
        names = {"supplier": view.name(supplier), "products": listed(bid.item.name for bid in bids)}
        yield state_note(bids, state, names, address)._replace(numbers=(view.number(supplier),))


def state_note(bids: list[Bid], state: BidState, names: dict[str, str], address: Mapping[str, Any]) -> BasketNote:
    url = url_for("quotes.show", id=bids[0].quote.id, quantity=bids[0].item.quantity)
    if state is BidState.run_out:
        again = url_for("baskets.show", **(dict(address) | {"expired": "1"}))
        return warning(
            _("%(supplier)s: the quote for %(products)s has run out.", **names), again, _("Count it all the same")
        )
    if state is BidState.no_rate:
        base = bids[0].currency
        rates = url_for("rates.index", base=base)
        text = _("%(supplier)s quotes %(products)s in %(currency)s, and no rate is kept.", currency=base, **names)
        return warning(text, rates, _("Exchange rates"))
    most = number(bids[0].ordered)
    return warning(_("%(supplier)s delivers at most %(most)s of %(products)s.", most=most, **names), url, _("Quote"))


def fees(view: BasketView) -> Iterator[BasketNote]:
    """What nobody knows, by supplier."""
    for supplier in view.basket.sources:
        bids = [bid for bid in view.basket.usable if bid.supplier == supplier and bid.unknown]
        if bids:
            unknown = dict.fromkeys(fee for bid in bids for fee in bid.unknown)
            text = _(
                "%(supplier)s: ask for %(fees)s; what it costs is not in the totals.",
                supplier=view.name(supplier),
                fees=fee_names(unknown),
            )
            yield warning(text, url_for("quotes.show", id=bids[0].quote.id), _("Quote"), (view.number(supplier),))


def surplus(view: BasketView) -> Iterator[BasketNote]:
    """Where more is bought than is wanted: what that costs, or that it saves something; those chosen first."""
    chosen = view.plan.bids if view.plan else ()
    others = sorted((bid for bid in view.basket.usable if bid not in chosen), key=lambda bid: -bid.surplus_cost)
    for bid in [*chosen, *[bid for bid in others if not bid.saves][:MOST_OTHERS]]:
        if bid.surplus:
            url = url_for("quotes.show", id=bid.quote.id, quantity=bid.item.quantity)
            yield BasketNote(surplus_text(view, bid), url, _("Quote"), numbers=(view.number(bid.supplier),))


def surplus_text(view: BasketView, bid: Bid) -> str:
    about = {"supplier": view.name(bid.supplier), "product": bid.item.name, "ordered": pieces_text(bid.ordered)}
    about |= {"asked": number(bid.item.quantity)}
    if bid.saves:
        saved = view.money(bid.saves)
        text = _("%(product)s from %(supplier)s: %(ordered)s cost %(amount)s less than %(asked)s.")
        return text % (about | {"amount": saved})
    text = _(
        "%(product)s from %(supplier)s: %(ordered)s must be bought, %(asked)s are wanted; the rest costs %(amount)s."
    )
    return text % (about | {"amount": view.amount(bid.surplus_cost, not ONCE.issuperset(bid.unknown))})


def alone(view: BasketView) -> Iterator[BasketNote]:
    """Products that hang on one supplier."""
    if len(view.basket.suppliers) < 2:
        return
    for item in view.basket.covered:
        offers = view.basket.offering(item)
        if len(offers) == 1:
            text = _(
                "Only %(supplier)s can deliver %(product)s.", supplier=view.name(offers[0].supplier), product=item.name
            )
            yield BasketNote(text, icon="shop", numbers=(view.number(offers[0].supplier),))
