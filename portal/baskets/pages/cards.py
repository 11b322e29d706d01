"""The ways to buy a basket side by side, and what each supplier would cover alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.baskets.pages.doubts import doubts
from portal.baskets.pages.table import cell_notes
from portal.baskets.pages.texts import BasketView, counted_suppliers
from portal.baskets.rules.bids import BasketItem, Bid
from portal.baskets.rules.plans import BasketAnswer, BasketPlan, SingleSource
from portal.web.filters import listed, number


class PlanCard(NamedTuple):
    title: str
    total: str  # empty: there is no such way
    names: str
    numbers: tuple[int, ...]  # the shapes of those suppliers
    gap: str  # what it costs more than the cheapest
    url: str
    current: bool


class SourceRow(NamedTuple):
    """Everything from one supplier."""

    number: int  # its shape and colour
    name: str
    url: str
    covers: str
    share: str  # the same in signs, where a page of paper holds very much
    total: str  # of all it covers; empty where that is nothing
    part: bool  # it does not cover everything
    gap: str
    lacks: str


def plan_cards(view: BasketView, address: Mapping[str, Any]) -> list[PlanCard]:
    return [plan_card(view, answer, address) for answer in view.basket.answers]


def plan_card(view: BasketView, answer: BasketAnswer, address: Mapping[str, Any]) -> PlanCard:
    plan, title = answer.plan, card_title(view, answer)
    if plan is None:
        return PlanCard(title, "", "", (), _("no supplier covers everything alone"), "", False)
    url = url_for("baskets.show", **(dict(address) | {"plan": answer.most}))
    numbers = tuple(map(view.number, plan.sources))
    names, gap, current = view.names(plan.sources), gap_text(view, plan), answer == view.answer
    return PlanCard(title, view.total(plan), names, numbers, gap, url, current)


def card_title(view: BasketView, answer: BasketAnswer) -> str:
    if answer.most == 1:
        return _("From one supplier")
    if answer == view.basket.answers[-1] and answer.plan:
        return _("Item by item, %(count)s", count=counted_suppliers(len(answer.plan.sources)))
    return _("From %(number)s at most", number=number(answer.most))


def gap_text(view: BasketView, plan: BasketPlan) -> str:
    """What it costs more than the cheapest; nothing is said of totals that cannot be compared, and none is called the
    cheapest that something unknown may turn."""
    least = view.basket.cheapest
    if len(view.basket.sources) == 1:
        return _("nobody else to compare with")
    if not view.basket.comparable:
        return _("not comparable")
    if plan.unknown or least is None:
        return _("fees unknown")
    if plan.total <= least:
        return least_text(view, plan)
    return _("%(amount)s more than the cheapest", amount=view.money(plan.total - least))


def least_text(view: BasketView, plan: BasketPlan) -> str:
    if view.basket.rival(plan):
        return _("cheapest of those with every fee known")
    return _("the cheapest as far as is known") if doubts(view, plan) else _("the cheapest way")


def source_rows(view: BasketView) -> list[SourceRow]:
    """In the order of the columns of the table."""
    return [source_row(view, place, single) for place, single in enumerate(view.basket.singles, 1)]


def source_row(view: BasketView, place: int, single: SingleSource) -> SourceRow:
    everything, lacks = len(view.basket.items), len(single.lacks)
    part = bool(set(single.lacks) - set(view.basket.left_out))
    total = view.total(single.plan) if single.plan.bids else ""
    return SourceRow(
        place,
        view.name(single.supplier),
        url_for("suppliers.show", id=single.supplier),
        _("%(number)s of %(all)s", number=number(everything - lacks), all=number(everything)),
        f"{everything - lacks}/{everything}",
        _("what it covers: %(total)s", total=total) if part and total else total,
        part,
        "" if part or not single.plan.bids else gap_text(view, single.plan),
        listed(lack_text(view.basket.bids.get((item.id, single.supplier)), item) for item in single.lacks),
    )


def lack_text(bid: Bid | None, item: BasketItem) -> str:
    """A product, and why the quote for it that is there does not count."""
    if bid is None:
        return item.name
    reason = next(cell_notes(bid)).text
    return _("%(product)s (%(reason)s)", product=item.name, reason=reason)
