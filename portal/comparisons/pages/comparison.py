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


def comparison_of(wanted: ComparisonFilter) -> SideBySide | None:
    """The comparison the address asks for; None while every weight is 0."""
    product = goods(wanted.product.data or 0)
    if product is None:
        abort(404)
    rates, day, expired = FxRate.known(), today(), wanted.expired.data
    records = dossiers(product, wanted.supplier.data, day, team().policy.lookup(None), team().shelf, expired)
    try:
        scheme = scheme_of(product, wanted, rates)
    except BadScheme:
        return None
    quantity = wanted.quantity.data or 1
    return side_by_side(product, records, scheme, quantity, team().currency, rates, day, expired)


def scheme_of(product: Goods, wanted: ComparisonFilter, rates: tuple[Rate, ...]) -> Scheme:
    """The weights of the address over the anchors of the product's category, or of the team."""
    general = team().get("comparison.anchors") or {}
    own = team().get(f"comparison.anchors.{product.category_id}") or {}
    sale = product.sale_price
    price = convert(sale, product.currency, team().currency, rates, today()) if sale else None
    return scheme_for(
        wanted.weights,
        anchors_from(general) | anchors_from(own),
        digital=product.digital,
        sale_price=price.amount if price else None,
    )


def team_weights() -> dict[ComparisonCriterion, Decimal]:
    kept = team().get(WEIGHTS)
    return weights_from(kept) if kept else dict(DEFAULT_WEIGHTS)
