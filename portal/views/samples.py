"""Samples: asking for them, their batches and testers, and the sheet side by side."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.access import permission
from portal.clock import stamp, today
from portal.database import get_or_404
from portal.domain.verdicts import propose
from portal.forms.samples import BatchForm, NewSampleForm, ReopenForm, SampleForm, SignForm, TesterForm, VerdictForm
from portal.forms.suppliers import whole
from portal.models import Attachment, Batch, Sample, Undo, User
from portal.models.base import Stale, Stamp
from portal.models.product_lists import choices as products
from portal.models.sample_pages import PER_PAGE, found, page, test_of
from portal.models.supplier_lists import choices_by_name
from portal.once import new_key, once
from portal.team import team
from portal.views.undo import UNDOERS
from portal.words import choices

bp = Blueprint("samples", __name__, url_prefix="/samples")
NONE = SelectChoice("", "—")
SHOWN = ("open", "overdue", "mine", "pass", "retest", "drop", "all")


def people() -> list[SelectChoice]:
    return [SelectChoice(str(key), name) for key, name in User.active()]


def offered(form: Any) -> Any:
    return form.offer(
        supplier=[SelectChoice(str(key), name) for key, name in choices_by_name()],
        product=[SelectChoice(str(key), name) for key, name in products()],
        kind=choices("goods")[:2],
        owner=[NONE, *people()],
    )


@bp.get("")
@permission("read")
def index() -> Any:
    show = request.args.get("show", "open")
    q = request.args.get("q", "").replace("\x00", "")[:200]
    number = max(1, min(request.args.get("page", 1, int), 10_000))
    rows = page(today(), show if show in SHOWN else "open", q, current_user.id, number)
    return render_template(
        "samples/index.html", rows=rows[:PER_PAGE], more=len(rows) > PER_PAGE, show=show, q=q, page=number
    )


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
    sample = Sample.ask(stamp(), form.numbers, **form.about)
    flash(_("Sample recorded"))
    return url_for("samples.show", id=sample.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    return shown(here(id))


def here(id: int) -> Any:
    return found(id) or abort(404)


def shown(sample: Any, status: int = 200, template: str = "samples/show.html", **forms: Any) -> Any:
    """The page, with any of its forms as a person sent it."""
    test = test_of(sample)
    judged = test.judged()
    proposal = propose(judged, team().policy.lookup(None))
    tester = forms.get("tester") or TesterForm(None)
    tester.user.choices = people()
    verdict = forms.get("verdict") or VerdictForm(None, verdict=proposal.outcome)
    verdict.verdict.choices = choices("verdict")
    body = render_template(
        template,
        s=sample,
        t=test,
        judged=judged,
        proposal=proposal,
        offer=sample.proposal(),
        signatures=list(sample.signatures()),
        files=Attachment.of("sample", [sample.id]).get(sample.id, []),
        batch=forms.get("batch") or BatchForm(None),
        tester=tester,
        verdict=verdict,
        sign=forms.get("sign") or SignForm(None),
        reopen=forms.get("reopen") or ReopenForm(None),
        conflict=forms.get("conflict", False),
        mine=any(one.user_id == current_user.id for one in test.testers),
    )
    return body, status


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    return shown(here(id), template="samples/print.html")


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    sample = here(id)
    given = {"supplier": sample.supplier_id, "product": sample.product_id, "owner": sample.owner_id}
    return render_template(
        "samples/edit.html", form=offered(SampleForm(None, obj=sample, data=given)), s=sample, conflict=None
    )


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    sample = here(id)
    form = offered(SampleForm())
    if not form.validate():
        return render_template("samples/edit.html", form=form, s=sample, conflict=None), 422
    about = {name: value for name, value in form.about.items() if name != "kind"}  # the sheet it was begun with stays
    try:
        sample.amend(form.seen, stamp(), **about)
    except Stale as stale:
        form.version.data = stale.current.version
        return render_template("samples/edit.html", form=form, s=sample, conflict=stale.current), 409
    flash(_("Sample saved"))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/batches")
@permission("write")
def add_batch(id: int) -> Any:
    sample, form = here(id), BatchForm()
    if not form.validate():
        return shown(sample, 422, batch=form)
    sample.touched()
    Batch.add(stamp(), sample=sample, number=form.number.data, received_on=form.received_on.data)
    return redirect(url_for(".show", id=id, _anchor="sheet"), 303)


@bp.post("/<id:id>/testers")
@permission("write")
def assign(id: int) -> Any:
    sample, form = here(id), TesterForm()
    form.user.choices = people()
    if not form.validate():
        return shown(sample, 422, tester=form)
    sample.assign(form.user.data, form.due_on.data, stamp())
    return redirect(url_for(".show", id=id, _anchor="testers"), 303)


@bp.post("/<id:id>/done")
@permission("write")
def done(id: int) -> Any:
    """The signed-in tester has finished, or has not after all."""
    here(id).finish(current_user.id, request.form.get("done") == "yes", stamp())
    return redirect(url_for(".show", id=id, _anchor="testers"), 303)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    here(id).remove(stamp())
    flash(_("Sample deleted"), url_for("undo.take", token=Undo.offer("sample.remove", id, stamp())))
    return redirect(url_for(".index"), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    sample: Any = get_or_404(Sample, offer.object_id)
    sample.restore(by)
    return url_for("samples.show", id=sample.id)


UNDOERS["sample.remove"] = bring_back
