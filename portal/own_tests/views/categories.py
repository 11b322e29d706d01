"""The own tests of a category: what each new sample of its products begins with."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.core.models.record import Stamp
from portal.database import get_or_404
from portal.own_tests.forms import CategoryTestForm, NewCategoryTestForm
from portal.own_tests.models import CategoryTest, SameOwnTest, TooManyOwnTests
from portal.own_tests.pages import category_rows, choosable, fault_text, refuse_name, shipped_rows, template_rows
from portal.settings.models.categories import Category
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.submit_once import new_key, once
from portal.web.undo import UndoRefused, restorable, way_back

bp = Blueprint("own_tests", __name__, url_prefix="/own-tests")


def category_or_404(id: int) -> Any:
    return get_or_404(Category.select().where(Category.deleted_at.is_null()), id)


def row_or_404(id: int, row: int) -> Any:
    standing = CategoryTest.select().where(CategoryTest.category == category_or_404(id))
    return get_or_404(standing.where(CategoryTest.deleted_at.is_null()), row)


def page(category: Any, form: Any, status: int = 200, conflict: Any = None, row: Any = None) -> Any:
    about = {"category": category, "form": choosable(form), "conflict": conflict, "row": row}
    return render_template("own_tests/template_test.html", **about), status


@bp.get("")
@permission("read")
def index() -> Any:
    return render_template("own_tests/index.html", rows=category_rows())


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    category = category_or_404(id)
    about = {"rows": template_rows(CategoryTest.of(id)), "shipped": shipped_rows(category)}
    return render_template("own_tests/template.html", category=category, **about)


@bp.get("/<id:id>/new")
@permission("write")
def new(id: int) -> Any:
    return page(category_or_404(id), NewCategoryTestForm(None, data={"key": new_key()}))


@bp.post("/<id:id>")
@permission("write")
def create(id: int) -> Any:
    category, form = category_or_404(id), choosable(NewCategoryTestForm())
    if not form.validate():
        return page(category, form, 422)
    try:
        return redirect(once(lambda: kept(id, form)), 303)
    except (SameOwnTest, TooManyOwnTests) as fault:
        refuse_name(form, fault)
        return page(category, form, 422)


def kept(id: int, form: Any) -> str:
    CategoryTest.keep(id, stamp(), **form.about)
    flash(_("Test added: samples asked for from now on have it"))
    return url_for(".show", id=id)


@bp.get("/<id:id>/<id:row>/edit")
@permission("write")
def edit(id: int, row: int) -> Any:
    test = row_or_404(id, row)
    return page(category_or_404(id), CategoryTestForm(None, obj=test), row=test)


@bp.post("/<id:id>/<id:row>")
@permission("write")
def update(id: int, row: int) -> Any:
    test, form = row_or_404(id, row), choosable(CategoryTestForm())
    if refused := refusal(
        form,
        lambda: test.correct(form.seen, stamp(), **form.about),
        partial(page, category_or_404(id), form, row=test),
        faults=dict.fromkeys((SameOwnTest, TooManyOwnTests), partial(refuse_name, form)),
    ):
        return refused
    flash(_("Test saved: samples asked for before keep theirs"))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/<id:row>/remove")
@permission("write")
def remove(id: int, row: int) -> Any:
    test = row_or_404(id, row)
    test.remove(stamp())
    flash(_("“%(name)s” taken out of the template", name=test.name), way_back("own_test.remove", row))
    return redirect(url_for(".show", id=id), 303)


def restore(row: Any, by: Stamp) -> str:
    address = url_for("own_tests.show", id=row.category_id)
    try:
        row.restore(by)
    except SameOwnTest as fault:
        raise UndoRefused(fault_text(fault), address) from None
    except TooManyOwnTests:
        raise UndoRefused(_("The template is full: the test stays out."), address) from None
    return address


restorable("own_test.remove", CategoryTest, restore)
