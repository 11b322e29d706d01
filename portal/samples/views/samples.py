"""Samples: asking for them, the list, the page and the paper."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.codes.queries import summary
from portal.codes.rules import DAYS
from portal.core.forms.base import whole
from portal.core.models.users import User
from portal.products.models import Product
from portal.products.pages import products
from portal.references.models import Sealed, remove_sample
from portal.samples.forms.samples import NAMES, NewSampleForm, SampleForm
from portal.samples.models.samples import Closed, Sample
from portal.samples.models.verdicts import offer_of, signers
from portal.samples.pages.show import as_it_stands, closed, here, sealed, shown
from portal.samples.pages.table import names, table
from portal.samples.queries.list import PER_PAGE, SHOWN, counts, page
from portal.settings.team import team
from portal.suppliers.queries.list import choices_by_name
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored
from portal.web.words import choices

bp = Blueprint("samples", __name__, url_prefix="/samples")
bp.register_error_handler(Closed, closed)
bp.register_error_handler(Sealed, sealed)
NONE = SelectChoice("", "—")


def offered(form: Any) -> Any:
    people = [SelectChoice(str(key), name) for key, name in User.active()]
    form.offer(
        supplier=[NONE, *(SelectChoice(str(key), name) for key, name in choices_by_name())],
        product=products(),
        owner=[NONE, *people],
    )
    if "kind" in form:
        form.kind.choices = [SelectChoice("", _("As the product")), *choices("goods")[:2]]
    return form


@bp.get("")
@permission("read")
def index() -> Any:
    show = request.args.get("show", "open")
    show = show if show in SHOWN else "open"
    q = request.args.get("q", "").replace("\x00", "")[:100]
    number = max(1, min(whole(request.args.get("page")) or 1, 10_000))
    rows = page(today(), show, q, current_user.id, number)
    body = render_template(
        "samples/_results.html" if hx.wanted() else "samples/index.html",
        rows=rows[:PER_PAGE],
        more=len(rows) > PER_PAGE,
        numbers=counts(today(), current_user.id),
        show=show,
        q=q,
        page=number,
    )
    return body, 200, {"Vary": "HX-Request"}


@bp.get("/new")
@permission("write")
def new() -> Any:
    given: dict[str, Any] = {name: whole(request.args.get(name)) for name in ("supplier", "product")}
    given |= {"key": new_key(), "asked_on": today(), "currency": team().currency, "owner": current_user.id}
    return render_template("samples/new.html", form=offered(NewSampleForm(None, data=given)))


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewSampleForm())
    if not form.validate():
        return render_template("samples/new.html", form=form), 422
    return redirect(once(lambda: asked(form)), 303)


def asked(form: Any) -> str:
    kind = form.kind.data or Product.get_by_id(form.product.data).kind
    sample = Sample.ask(stamp(), form.numbers, kind=kind, **form.about)
    flash(_("Sample recorded"))
    return url_for("samples.show", id=sample.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return shown(here(id))


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    """The test with its results, or (`blank`) an empty sheet to take to the bench."""
    sample = here(id)
    test = as_it_stands(sample)
    return render_template(
        "samples/blank.html" if "blank" in request.args else "samples/print.html",
        s=sample,
        t=test,
        lines=table(test),
        names=names,
        numbers=[one.number for one in test.facts.batches] or [_("Batch"), _("Batch")],
        offer=offer_of(id, sample.round),
        signers=signers(id, sample.round),
        codes=summary(sample, today()),
        code_days=DAYS,
        back=url_for(".show", id=id),
    )


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    sample = here(id)
    form = offered(SampleForm(None, data={name: sample.__data__[name] for name in (*NAMES, "version")}))
    return edit_page(form, sample)


def edit_page(form: Any, sample: Sample, status: int = 200, conflict: Any = None) -> Any:
    return render_template("samples/edit.html", form=form, s=sample, conflict=conflict), status


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    sample, form = here(id), offered(SampleForm())
    if refused := refusal(
        form, lambda: sample.correct(form.seen, stamp(), **form.about), partial(edit_page, form, sample)
    ):
        return refused
    flash(_("Sample saved"))
    return redirect(url_for(".show", id=id), 303)


removable(
    bp,
    Sample,
    find=here,
    text=lambda sample: _("Sample deleted"),
    after=lambda sample: url_for(".index"),
    restore=restored(lambda sample: url_for("samples.show", id=sample.id)),
    delete=remove_sample,
)
