"""Products of the current business."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.access import permission
from portal.business import business_or_404
from portal.clock import stamp, today
from portal.database import get_or_404
from portal.domain.text import folded
from portal.forms.products import FLAGS, NewProductForm, ProductForm, SourceForm
from portal.forms.suppliers import whole
from portal.models import Category, Product, Source, Undo
from portal.models.base import Stale, Stamp
from portal.models.product_lists import PER_PAGE, page, prices, sources
from portal.models.supplier_lists import choices_by_name
from portal.once import new_key, once
from portal.pricing import current_offers, history
from portal.team import team
from portal.views.undo import UNDOERS
from portal.words import choices

bp = Blueprint("products", __name__, url_prefix="/products")
NONE = SelectChoice("", "—")


def here() -> Any:
    return Product.select().where(Product.deleted_at.is_null())


def offered(form: Any) -> Any:
    categories = [SelectChoice(str(key), name) for key, name in Category.choices()]
    return form.offer(kind=choices("goods")[:2], category=[NONE, *categories])


@bp.get("")
@permission("read")
def index() -> Any:
    q, kind = request.args.get("q", "").replace("\x00", "")[:200], request.args.get("kind", "")
    category, number = whole(request.args.get("category")), max(1, min(request.args.get("page", 1, int), 10_000))
    rows = page(business_or_404().id, q, category, kind, number)
    return render_template(
        "products/index.html",
        rows=rows[:PER_PAGE],
        more=len(rows) > PER_PAGE,
        wanted={"q": q, "kind": kind, "category": category},
        page=number,
        categories=Category.choices(),
        kinds=choices("goods")[:2],
    )


@bp.get("/new")
@permission("write")
def new() -> Any:
    form = NewProductForm(key=new_key(), currency=team().currency)
    return render_template("products/new.html", form=offered(form))


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewProductForm())
    if not form.validate():
        return render_template("products/new.html", form=form), 422
    return redirect(once(lambda: added(form)), 303)


def added(form: Any) -> str:
    product = Product.add(stamp(), business=business_or_404().id, search=words(form), **form.about)
    flash(_("%(product)s added", product=product.name))
    return url_for("products.show", id=product.id)


def words(form: Any) -> str:
    return folded(" ".join((form.name.data, form.code.data, form.note.data)))


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return shown(get_or_404(here(), id), SourceForm(formdata=None))


def shown(product: Any, form: SourceForm, status: int = 200) -> Any:
    form.supplier.choices = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    form.role.choices = [NONE, *choices("role")]
    expired, lines = "expired" in request.args, prices(product.id)
    body = render_template(
        "products/show.html",
        p=product,
        flags=[flag for flag in FLAGS if getattr(product, flag)],
        sources=sources(product.id),
        offers=current_offers(product, today(), expired),
        history=history(lines),
        prices=lines[::-1],
        expired=expired,
        form=form,
    )
    return body, status


@bp.post("/<id:id>/sources")
@permission("write")
def source(id: int) -> Any:
    product: Any = get_or_404(here(), id)
    form = SourceForm()
    form.supplier.choices = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    form.role.choices = [NONE, *choices("role")]
    if not form.validate():
        return shown(product, form, 422)
    Source.put(form.supplier.data, id, form.role.data or None, form.return_rate.data, stamp())
    return redirect(url_for(".show", id=id, _anchor="sources"), 303)


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    product: Any = get_or_404(here(), id)
    form = ProductForm(None, obj=product, data={"category": product.category_id})
    return render_template("products/edit.html", form=offered(form), p=product, conflict=None)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    product: Any = get_or_404(here(), id)
    form = offered(ProductForm())
    if not form.validate():
        return render_template("products/edit.html", form=form, p=product, conflict=None), 422
    try:
        product.amend(form.seen, stamp(), search=words(form), **form.about)
    except Stale as stale:
        form.version.data = stale.current.version
        return render_template("products/edit.html", form=form, p=product, conflict=stale.current), 409
    flash(_("%(product)s saved", product=product.name))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    product: Any = get_or_404(here(), id)
    product.remove(stamp())
    token = Undo.offer("product.remove", id, stamp())
    flash(_("%(product)s deleted", product=product.name), url_for("undo.take", token=token))
    return redirect(url_for(".index"), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    product: Any = get_or_404(Product, offer.object_id)
    product.restore(by)
    return url_for("products.show", id=product.id)


UNDOERS["product.remove"] = bring_back
