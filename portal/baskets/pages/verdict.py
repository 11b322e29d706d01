"""What a basket comes to in words: money first, and never more than the quotes carry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from flask_babel import gettext as _

from portal.baskets.pages.doubts import doubts
from portal.baskets.pages.risks import stopped_text
from portal.baskets.pages.texts import BasketView, counted_suppliers
from portal.baskets.rules.basket import unlike
from portal.baskets.rules.plans import BasketAnswer, BasketPlan
from portal.web.filters import listed
from portal.web.words import word


class BasketVerdict(NamedTuple):
    lead: str
    rest: tuple[str, ...]


def verdict(view: BasketView) -> BasketVerdict:
    lead, *rest = sentences(view)
    return BasketVerdict(lead, tuple(rest))


def sentences(view: BasketView) -> Iterator[str]:
    if view.plan is None or view.answer is None:
        yield _("None of these suppliers has a quote that can be used for any of these products.")
        return
    if not view.basket.comparable:
        yield _("The totals are not comparable.")
        yield mixed_text(view)
        yield _("Ask for one basis before you decide. As the figures stand: %(way)s", way=lead_text(view, view.plan))
    else:
        yield lead_text(view, view.plan)
        if view.answer.known is None:
            yield _("Not in the total, as nobody knows it: %(fees)s.", fees=view.unknown(view.plan))
            if len(view.basket.sources) > 1:
                yield _("So which way is cheapest is open.")
        else:
            yield from savings(view, view.answer.known)
        if unsure := doubts(view, view.plan):
            yield _("This may still turn: %(reasons)s.", reasons=_("; ").join(unsure))
    if stopped := stopped_text(view, view.plan.bids):
        yield _("Do not order it yet. %(reasons)s.", reasons=stopped)
    if view.basket.left_out:
        names = listed(item.name for item in view.basket.left_out)
        yield _("Not in these totals: %(products)s. Nobody has a quote for it that can be used.", products=names)


def lead_text(view: BasketView, plan: BasketPlan) -> str:
    """Everything from North: ¥12,340.00."""
    total, names = view.total(plan), view.names(plan.sources)
    if len(plan.sources) == 1:
        return _("Everything from %(supplier)s: %(total)s.", supplier=names, total=total)
    count = counted_suppliers(len(plan.sources))
    return _("Split between %(names)s (%(count)s): %(total)s.", names=names, count=count, total=total)


def savings(view: BasketView, plan: BasketPlan) -> Iterator[str]:
    """What the way saves on one supplier, what a further split would save, and what an unknown fee may change."""
    first, last = view.basket.answers[0], view.basket.answers[-1]
    if len(plan.sources) > 1:
        yield against_one(view, first, plan)
    if last.known and last.known.total < plan.total:
        yield _(
            "From %(count)s it would cost %(amount)s less: %(names)s. Each supplier more is one more to receive, "
            "settle and check.",
            count=counted_suppliers(len(last.known.sources)),
            amount=view.money(plan.total - last.known.total),
            names=view.names(last.known.sources),
        )
    rival = view.basket.rival(plan)
    alone = len(plan.sources) == 1 < len(view.basket.sources)
    if rival is None and alone and plan.total == view.basket.cheapest and not doubts(view, plan):
        yield _("Splitting it would not be cheaper.")
    if rival:
        yield _(
            "On what is known, %(names)s would cost %(amount)s less, but these are unknown: %(fees)s.",
            names=view.names(rival.sources),
            amount=view.money(plan.total - rival.least),
            fees=view.unknown(rival),
        )


def against_one(view: BasketView, first: BasketAnswer, plan: BasketPlan) -> str:
    if first.plan is None:
        return _("No supplier covers everything alone.")
    name = view.names(first.plan.sources)
    if first.known is None:
        text = _("Everything from %(supplier)s is at least %(amount)s: its fees are not all known.")
        return text % {"supplier": name, "amount": view.money(first.plan.total)}
    saved = view.money(first.known.total - plan.total)
    return _("That saves %(amount)s on buying everything from %(supplier)s.", amount=saved, supplier=name)


def mixed_text(view: BasketView) -> str:
    """Who quotes otherwise than most, and how: Without tax: South; FOB: South; the others: Tax included."""
    taxes = group_texts(view, view.basket.taxes, lambda basis: word(basis, "tax_basis"))
    places = group_texts(view, view.basket.deliveries, lambda term: term or _("to your door"))
    return _("; ").join([*taxes, *places]) + _(".")


def in_order(view: BasketView, suppliers: Collection[int]) -> list[int]:
    return [supplier for supplier in view.basket.sources if supplier in suppliers]


def group_texts(
    view: BasketView, groups: Mapping[str, tuple[int, ...]], name_of: Callable[[str], str]
) -> Iterator[str]:
    smaller, usual = unlike(groups)
    for basis, suppliers in smaller:
        yield _("%(basis)s: %(names)s", basis=name_of(basis), names=view.names(in_order(view, suppliers)))
    if smaller and usual is not None:
        yield _("%(basis)s: the others", basis=name_of(usual))
