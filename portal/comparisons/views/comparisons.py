"""Suppliers of a product side by side, for a quantity. The address holds everything."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.comparisons.forms import ComparisonFilter
from portal.comparisons.pages.comparison import WEIGHTS, comparison_of, team_weights
from portal.comparisons.pages.opening import fill_quantity, start_page
from portal.comparisons.pages.paper import paper
from portal.comparisons.pages.screen import comparison_page
from portal.comparisons.pages.weights import fingerprint
from portal.comparisons.queries.start import products
from portal.core.forms.rows import key_of
from portal.market.queries.goods import goods
from portal.settings.models.settings import Setting
from portal.settings.team import forget
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("comparisons", __name__, url_prefix="/comparisons")


@bp.get("")
@permission("read")
def index() -> Any:
    asked = request.args.copy()
    if text := asked.get("product"):
        asked["product"] = str(key_of(text, lambda: ((line.id, line.name) for line in products())) or text)
    return start(ComparisonFilter(asked))


def start(wanted: ComparisonFilter, status: int = 200) -> Any:
    """Choose a product, then a quantity and who is compared."""
    product = goods(wanted.product.data) if wanted.product.data and not wanted.product.errors else None
    return render_template("comparisons/index.html", **start_page(wanted, product)), status


@bp.get("/show")
@permission("read")
def show() -> Any:
    wanted = ComparisonFilter(request.args)
    wanted.weigh(team_weights())
    product = goods(wanted.product.data) if wanted.product.data and not wanted.quantity.raw_data else None
    if product:
        fill_quantity(wanted, product, wanted.supplier.data)
        return redirect(url_for(".show", **wanted.address))
    if not wanted.validate():
        return start(wanted, 422)
    if not wanted.complete:
        return redirect(url_for(".show", **wanted.address))
    return comparison_page(wanted)


@bp.get("/print")
@permission("read")
def printed() -> Any:
    wanted = ComparisonFilter(request.args)
    wanted.weigh(team_weights())
    sheet = comparison_of(wanted) if wanted.validate() else None
    if sheet is None or not sheet.columns:
        abort(404)
    return render_template("comparisons/print.html", **paper(sheet), back=url_for(".show", **wanted.address))


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
        Setting.put(WEIGHTS, {str(code): str(weight) for code, weight in wanted.weights.items()}, stamp())
        forget()
        flash(_("These weights are now the team's default."))
    return redirect(url_for(".show", **wanted.address), 303)
