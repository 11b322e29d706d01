"""Categories of goods: permits, flags, and what nobody here may buy."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from peewee import IntegrityError

from portal.audit.queries.trail import changes
from portal.core.models.change import change
from portal.database import get_or_404
from portal.settings.forms import CategoryForm, NewCategoryForm
from portal.settings.models.categories import Category
from portal.settings.pages.banned import banned_list
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.submit_once import new_key, once
from portal.web.words import choices

bp = Blueprint("categories", __name__, url_prefix="/categories")


def here() -> Any:
    return Category.select().where(Category.deleted_at.is_null())


def offered(form: Any) -> Any:
    form.kind.choices = choices("goods")[:2]
    return form


@bp.get("")
@permission("read")
def index() -> Any:
    rows = list(here().order_by(Category.banned, Category.name, Category.id))
    return render_template("settings/categories/index.html", rows=rows)


@bp.post("/banned")
@permission("settings")
def forbid() -> Any:
    with change(stamp()):
        Category.forbid(banned_list(), stamp())
    flash(_("The banned categories are on record"))
    return redirect(url_for(".index"), 303)


@bp.get("/new")
@permission("settings")
def new() -> Any:
    return render_template(
        "settings/categories/edit.html", form=offered(NewCategoryForm(key=new_key())), c=None, conflict=None
    )


@bp.post("")
@permission("settings")
def create() -> Any:
    form = offered(NewCategoryForm())
    if form.validate() and unused(form):
        return redirect(once(lambda: added(form)), 303)
    return render_template("settings/categories/edit.html", form=form, c=None, conflict=None), 422


def unused(form: Any) -> bool:
    if not Category.select().where(Category.name == form.name.data).exists():
        return True
    form.name.errors = [_("There is a category of this name.")]
    return False


def added(form: Any) -> str:
    Category.add(stamp(), **form.about)
    flash(_("%(name)s added", name=form.name.data))
    return url_for("categories.index")


@bp.get("/<id:id>")
@permission("settings")
def edit(id: int) -> Any:
    row: Any = get_or_404(here(), id)
    return page(CategoryForm(None, obj=row), row)


def page(form: Any, row: Any, status: int = 200, conflict: Any = None) -> Any:
    past = changes("category", row.id)
    body = render_template("settings/categories/edit.html", form=offered(form), c=row, conflict=conflict, changes=past)
    return body, status


@bp.post("/<id:id>")
@permission("settings")
def update(id: int) -> Any:
    row: Any = get_or_404(here(), id)
    form = offered(CategoryForm())
    faults = {IntegrityError: lambda _taken: form.name.errors.append(_("There is a category of this name."))}
    if refused := refusal(
        form, lambda: row.amend(form.seen, stamp(), **form.about), partial(page, form, row), faults=faults
    ):
        return refused
    flash(_("%(name)s saved", name=row.name))
    return redirect(url_for(".index"), 303)
