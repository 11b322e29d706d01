"""Categories of goods: permits, flags, and what nobody here may buy."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from peewee import IntegrityError

from portal.core.models.change import change
from portal.database import get_or_404
from portal.settings.forms import CategoryForm, NewCategoryForm
from portal.settings.models.categories import Category
from portal.settings.pages.banned import banned_list
from portal.settings.pages.category_page import category_changes, category_form
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.submit_once import new_key, once

bp = Blueprint("categories", __name__, url_prefix="/categories")


def in_use() -> Any:
    return Category.select().where(Category.deleted_at.is_null())


@bp.get("")
@permission("read")
def index() -> Any:
    categories = list(in_use().order_by(Category.banned, Category.name, Category.id))
    return render_template("settings/categories/index.html", categories=categories)


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
    return new_page(category_form(NewCategoryForm(key=new_key())))


def new_page(form: Any, status: int = 200) -> Any:
    return render_template("settings/categories/edit.html", form=form, category=None, conflict=None), status


@bp.post("")
@permission("settings")
def create() -> Any:
    form = category_form(NewCategoryForm())
    if form.validate() and unused(form):
        return redirect(once(lambda: added(form)), 303)
    return new_page(form, 422)


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
    category: Any = get_or_404(in_use(), id)
    return page(category_form(CategoryForm(None, obj=category)), category)


def page(form: Any, category: Any, status: int = 200, conflict: Any = None) -> Any:
    past = category_changes(form, category.id)
    body = render_template(
        "settings/categories/edit.html", form=form, category=category, conflict=conflict, changes=past
    )
    return body, status


@bp.post("/<id:id>")
@permission("settings")
def update(id: int) -> Any:
    category: Any = get_or_404(in_use(), id)
    form = category_form(CategoryForm())
    faults = {IntegrityError: lambda _taken: form.name.errors.append(_("There is a category of this name."))}
    if refused := refusal(
        form, lambda: category.amend(form.seen, stamp(), **form.about), partial(page, form, category), faults=faults
    ):
        return refused
    flash(_("%(name)s saved", name=category.name))
    return redirect(url_for(".index"), 303)
