"""A basket as its page and its paper show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from portal.baskets.forms import BasketFilter
from portal.baskets.pages.cards import plan_cards, source_rows
from portal.baskets.pages.choose import BasketChoice
from portal.baskets.pages.notes import FIRST_NOTES, notes
from portal.baskets.pages.paper import PaperParts, paper_of
from portal.baskets.pages.scope import BasketScope
from portal.baskets.pages.table import basket_table
from portal.baskets.pages.texts import BasketAges, BasketView, counted_products, counted_suppliers
from portal.baskets.pages.verdict import verdict
from portal.baskets.queries.choices import BasketSeller
from portal.baskets.queries.quotes import BasketQuotes, basket_quotes
from portal.baskets.queries.records import samples, serious_notes
from portal.baskets.rules.basket import Basket, BasketSupplier, basket_of
from portal.baskets.rules.bids import BasketItem
from portal.baskets.rules.plans import BasketAnswer
from portal.baskets.rules.risks import BasketRecords, alarms_of
from portal.comparisons.queries.dossiers import papers
from portal.market.queries.goods import goods_of
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate
from portal.settings.team import team
from portal.settings.words import rate_text
from portal.suppliers.rules.pipeline import Status
from portal.web.clock import today
from portal.web.words import word


def view_of(wanted: BasketFilter, choice: BasketChoice) -> BasketView:
    """The basket the address asks for; products and suppliers that are not there (any more) are left out."""
    names = {line.id: line.name for line in choice.products}
    known = {seller.id: seller for seller in choice.sellers}
    items = [BasketItem(key, names[key], wanted.quantity(key).data) for key in wanted.product.data if key in names]
    suppliers = [basket_supplier(known[key]) for key in wanted.supplier.data if key in known]
    if not items:
        abort(404)
    keys, sources, on, rates = (
        [item.id for item in items],
        [supplier.id for supplier in suppliers],
        today(),
        FxRate.known(),
    )
    quoted = basket_quotes(keys, sources, on)
    basket = basket_of(items, suppliers, quoted.quotes, team().currency, rates, on, wanted.expired.data)
    return BasketView(
        basket, chosen_answer(basket, wanted.plan.data), basket_ages(), records_of(basket, quoted, keys, sources, rates)
    )


def records_of(
    basket: Basket, quoted: BasketQuotes, products: list[int], suppliers: list[int], rates: tuple[Rate, ...]
) -> BasketRecords:
    """What is on file of the products and suppliers, and how each price stands among all that is quoted."""
    goods, lookup = goods_of(products), team().policy.lookup(None)
    filed = papers(suppliers)
    return BasketRecords(
        goods=goods,
        papers={key: [(paper.kind, paper.until) for paper in filed[key]] for key in filed},
        samples=samples(products, suppliers),
        serious=serious_notes(suppliers),
        alarms=alarms_of(basket.usable, quoted.offers, quoted.market, goods, basket.currency, rates, basket.on, lookup),
    )


def basket_supplier(seller: BasketSeller) -> BasketSupplier:
    return BasketSupplier(seller.id, seller.name, seller.status == Status.retired)


USUAL = 2  # suppliers: the second one keeps the first honest, a third must earn its work


def chosen_answer(basket: Basket, most: int | None) -> BasketAnswer | None:
    """The way asked for; else at most two suppliers where that saves something on one, and one where it does not."""
    ways = [answer for answer in basket.answers if answer.plan]
    asked = [answer for answer in ways if most and answer.most <= most]
    near = [answer for answer in ways if answer.most <= USUAL]
    return next(iter([*asked[-1:], *near[-1:], *ways[:1]]), None)


def basket_ages() -> BasketAges:
    limit = team().policy.lookup(None)
    return BasketAges(int(limit("comparison.rate_days")), int(limit("price_alarm.max_age_days")))


def sheet(wanted: BasketFilter, scope: BasketScope, choice: BasketChoice) -> dict[str, Any]:
    view = view_of(wanted, choice)
    parts = parts_of(view, wanted.address)
    return {
        "scope": scope,
        "wanted": wanted,
        "facts": " · ".join(facts(view.basket)),
        "verdict": parts.verdict,
        "cards": parts.cards,
        "table": parts.table,
        "singles": parts.sources,
        "notes": parts.notes[:FIRST_NOTES],
        "more_notes": parts.notes[FIRST_NOTES:],
        "paper": paper_of(parts, lambda: parts_of(replace(view, lettered=True), wanted.address)),
        "print_url": url_for("baskets.printed", **wanted.address),
    }


def parts_of(view: BasketView, address: Mapping[str, Any]) -> PaperParts:
    return PaperParts(
        verdict(view),
        plan_cards(view, address),
        basket_table(view) if view.plan else None,
        source_rows(view),
        notes(view, address),
    )


def facts(basket: Basket) -> Iterator[str]:
    """How many products and suppliers, on which tax basis, and by rates of which day."""
    yield counted_products(len(basket.items))
    yield counted_suppliers(len(basket.suppliers))
    if len(basket.taxes) == 1:
        yield word(next(iter(basket.taxes)), "tax_basis")
    yield _("fees per order counted once for each supplier")
    yield from map(rate_text, basket.rates)
