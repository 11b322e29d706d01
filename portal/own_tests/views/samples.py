"""What a sample is tested on: its own tests, added, changed and taken off."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.own_tests.forms import NewSampleTestForm, SampleTestForm
from portal.own_tests.models import CategoryTest, SameOwnTest, TooManyOwnTests
from portal.own_tests.pages import choosable, fault_text, own_limit, refuse_name, sheet_rows
from portal.samples.models.samples import Closed, OwnTestMoved, Sample
from portal.samples.pages.show import closed, sample_or_404
from portal.samples.queries.page import own_tests
from portal.samples.rules.sampling import OwnTest
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.submit_once import new_key, once
from portal.web.undo import UNDOERS, UndoRefused, way_back

bp = Blueprint("sample_tests", __name__, url_prefix="/samples/<id:id>/tests")
bp.register_error_handler(Closed, closed)


def test_or_404(sample: Any, code: str) -> OwnTest:
    standing = [test for test in own_tests(sample) if test.code == code and not test.removed]
    return standing[0] if standing else abort(404)


def page(sample: Any, form: Any, status: int = 200, code: str = "", moved: str = "") -> Any:
    about = {"s": sample, "form": choosable(form), "code": code, "moved": moved, "category": sample.product.category}
    return render_template("own_tests/sample_test.html", **about), status


@bp.get("")
@permission("read")
def index(id: int) -> Any:
    sample = sample_or_404(id)
    return render_template("own_tests/sample.html", s=sample, category=sample.product.category, **sheet_rows(sample))


@bp.get("/new")
@permission("write")
def new(id: int) -> Any:
    return page(sample_or_404(id), NewSampleTestForm(None, data={"key": new_key()}))


@bp.post("")
@permission("write")
def create(id: int) -> Any:
    sample, form = sample_or_404(id), choosable(NewSampleTestForm())
    if not form.validate():
        return page(sample, form, 422)
    try:
        return redirect(once(lambda: added(sample, form)), 303)
    except (SameOwnTest, TooManyOwnTests) as fault:
        refuse_name(form, fault)
        return page(sample, form, 422)


def added(sample: Any, form: Any) -> str:
    keep = form.keep.data and sample.product.category_id
    with change(stamp()):
        code = sample.add_test(form.test, stamp()).code
        if keep:
            CategoryTest.keep(sample.product.category_id, stamp(), **form.about)
    flash(_("Test added, also to the template of the category") if keep else _("Test added"))
    return place(sample.id, code)


def place(id: int, code: str = "") -> str:
    return url_for("samples.show", id=id, _anchor=f"r-{code}" if code else "sheet")


@bp.get("/<code>/edit")
@permission("write")
def edit(id: int, code: str) -> Any:
    sample = sample_or_404(id)
    return page(sample, SampleTestForm(None, data=asdict(test_or_404(sample, code))), code=code)


@bp.post("/<code>")
@permission("write")
def update(id: int, code: str) -> Any:
    sample = sample_or_404(id)
    form = answered_alike(choosable(SampleTestForm()), test_or_404(sample, code))
    if not form.validate():
        return page(sample, form, 422, code)
    try:
        sample.change_test(code, form.seen, form.test, stamp())
    except SameOwnTest as fault:
        refuse_name(form, fault)
        return page(sample, form, 422, code)
    except OwnTestMoved as moved:
        form.version.data = str(moved.current.version)
        return page(sample, form, 409, code, f"{moved.current.name}, {own_limit(moved.current)}")
    return redirect(place(id, code), 303)


def answered_alike(form: SampleTestForm, test: OwnTest) -> SampleTestForm:
    form.way.data, form.unit.data = test.way.value, test.unit
    return form


@bp.post("/<code>/remove")
@permission("write")
def remove(id: int, code: str) -> Any:
    sample = sample_or_404(id)
    test = test_or_404(sample, code)
    sample.take_off_test(code, True, stamp())
    text = _("“%(name)s” taken off the sheet with what was measured", name=test.name)
    flash(text, way_back("sample_test.remove", id, code))
    return redirect(place(id), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    sample: Sample = get_or_404(Sample, offer.object_id)
    try:
        sample.take_off_test(offer.payload, False, by)
    except Closed:
        raise UndoRefused(_("The verdict is signed: the test stays off."), place(sample.id)) from None
    except SameOwnTest as fault:
        raise UndoRefused(fault_text(fault), place(sample.id)) from None
    return place(sample.id)


UNDOERS["sample_test.remove"] = bring_back
