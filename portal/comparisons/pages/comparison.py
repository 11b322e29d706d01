"""A comparison as its address asks for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flask import abort

from portal.comparisons.forms import ComparisonFilter
from portal.comparisons.queries.dossiers import dossiers
from portal.comparisons.rules.criteria import (
    DEFAULT_WEIGHTS,
    BadScheme,
    ComparisonCriterion,
    Scheme,
    Standards,
    anchors_from,
    cost_anchors,
    scheme_for,
    standards_of,
    weights_from,
)
from portal.comparisons.rules.recommendation import ProductWorth, product_worth
from portal.comparisons.rules.side_by_side import SideBySide, side_by_side
from portal.core.rules.thresholds import Lookup
from portal.market.queries.goods import goods
from portal.market.queries.offers import quotations
from portal.market.rules.offers import Goods
from portal.market.rules.price_gaps import MarketOffer, alarm_limits
from portal.needs.queries import brief, open_for
from portal.settings.models.rates import FxRate
from portal.settings.rules.rates import Rate
from portal.settings.team import team
from portal.web.clock import today

WEIGHTS = "comparison.weights"


def comparison_of(wanted: ComparisonFilter) -> SideBySide | None:
    """The comparison the address asks for; None while every weight is 0."""
    product = goods(wanted.product.data or 0)
    if product is None:
        abort(404)
    rates, day, expired = FxRate.known(), today(), wanted.expired.data
    lookup, quantity = team().policy.lookup(None), wanted.quantity.data or 1
    quoted = quotations(product, wanted.supplier.data, day)
    records = dossiers(product, wanted.supplier.data, quoted.by_supplier, day, lookup, team().shelf, expired)
    compared = [MarketOffer(record.supplier, record.offer) for record in records if record.offer]
    worth = worth_on_file(product, quoted.market, quantity, rates, day, lookup, compared)
    try:
        scheme = scheme_of(product, wanted, worth, standards_of(lookup))
    except BadScheme:
        return None
    return side_by_side(product, records, scheme, quantity, team().currency, rates, day, expired, worth)


def worth_on_file(
    product: Goods,
    sellers: list[MarketOffer],
    quantity: int,
    rates: tuple[Rate, ...],
    day: date,
    lookup: Lookup,
    compared: list[MarketOffer],
) -> ProductWorth:
    """What all quotes on file, the open needs and the kept reference cost say of a product, whoever is compared."""
    briefs = [brief(need) for need in open_for(product.id)]
    allowed = [(asked.limit, asked.currency) for asked in briefs if asked.limit is not None]
    limits = alarm_limits(lookup)
    return product_worth(product, sellers, allowed, quantity, team().currency, rates, day, limits, compared)


def scheme_of(product: Goods, wanted: ComparisonFilter, worth: ProductWorth, standards: Standards) -> Scheme:
    """The weights of the address over the anchors of the product's category, or of the team."""
    general = team().get("comparison.anchors") or {}
    own = team().get(f"comparison.anchors.{product.category_id}") or {}
    return scheme_for(
        wanted.weights,
        anchors_from(general) | anchors_from(own),
        digital=product.digital,
        cost=cost_anchors(worth.cost, worth.most, standards),
        standards=standards,
    )


def team_weights() -> dict[ComparisonCriterion, Decimal]:
    kept = team().get(WEIGHTS)
    return weights_from(kept) if kept else dict(DEFAULT_WEIGHTS)
