"""What a supplier is to a product: margin, traffic or backup, and how much of it comes back."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import whole
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.products.forms import NewSourceForm, SourceForm
from portal.products.models import Product, Source
from portal.products.pages.choices import products_on_file
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.submit_once import earlier, new_key, once
from portal.web.undo import UNDOERS, way_back
from portal.web.words import choices

bp = Blueprint("sources", __name__, url_prefix="/sources")


def sources_on_file() -> Any:
    query = Source.select(Source, Product, Supplier).join(Product).switch(Source).join(Supplier)
    return query.where(Product.deleted_at.is_null(), Supplier.deleted_at.is_null())


def offered(form: Any) -> Any:
    form.role.choices = [SelectChoice("", _("Not decided")), *choices("role")]
    if "supplier" in form:
        form.supplier.choices = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    return form


def page(form: Any, product: Any, source: Any = None, status: int = 200, conflict: Any = None) -> Any:
    body = render_template(
        "products/sources/form.html", form=offered(form), p=product, source=source, conflict=conflict
    )
    return body, status


def back(product_id: int) -> str:
    return url_for("products.show", id=product_id, _anchor="sources")


@bp.get("/new")
@permission("write")
def new() -> Any:
    product = get_or_404(products_on_file(), whole(request.args.get("product")) or 0)
    return page(NewSourceForm(None, data={"key": new_key(), "supplier": whole(request.args.get("supplier"))}), product)


@bp.post("")
@permission("write")
def create() -> Any:
    product: Any = get_or_404(products_on_file(), whole(request.form.get("product")) or 0)
    if (first := earlier()) is not None:
        return redirect(first, 303)
    form = offered(NewSourceForm())
    if form.validate() and unused(form, product):
        return redirect(once(lambda: added(form, product)), 303)
    return page(form, product, status=422)


def unused(form: Any, product: Any) -> bool:
    taken = Source.get_or_none((Source.supplier == form.supplier.data) & (Source.product == product.id))
    if taken is None:
        return True
    form.supplier.errors = [_("This supplier is listed already: change it there.")]
    return False


def added(form: Any, product: Any) -> str:
    Source.put(form.supplier.data, product.id, form.role.data or None, form.return_rate.data, stamp())
    return back(product.id)


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    source: Any = get_or_404(sources_on_file(), id)
    return page(SourceForm(None, obj=source, data={"role": source.role or ""}), source.product, source)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    source: Any = get_or_404(sources_on_file(), id)
    form, before = offered(SourceForm()), source.version
    if refused := refusal(
        form,
        lambda: source.settle(form.seen, form.role.data or None, form.return_rate.data, stamp()),
        partial(page, form, source.product, source),
    ):
        return refused
    flash(_("Saved") if source.version > before else _("Nothing changed."))
    return redirect(back(source.product_id), 303)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    source: Any = get_or_404(sources_on_file(), id)
    kept = {"supplier": source.supplier_id, "product": source.product_id, "role": source.role}
    kept["return_rate"] = None if source.return_rate is None else str(source.return_rate)
    source.drop(stamp())
    text = _("%(supplier)s is no source of it any more", supplier=source.supplier.name)
    flash(text, way_back("source.remove", id, kept))
    return redirect(back(source.product_id), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    kept = offer.payload
    rate = None if kept["return_rate"] is None else Decimal(kept["return_rate"])
    Source.put(kept["supplier"], kept["product"], kept["role"], rate, by)
    return back(kept["product"])


UNDOERS["source.remove"] = bring_back
