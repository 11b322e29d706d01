"""A comparison as its address asks for it."""

from __future__ import annotations

from decimal import Decimal

from flask import abort

from portal.comparisons.forms import ComparisonFilter
from portal.comparisons.queries.dossiers import dossiers, goods
from portal.comparisons.rules.candidates import Goods
from portal.comparisons.rules.criteria import (
    DEFAULT_WEIGHTS,
    BadScheme,
    ComparisonCriterion,
    Scheme,
    anchors_from,
    scheme_for,
    weights_from,
)
from portal.comparisons.rules.side_by_side import SideBySide, side_by_side
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate, convert
from portal.settings.team import team
from portal.web.clock import today

WEIGHTS = "comparison.weights"


def laid_out(wanted: ComparisonFilter) -> SideBySide | None:
    """The comparison the address asks for; None while every weight is 0."""
    found = goods(wanted.product.data or 0)
    if found is None:
        abort(404)
    rates, day = FxRate.known(), today()
    lookup = team().policy.lookup(None)
    records = dossiers(found, wanted.supplier.data, day, lookup, team().shelf, wanted.expired.data)
    try:
        chosen = scheme_of(found, wanted, rates)
    except BadScheme:
        return None
    return side_by_side(
        found, records, chosen, wanted.quantity.data or 1, team().currency, rates, day, wanted.expired.data
    )


def scheme_of(found: Goods, wanted: ComparisonFilter, rates: tuple[Rate, ...]) -> Scheme:
    """The weights of the address over the anchors of the product's category, or of the team."""
    general = team().get("comparison.anchors") or {}
    own = team().get(f"comparison.anchors.{found.category_id}") or {}
    price = (
        None if found.sale_price is None else convert(found.sale_price, found.currency, team().currency, rates, today())
    )
    return scheme_for(
        wanted.weights,
        anchors_from(general) | anchors_from(own),
        digital=found.digital,
        sale_price=price.amount if price else None,
    )


def team_weights() -> dict[ComparisonCriterion, Decimal]:
    kept = team().get(WEIGHTS)
    return weights_from(kept) if kept else dict(DEFAULT_WEIGHTS)
