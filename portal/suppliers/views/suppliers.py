"""Suppliers: the list, a supplier's page, and its way through the pipeline."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.core.forms.base import whole
from portal.core.models.change import change
from portal.core.models.users import User
from portal.core.rules.text import folded
from portal.database import get_or_404
from portal.reviews.follow import follow
from portal.settings.models.categories import Category
from portal.sheets.export import spreadsheet, xlsx
from portal.suppliers.forms.suppliers import NewSupplierForm, SupplierForm
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.pages.figures import chosen_columns
from portal.suppliers.pages.forms import alikes, blocked, offered, related_differences, tiers
from portal.suppliers.pages.list import supplier_list
from portal.suppliers.pages.show import move_form, supplier_page, suppliers_on_file
from portal.suppliers.queries import list as lists
from portal.suppliers.queries.filter import SupplierFilter
from portal.suppliers.queries.page import labels, supplier_row
from portal.suppliers.rules.pipeline import Banned
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.list_filters import all_ticked, by_value
from portal.web.submit_once import earlier, new_key, once
from portal.web.undo import removable, restored
from portal.web.words import word

bp = Blueprint("suppliers", __name__, url_prefix="/suppliers")
SUGGESTED = 20  # names while one is typed


@bp.get("")
@permission("read")
def index() -> Any:
    template = "suppliers/_answer.html" if hx.wanted() else "suppliers/index.html"
    asked, doubts = by_value(request.args, category=Category.choices, owner=User.names, tag=lists.tags)
    wanted, columns = SupplierFilter.read(asked), chosen_columns(current_user.row.columns)
    values = supplier_list(wanted, current_user.id, columns, all_ticked(request.args), doubts)
    body = render_template(template, **values)
    return body, 200, {"Vary": "HX-Request"}


@bp.get("/named")
@permission("read")
def named() -> Any:
    """Names that complete what is typed into a form."""
    typed = folded(next(iter(request.args.values()), ""))
    return render_template("suppliers/_named.html", names=lists.completions(typed, SUGGESTED))


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("suppliers", *exported())


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("suppliers", *exported())


def exported() -> tuple[list[str], list[list[Any]]]:
    """The list as it is filtered, in the reader's language: headings and lines."""
    form, names, titles = SupplierForm(formdata=None), lists.exported_columns(), tiers()
    headings = [_("Status") if name == "status" else str(form[name].label.text) for name in names]
    return headings, [in_words(line, titles) for line in lists.exported(SupplierFilter.read(request.args))]


def in_words(line: dict[str, Any], titles: dict[str, str]) -> list[Any]:
    codes = {"kind": "supplier", "goods": "goods", "status": "status"}
    words = {name: word(line[name], kind) for name, kind in codes.items()}
    return list((line | words | {"tier": titles.get(line["tier"], line["tier"])}).values())


@bp.get("/new")
@permission("write")
def new() -> Any:
    return render_template(
        "suppliers/new.html", form=offered(NewSupplierForm(key=new_key(), owner=current_user.id)), twins=[]
    )


@bp.post("")
@permission("write")
def create() -> Any:
    if (first := earlier()) is not None:
        return redirect(first, 303)
    form = offered(NewSupplierForm())
    if not form.validate():
        return render_template("suppliers/new.html", form=form, twins=[]), 422
    seen = (form.different.data or "").split(",")
    if twins := [twin for twin in alikes(form) if str(twin.id) not in seen]:
        form.different.data = ",".join([*seen, *(str(twin.id) for twin in twins)]).strip(",")
        return render_template("suppliers/new.html", form=form, twins=twins), 422
    return redirect(once(lambda: enlisted(form)), 303)


def enlisted(form: Any) -> str:
    supplier = Supplier.enlist(stamp(), **form.related, **form.about)
    flash(_("%(supplier)s is a candidate now", supplier=supplier.name))
    return url_for("suppliers.show", id=supplier.id)


@bp.get("/alike")
@permission("read")
def look_alikes() -> Any:
    """While somebody types: which suppliers could be the same."""
    typed = [request.args.get(field, "")[:300] for field in ("name", "legal_name", "company_code", "website")]
    name, legal_name, code, website = typed
    twins = lists.look_alikes(name, legal_name, code, website, whole(request.args.get("id")))
    return render_template("suppliers/_alike.html", twins=twins)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    supplier = supplier_row(id)
    if supplier is not None and supplier.merged_into_id is not None:
        return redirect(url_for(".show", id=supplier.merged_into_id), 303)
    if supplier is None or supplier.deleted_at is not None:
        abort(404)
    return supplier_page(supplier, move_form(supplier, to=request.args.get("to", "")))


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    supplier: Any = get_or_404(suppliers_on_file(), id)
    now = labels(id)
    related = {"categories": [category.id for category in now.categories], "tags": now.tags}
    form = SupplierForm(None, obj=supplier, owner=supplier.owner_id, **related)
    return sheet(offered(form, supplier.owner_id), supplier)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    supplier: Any = get_or_404(suppliers_on_file(), id)
    form = offered(SupplierForm(), supplier.owner_id)
    faults = {Banned: lambda banned: form.categories.errors.append(blocked(banned))}
    if refused := refusal(form, lambda: edited(form, supplier), partial(sheet, form, supplier), faults=faults):
        return refused
    flash(_("%(supplier)s saved", supplier=supplier.name))
    return redirect(url_for(".show", id=id), 303)


def edited(form: SupplierForm, supplier: Any) -> None:
    with change(stamp()):
        supplier.edit(form.seen, stamp(), **form.related, **form.about)
        follow(supplier)


def sheet(form: SupplierForm, supplier: Supplier, status: int = 200, conflict: Any = None) -> Any:
    more = related_differences(form, labels(supplier.id)) if conflict else []
    body = render_template("suppliers/edit.html", form=form, supplier=supplier, conflict=conflict, more=more)
    return body, status


removable(
    bp,
    Supplier,
    find=lambda id: get_or_404(suppliers_on_file(), id),
    text=lambda supplier: _("%(supplier)s deleted", supplier=supplier.name),
    after=lambda supplier: url_for(".index"),
    restore=restored(lambda supplier: url_for("suppliers.show", id=supplier.id)),
)
