"""Needs: what a search must find, by when, and what a unit may cost."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE, copy_name, whole
from portal.core.models.users import User
from portal.core.rules.text import page_number
from portal.needs import queries
from portal.needs.forms import NeedForm, NewNeedForm, WayForm
from portal.needs.models import Need
from portal.needs.pages.list import need_list
from portal.needs.pages.show import need_or_404, need_page, need_values
from portal.needs.rules import NeedState
from portal.products.models import Product
from portal.products.pages.choices import products
from portal.settings.current_business import business_or_404, businesses
from portal.settings.models.categories import Category
from portal.settings.team import team
from portal.sheets.export import spreadsheet, xlsx
from portal.suppliers.pages.forms import named
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal, with_readings
from portal.web.filters import exact
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored
from portal.web.words import choices, word

bp = Blueprint("needs", __name__, url_prefix="/needs")


def offered(form: Any, owner: int | None = None) -> Any:
    """`owner`: who owns it now."""
    return form.offer(
        business=[SelectChoice(str(shop.id), shop.name) for shop in businesses()],
        product=products(),
        categories=[SelectChoice(str(key), named(name, banned)) for key, name, banned in Category.offered()],
        compliance=choices("compliance"),
        owner=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in User.active(owner))],
    )


@bp.get("")
@permission("read")
def index() -> Any:
    number = page_number(request.args.get("page"))
    return render_template("needs/index.html", **need_list(*asked_for(), number))


def asked_for() -> tuple[int | None, str]:
    """Business and standing of the needs that are listed."""
    way = request.args.get("show", "")
    return whole(request.args.get("business")), way if way in tuple(NeedState) else ""


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("needs", *exported())


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("needs", *exported())


def exported() -> tuple[list[str], list[list[Any]]]:
    """The list as it is filtered, in the reader's language: headings and lines."""
    form, categories = NeedForm(formdata=None), dict(Category.choices())
    headings = [
        *(str(form[name].label.text) for name in NeedForm.columns()),
        _("State"),
        _("Closed on"),
        _("Reason"),
        _("Candidates"),
    ]
    return headings, [written(need, categories) for need in queries.exported(*asked_for(), NeedForm.columns())]


def written(need: dict[str, Any], categories: dict[int, str]) -> list[Any]:
    state = word(NeedState.closed if need["closed_on"] else NeedState.open, "need_way")
    amounts = {name: exact(need[name]) for name in ("price_low", "price_high") if need[name] is not None}
    margin = None if need["margin"] is None else f"{exact(need['margin'] * 100)}%"
    named = "；".join(categories[key] for key in need["categories"] if key in categories)
    about = need | amounts | {"margin": margin, "categories": named}
    about["compliance"] = "；".join(word(key, "compliance") for key in need["compliance"])
    ends = [state, need["closed_on"], need["reason"], need["candidates"]]
    return [*(about[name] for name in NeedForm.columns()), *ends]


@bp.get("/new")
@permission("write")
def new() -> Any:
    """Empty, begun with what is known of a product, or a copy of another need (`like`)."""
    like = whole(request.args.get("like"))
    source = need_or_404(like) if like else None
    own = {"key": new_key(), "business": business_or_404().id, "currency": team().currency, "owner": current_user.id}
    start = copied(source) if source else begun(whole(request.args.get("product")))
    form = offered(NewNeedForm(None, data=own | start))
    return render_template("needs/edit.html", form=form, row=None, conflict=None, copied=source and source.title)


def copied(need: Need) -> dict[str, Any]:
    """What another search like it begins with: not who is in charge, nor by when."""
    about = {name: need.__data__[name] for name in NeedForm.columns() if name not in ("owner", "due_on")}
    return about | {"title": copy_name(need.title)}


def fits(form: Any) -> bool:
    """Whether what was typed can be; a product is of one business."""
    if not form.validate():
        return False
    product: Any = Product.get_or_none(Product.id == form.product.data) if form.product.data else None
    if product is None or product.business_id == form.business.data:
        return True
    form.product.errors = [_("This product is of another business.")]
    return False


def begun(key: int | None) -> dict[str, Any]:
    product: Any = Product.get_or_none((Product.id == key) & Product.deleted_at.is_null()) if key else None
    if product is None:
        return {}
    known = {name: getattr(product, name) for name in ("currency", "monthly_units")}
    chosen = [product.category_id] if product.category_id else []
    known |= {"business": product.business_id, "product": product.id, "title": product.name, "categories": chosen}
    return known | {"price_low": product.sale_price}


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewNeedForm())
    if not fits(form):
        return render_template("needs/edit.html", form=form, row=None, conflict=None), 422
    return redirect(once(lambda: added(form)), 303)


def added(form: Any) -> str:
    need = Need.add(stamp(), by=current_user.id, **form.about)
    flash(with_readings(_("Need added"), form))
    return url_for("needs.show", id=need.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return need_page(need_or_404(id))


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    """The brief on paper."""
    return render_template("needs/print.html", **need_values(need_or_404(id)), back=url_for(".show", id=id))


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    row = need_or_404(id)
    form = offered(NeedForm(None, data=row.__data__), row.owner_id)
    return edit_page(form, row)


def edit_page(form: Any, row: Need, status: int = 200, conflict: Any = None) -> Any:
    return render_template("needs/edit.html", form=form, row=row, conflict=conflict), status


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    row = need_or_404(id)
    form = offered(NeedForm(), row.owner_id)
    if refused := refusal(
        form, lambda: row.amend(form.seen, stamp(), **form.about), partial(edit_page, form, row), valid=fits(form)
    ):
        return refused
    flash(with_readings(_("Need saved"), form))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/state")
@permission("write")
def settle(id: int) -> Any:
    """The wanted state is sent: pressing twice, or two people at once, ends where it was meant."""
    row, form = need_or_404(id), WayForm()
    if form.way.data not in tuple(NeedState):
        abort(400)
    if not form.validate():
        return need_page(row, way=form, status=422)
    if form.way.data == NeedState.closed:
        flash(_("Need closed") if row.close(today(), form.reason.data, stamp()) else _("It was closed already."))
    else:
        flash(_("Need open again") if row.reopen(form.reason.data, stamp()) else _("It was open already."))
    return redirect(url_for(".show", id=id), 303)


removable(
    bp,
    Need,
    find=need_or_404,
    text=lambda need: _("Need deleted"),
    after=lambda need: url_for(".index"),
    restore=restored(lambda need: url_for("needs.show", id=need.id)),
)
