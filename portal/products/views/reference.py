"""The reference cost of a product: set by a person, or by one press from the quotes on file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.core.rules.text import whole
from portal.database import get_or_404
from portal.market.queries.goods import goods
from portal.market.rules.offers import Goods
from portal.products.forms import ReferenceForm
from portal.products.models import CostReference, CostReferenceMoved
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
    return page_again(goods(id) or abort(404))


def last_seen(id: int) -> int:
    last = CostReference.last(id)
    return last.id if last else 0


def page(product: Goods, form: ReferenceForm, status: int = 200) -> Any:
    """After a 409 the page is up to date, and what was typed is still there."""
    middle = middle_reference(product, today())
    if status == 409:
        form.seen.data = last_seen(product.id)
    words = {"middle": middle, "middle_text": middle_sentence(middle, product)}
    words["kept_text"] = reference_text(product.reference) if product.reference else ""
    return render_template("products/reference.html", p=product, form=sourced(form), status=status, **words), status


def sourced(form: ReferenceForm) -> ReferenceForm:
    form.today = today()
    form.source.choices = [choice for choice in choices("reference_source") if choice.value in TYPED]
    return form


@bp.post("")
@permission("write")
def update(id: int) -> Any:
    product, form = goods(id) or abort(404), sourced(ReferenceForm())
    if not form.validate():
        return page(product, form, 422)
    return answer(product, lambda: once(lambda: kept(id, typed(form), seen())), form)


def answer(product: Goods, keep: Callable[[], str], form: ReferenceForm | None = None) -> Any:
    """The page of the product; where a colleague was faster, what stands now beside what was typed."""
    try:
        return redirect(keep(), 303)
    except CostReferenceMoved:
        return page(product, form, 409) if form else page_again(product, 409)


def page_again(product: Goods, status: int = 200) -> Any:
    kept = product.reference
    about = {"currency": kept.currency if kept else team().currency, "source": ReferenceSource.person, "on": today()}
    about |= {"key": new_key(), "seen": last_seen(product.id)}
    return page(product, ReferenceForm(None, data=about), status)


def seen() -> int:
    return whole(request.form.get("seen")) or 0


def typed(form: Any) -> ReferenceCost:
    return ReferenceCost(form.amount.data, form.currency.data, form.on.data, ReferenceSource(form.source.data))


@bp.post("/quotes")
@permission("write")
def from_quotes(id: int) -> Any:
    product = goods(id) or abort(404)
    middle = middle_reference(product, today())
    if middle is None:
        abort(409)
    return answer(product, lambda: kept(id, middle, seen()))


@bp.post("/remove")
@permission("write")
def remove(id: int) -> Any:
    return answer(goods(id) or abort(404), lambda: kept(id, None, seen()))


def kept(id: int, reference: ReferenceCost | None, seen: int) -> str:
    moved = CostReference.keep(get_or_404(products_on_file(), id), reference, team().currency, seen, stamp())
    message = _("Reference cost saved") if reference else _("Reference cost taken back")
    flash(message if moved else _("Nothing was changed."))
    return url_for("products.show", id=id)
