"""Samples: asking for them, the list, the page and the paper."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE, whole
from portal.core.models.users import User
from portal.products.models import Product
from portal.products.pages.choices import products
from portal.references.models import Sealed, remove_sample
from portal.samples.forms import NewSampleForm, SampleForm
from portal.samples.models.samples import Closed, Sample
from portal.samples.pages.list import results
from portal.samples.pages.show import blank_sheet, closed, copied, paper, sample_or_404, sample_page, sealed
from portal.samples.queries.page import find
from portal.settings.team import team
from portal.suppliers.queries.list import choices_by_name
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal, refusal_of, with_readings
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored
from portal.web.words import choices

bp = Blueprint("samples", __name__, url_prefix="/samples")
bp.register_error_handler(Closed, closed)
bp.register_error_handler(Sealed, sealed)


def offered(form: Any) -> Any:
    people = [SelectChoice(str(key), name) for key, name in User.active()]
    form.offer(
        supplier=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in choices_by_name())],
        product=products(),
        owner=[NO_CHOICE, *people],
    )
    if "kind" in form:
        form.kind.choices = [SelectChoice("", _("As the product")), *choices("goods")[:2]]
    return form


@bp.get("")
@permission("read")
def index() -> Any:
    template = "samples/_results.html" if hx.wanted() else "samples/index.html"
    body = render_template(template, results=results(request.args, current_user.id, today()))
    return body, 200, {"Vary": "HX-Request"}


@bp.get("/new")
@permission("write")
def new() -> Any:
    defaults: dict[str, Any] = {name: whole(request.args.get(name)) for name in ("supplier", "product")}
    defaults["then"] = whole(request.args.get("then"))
    defaults |= {"key": new_key(), "asked_on": today(), "currency": team().currency, "owner": current_user.id}
    if like := whole(request.args.get("like")):
        defaults |= copied(sample_or_404(like))
    return new_page(NewSampleForm(None, data=defaults))


def new_page(form: Any, status: int = 200) -> Any:
    return render_template("samples/new.html", form=offered(form), like=model_of(form)), status


def model_of(form: Any) -> Any:
    """The sample it is a copy of; None where it is none, or is not there any more."""
    key = whole(form.like.data)
    return find(key) if key else None


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewSampleForm())
    if not form.validate():
        return refusal_of(form, partial(new_page, form, 422))
    return hx.see(once(lambda: asked(form)))


def asked(form: Any) -> str:
    kind = form.kind.data or Product.get_by_id(form.product.data).kind
    sample = Sample.ask(stamp(), form.numbers, model_of(form), kind=kind, **form.about)
    following = whole(form.then.data)
    if following and (name := dict(choices_by_name()).get(following)):
        flash(_("Sample added. Now the same for %(supplier)s.", supplier=name))
        return url_for("samples.new", product=sample.product_id, supplier=following)
    flash(with_readings(_("Sample added"), form))
    return url_for("samples.show", id=sample.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return sample_page(sample_or_404(id))


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    """The test with its results, or (`blank`) an empty sheet to take to the bench."""
    return blank_sheet(sample_or_404(id)) if "blank" in request.args else paper(sample_or_404(id))


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    sample = sample_or_404(id)
    form = offered(SampleForm(None, data=sample.__data__))
    return edit_page(form, sample)


def edit_page(form: Any, sample: Sample, status: int = 200, conflict: Any = None) -> Any:
    return render_template("samples/edit.html", form=form, s=sample, conflict=conflict), status


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    sample, form = sample_or_404(id), offered(SampleForm())
    if refused := refusal(
        form, lambda: sample.correct(form.seen, stamp(), **form.about), partial(edit_page, form, sample)
    ):
        return refused
    flash(with_readings(_("Sample saved"), form))
    return redirect(url_for(".show", id=id), 303)


removable(
    bp,
    Sample,
    find=sample_or_404,
    text=lambda sample: _("Sample deleted"),
    after=lambda sample: url_for(".index"),
    restore=restored(lambda sample: url_for("samples.show", id=sample.id)),
    delete=remove_sample,
)
