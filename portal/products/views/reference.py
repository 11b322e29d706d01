"""The reference cost of a product: set by a person, or by one press from the quotes on file."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.comparisons.queries.dossiers import goods
from portal.comparisons.rules.candidates import Goods
from portal.database import get_or_404
from portal.products.forms import ReferenceForm
from portal.products.models import CostReference
from portal.products.pages.choices import products_on_file
from portal.products.pages.reference import middle_reference, middle_sentence, reference_text
from portal.products.rules import ReferenceCost, ReferenceSource
from portal.settings.team import team
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.submit_once import new_key, once
from portal.web.words import choices

bp = Blueprint("reference_cost", __name__, url_prefix="/products/<id:id>/reference")
TYPED = (ReferenceSource.person, ReferenceSource.paid)


@bp.get("")
@permission("write")
def edit(id: int) -> Any:
    product = goods(id) or abort(404)
    kept = product.reference
    about = {"currency": kept.currency if kept else team().currency, "source": ReferenceSource.person, "on": today()}
    return page(product, ReferenceForm(None, data=about | {"key": new_key()}))


def page(product: Goods, form: ReferenceForm, status: int = 200) -> Any:
    middle = middle_reference(product, today())
    words = {"middle": middle, "middle_text": middle_sentence(middle, product)}
    words["kept_text"] = reference_text(product.reference) if product.reference else ""
    return render_template("products/reference.html", p=product, form=sourced(form), **words), status


def sourced(form: ReferenceForm) -> ReferenceForm:
    form.source.choices = [choice for choice in choices("reference_source") if choice.value in TYPED]
    return form


@bp.post("")
@permission("write")
def update(id: int) -> Any:
    product, form = goods(id) or abort(404), sourced(ReferenceForm())
    if not form.validate():
        return page(product, form, 422)
    return redirect(once(lambda: kept(id, typed(form))), 303)


def typed(form: Any) -> ReferenceCost:
    return ReferenceCost(form.amount.data, form.currency.data, form.on.data, ReferenceSource(form.source.data))


@bp.post("/quotes")
@permission("write")
def from_quotes(id: int) -> Any:
    middle = middle_reference(goods(id) or abort(404), today())
    if middle is None:
        abort(409)
    return redirect(kept(id, middle), 303)


@bp.post("/remove")
@permission("write")
def remove(id: int) -> Any:
    return redirect(kept(id, None), 303)


def kept(id: int, reference: ReferenceCost | None) -> str:
    CostReference.keep(get_or_404(products_on_file(), id), reference, team().currency, stamp())
    flash(_("Reference cost saved") if reference else _("Reference cost taken back"))
    return url_for("products.show", id=id)
