"""What a comparison lacks: asked of all its suppliers at once, or of the person who looks at it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.comparisons.forms import ComparisonFilter, Keys
from portal.comparisons.pages.comparison import comparison_of, team_weights
from portal.comparisons.pages.screen import comparison_page
from portal.core.models.change import Stale
from portal.missing.forms import GoodsFiguresForm
from portal.missing.pages.asking import ask_all, asked_page
from portal.missing.pages.goods_figures import fill_in, overtaken_sentence, product_row
from portal.web.access import permission
from portal.web.language import LANGUAGES, choose
from portal.web.submit_once import once

bp = Blueprint("asking", __name__, url_prefix="/comparisons")


def sent_comparison() -> ComparisonFilter:
    wanted = ComparisonFilter(request.form)
    wanted.weigh(team_weights())
    if not wanted.validate():
        abort(400)
    return wanted


@bp.post("/ask")
@permission("write")
def ask() -> Any:
    sheet = comparison_of(sent_comparison()) or abort(400)
    return redirect(once(lambda: ask_all(sheet).address), 303)


@bp.get("/asked")
@permission("read")
def asked() -> Any:
    """What is sent to each supplier."""
    wanted = request.args.get("language", "")
    language = wanted if wanted in LANGUAGES else choose()
    inquiries, again, left = (keys_of(name) for name in ("inquiry", "again", "left"))
    return render_template("missing/asked.html", **asked_page(inquiries, again, left, language))


def keys_of(name: str) -> list[int]:
    """The row numbers of the address under a name."""
    field = Keys("").bind(form=ComparisonFilter(), name=name)
    field.process(request.args)
    keys: list[int] = field.data or []
    return keys


@bp.post("/figures")
@permission("write")
def figures() -> Any:
    """Sale price and monthly quantity, where the product has none."""
    wanted = sent_comparison()
    product = product_row(wanted.product.data or 0) or abort(404)
    form = GoodsFiguresForm()
    form.sale_price.currency = product.currency
    if not form.validate():
        return comparison_page(wanted, 422, figures=form)
    try:
        fill_in(product, form.typed)
    except Stale as stale:
        return comparison_page(wanted, 409, overtaken=overtaken_sentence(stale.current, form.typed))
    flash(_("Saved with the product.") if form.typed else _("Nothing was typed, so nothing is saved."))
    return redirect(url_for("comparisons.show", **wanted.address), 303)
