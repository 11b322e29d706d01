"""Suppliers: the list, a supplier's page, and its way through the pipeline."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal import hx
from portal.access import permission
from portal.clock import stamp, today
from portal.database import get_or_404
from portal.domain.names import alike
from portal.domain.pipeline import Status, moves
from portal.exports import spreadsheet
from portal.forms.suppliers import MoveForm, NewSupplierForm, SupplierForm, whole
from portal.language import choose
from portal.models import Category, Supplier, Undo, User
from portal.models import supplier_lists as lists
from portal.models.base import Stale, Stamp
from portal.models.supplier_filter import Filter
from portal.models.supplier_lists import known
from portal.models.supplier_pages import dossier, found, labels
from portal.once import new_key, once
from portal.team import team
from portal.views.undo import UNDOERS
from portal.words import choices, word

bp = Blueprint("suppliers", __name__, url_prefix="/suppliers")
EXPORTED = [
    "name",
    "legal_name",
    "kind",
    "goods",
    "status",
    "country",
    "place",
    "since_year",
    "company_code",
    "website",
    "tier",
    "owner",
    "note",
]
NONE = SelectChoice("", "—")


def here() -> Any:
    return Supplier.select().where(Supplier.deleted_at.is_null())


def tiers() -> dict[str, str]:
    return {key: rhythm.title.for_(choose()) for key, rhythm in team().policy.rhythms.items()}


def offered(form: Any) -> Any:
    return form.offer(
        kind=choices("supplier"),
        goods=choices("goods"),
        tier=[NONE, *(SelectChoice(key, title) for key, title in tiers().items())],
        owner=[NONE, *(SelectChoice(str(key), name) for key, name in User.active())],
        categories=[SelectChoice(str(key), named(name, banned)) for key, name, banned in Category.offered()],
    )


def named(category: str, banned: bool) -> str:
    return _("%(category)s (banned)", category=category) if banned else category


@bp.get("")
@permission("read")
def index() -> Any:
    wanted = Filter.read(request.args)
    by_status = lists.counts(wanted)
    body = render_template(
        "suppliers/_answer.html" if hx.wanted() else "suppliers/index.html",
        wanted=wanted,
        by_status=by_status,
        total=by_status.get(wanted.status, 0) if wanted.status else sum(by_status.values()),
        rows=lists.page(wanted),
        offered=lists.choices(current_user.id),
        tiers=tiers(),
        per_page=lists.PER_PAGE,
    )
    return body, 200, {"Vary": "HX-Request"}


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    """The list as it is filtered, in the reader's language."""
    lines = [
        (name, legal, word(kind, "supplier"), word(goods, "goods"), word(status, "status"), *rest)
        for name, legal, kind, goods, status, *rest in lists.exported(Filter.read(request.args))
    ]
    form = SupplierForm(formdata=None)
    headings = [_("Status") if name == "status" else str(form[name].label.text) for name in EXPORTED]
    return spreadsheet("suppliers", headings, lines)


@bp.get("/new")
@permission("write")
def new() -> Any:
    return render_template(
        "suppliers/new.html", form=offered(NewSupplierForm(key=new_key(), owner=current_user.id)), twins=[]
    )


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewSupplierForm())
    if not form.validate():
        return render_template("suppliers/new.html", form=form, twins=[]), 422
    twins = [] if form.different.data == "yes" else alikes(form)
    if twins:
        form.different.data = "yes"
        return render_template("suppliers/new.html", form=form, twins=twins), 422
    return redirect(once(lambda: enlisted(form)), 303)


def alikes(form: Any, except_id: int | None = None) -> Any:
    return alike(form.name.data, form.legal_name.data, form.company_code.data, form.website.data, known(except_id))


def enlisted(form: Any) -> str:
    supplier = Supplier.enlist(stamp(), **form.related, **form.about)
    flash(_("%(supplier)s is a candidate now", supplier=supplier.name))
    return url_for("suppliers.show", id=supplier.id)


@bp.get("/alike")
@permission("read")
def look_alikes() -> Any:
    """While somebody types: which suppliers could be the same."""
    given = [request.args.get(name, "")[:300] for name in ("name", "legal_name", "company_code", "website")]
    name, legal_name, code, website = given
    twins = alike(name, legal_name, code, website, known(whole(request.args.get("id"))))
    return render_template("suppliers/_alike.html", twins=twins)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    supplier = found(id)
    if supplier is not None and supplier.merged_into_id is not None:
        return redirect(url_for(".show", id=supplier.merged_into_id), 303)
    if supplier is None or supplier.deleted_at is not None:
        abort(404)
    return page(supplier, moving(supplier))


def moving(supplier: Any, form: MoveForm | None = None) -> MoveForm:
    form = form or MoveForm(formdata=None, version=supplier.version)
    form.to.choices = [SelectChoice(str(to), word(to, "status")) for to in moves(Status(supplier.status))]
    return form


def page(supplier: Any, move: MoveForm, status: int = 200, refused: Any = None, conflict: bool = False) -> Any:
    body = render_template(
        "suppliers/show.html",
        s=supplier,
        d=dossier(supplier.id, today()),
        tiers=tiers(),
        move=move,
        refused=refused,
        conflict=conflict,
    )
    return body, status


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    supplier: Any = get_or_404(here(), id)
    now = labels(id)
    given = {"categories": [one.id for one in now.categories], "tags": now.tags, "owner": supplier.owner_id}
    form = SupplierForm(None, obj=supplier, **given)
    return render_template("suppliers/edit.html", form=offered(form), s=supplier, conflict=None)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    supplier: Any = get_or_404(here(), id)
    form = offered(SupplierForm())
    if not form.validate():
        return render_template("suppliers/edit.html", form=form, s=supplier, conflict=None), 422
    try:
        supplier.edit(form.seen, stamp(), **form.related, **form.about)
    except Stale as stale:
        form.version.data = stale.current.version
        return render_template("suppliers/edit.html", form=form, s=supplier, conflict=stale.current), 409
    flash(_("%(supplier)s saved", supplier=supplier.name))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    supplier: Any = get_or_404(here(), id)
    supplier.remove(stamp())
    token = Undo.offer("supplier.remove", id, stamp())
    flash(_("%(supplier)s deleted", supplier=supplier.name), url_for("undo.take", token=token))
    return redirect(url_for(".index"), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    supplier: Any = get_or_404(Supplier, offer.object_id)
    supplier.restore(by)
    return url_for("suppliers.show", id=supplier.id)


UNDOERS["supplier.remove"] = bring_back
