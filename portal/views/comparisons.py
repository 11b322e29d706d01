"""Suppliers of a product side by side, for a quantity. The address holds everything."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal import hx
from portal.access import permission
from portal.clock import stamp, today
from portal.domain.candidates import Goods
from portal.domain.criteria import DEFAULT_WEIGHTS, BadScheme, Criterion, Scheme, anchors_from, scheme_for, weights_from
from portal.domain.rates import Rate, convert
from portal.domain.sheets import Sheet, side_by_side
from portal.forms.comparisons import ComparisonFilter
from portal.forms.rows import MANY, key_of
from portal.models import FxRate, Setting
from portal.models.comparison_lists import products, recent, sellers
from portal.models.dossiers import dossiers, goods
from portal.team import forget, team

bp = Blueprint("comparisons", __name__, url_prefix="/comparisons")
WEIGHTS = "comparison.weights"
A_BEGINNING = 100  # units, where nothing is expected to sell yet


@bp.get("")
@permission("read")
def index() -> Any:
    given = request.args.copy()
    if text := given.get("product"):
        given["product"] = str(key_of(text, lambda: ((one.id, one.name) for one in products())) or text)
    return start(ComparisonFilter(given))


def start(wanted: ComparisonFilter, status: int = 200) -> Any:
    """Choose a product, then a quantity and who is compared."""
    found = goods(wanted.product.data) if wanted.product.data and not wanted.product.errors else None
    if found and wanted.quantity.data is None and not wanted.quantity.errors:
        wanted.quantity.data = found.monthly_units or A_BEGINNING
    body = render_template(
        "comparisons/index.html",
        wanted=wanted,
        goods=found,
        products=products(),
        many=MANY,
        sellers=sellers(found.id, wanted.supplier.data or ()) if found else [],
        recent=recent(),
    )
    return body, status


@bp.get("/show")
@permission("read")
def show() -> Any:
    wanted = ComparisonFilter(request.args)
    wanted.weigh(team_weights())
    if not wanted.validate():
        return start(wanted, 422)
    if not wanted.complete:
        return redirect(url_for(".show", **wanted.address))
    sheet = laid_out(wanted)
    template = "comparisons/_answer.html" if hx.wanted() else "comparisons/show.html"
    body = render_template(template, wanted=wanted, sheet=sheet, was=fingerprint(team_weights()))
    return body, 200 if sheet else 422, {"Vary": "HX-Request"}


@bp.get("/print")
@permission("read")
def printed() -> Any:
    wanted = ComparisonFilter(request.args)
    wanted.weigh(team_weights())
    sheet = laid_out(wanted) if wanted.validate() else None
    if sheet is None:
        abort(404)
    return render_template("comparisons/print.html", sheet=sheet, back=url_for(".show", **wanted.address))


def laid_out(wanted: ComparisonFilter) -> Sheet | None:
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


def team_weights() -> dict[Criterion, Decimal]:
    kept = team().get(WEIGHTS)
    return weights_from(kept) if kept else dict(DEFAULT_WEIGHTS)


@bp.post("/weights")
@permission("settings")
def keep() -> Any:
    """The weights of this comparison become the team's, unless somebody changed those since the page was opened."""
    wanted = ComparisonFilter(request.form)
    wanted.weigh({})
    if not wanted.validate() or not any(wanted.weights.values()):
        abort(400)
    if request.form.get("was") != fingerprint(team_weights()):
        flash(_("Not kept: the team's weights changed meanwhile. Look at them, then press again."))
    else:
        Setting.put(WEIGHTS, {str(one): str(weight) for one, weight in wanted.weights.items()}, stamp())
        forget()
        flash(_("These weights are now the team's default."))
    return redirect(url_for(".show", **wanted.address), 303)


def fingerprint(weights: dict[Criterion, Decimal]) -> str:
    """The weights the page was opened with, in the order of the criteria."""
    return "-".join(f"{weights.get(criterion, Decimal(0)):f}" for criterion in Criterion)
