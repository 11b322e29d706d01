"""What may turn which way is the cheapest, as clauses of one sentence."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.baskets.pages.risks import alarm_text, products_text
from portal.baskets.pages.texts import BasketView
from portal.baskets.rules.doubts import OpenPoint, PlanDoubt, open_points
from portal.baskets.rules.plans import BasketPlan
from portal.web.filters import day, percent


def doubts(view: BasketView, plan: BasketPlan) -> list[str]:
    """Empty where nothing on file leaves it open."""
    points = open_points(view.basket, plan, view.records, view.ages.rate, view.ages.quote)
    return [doubt_text(view, point) for point in points]


def doubt_text(view: BasketView, point: OpenPoint) -> str:
    if point.rate:
        on = day(point.rate.on)
        return _(
            "the rate of %(base)s and %(quote)s is old (%(day)s)", base=point.rate.base, quote=point.rate.quote, day=on
        )
    bid = point.bids[0]
    names = {"supplier": view.name(bid.supplier), "products": products_text(bid.item for bid in point.bids)}
    match point.doubt:
        case PlanDoubt.no_rate:
            return _("%(supplier)s quotes %(products)s in %(currency)s without a rate", currency=bid.currency, **names)
        case PlanDoubt.run_out:
            return _("the quote of %(supplier)s for %(products)s has run out", **names)
        case PlanDoubt.old_quote:
            on = day(min(bid.quote.quoted_on for bid in point.bids))
            return _("the price of %(supplier)s for %(products)s is old (%(day)s)", day=on, **names)
        case _other:
            alarm = view.records.low(bid)
            gap = alarm_text(alarm, percent(-alarm.share)) if alarm else ""
            return _("the price of %(supplier)s for %(products)s may leave something out: %(gap)s", gap=gap, **names)
