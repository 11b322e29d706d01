"""The verdict on a sample: put up by one, signed by two."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.samples.forms import ReopenForm, VerdictForm, VerdictSignForm
from portal.samples.models.samples import Closed, SampleMoved
from portal.samples.models.verdicts import SignedAlready, VerdictProposal, reopen
from portal.samples.pages.show import as_it_stands, closed, frozen, sample_or_404, sample_page
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.words import choices

bp = Blueprint("verdicts", __name__, url_prefix="/samples/<id:id>")
bp.register_error_handler(Closed, closed)


@bp.get("/verdict")
@permission("read")
def show(id: int) -> Any:
    """The address a refused verdict stands under, when it is asked for again."""
    return back(sample_or_404(id).id)


@bp.post("/verdict")
@permission("write")
def put_up(id: int) -> Any:
    sample, form = sample_or_404(id), VerdictForm()
    form.verdict.choices = choices("verdict")
    test = as_it_stands(sample)
    if not form.validate() or unreasoned(form, test.proposal.outcome):
        return sample_page(sample, 422, verdict=form)
    about = form.verdict.data, test.proposal.outcome, form.reason.data
    try:
        VerdictProposal.put_up(id, *about, frozen(test), form.seen, stamp())
    except SampleMoved:
        return sample_page(sample_or_404(id), 409, verdict=form, conflict=True)
    return back(id)


def unreasoned(form: VerdictForm, proposed: str | None) -> bool:
    """Another verdict than the rule's needs a reason."""
    if form.verdict.data == proposed or form.reason.data:
        return False
    form.reason.errors = [_("The rule says something else, or cannot say yet: give the reason.")]
    return True


@bp.post("/sign")
@permission("write")
def sign(id: int) -> Any:
    sample, form = sample_or_404(id), VerdictSignForm()
    if not form.validate():
        return sample_page(sample, 422, sign=form)
    alone = form.alone.data or "" if current_user.may("gate") else ""
    try:
        done = VerdictProposal.sign(id, frozen(as_it_stands(sample)), form.seen, stamp(), alone)
    except SampleMoved:
        return sample_page(sample_or_404(id), 409, sign=form, conflict=True)
    except SignedAlready:
        form.alone.errors = [_("You have signed already; a second colleague signs now.")]
        return sample_page(sample_or_404(id), 422, sign=form)
    flash(_("The verdict stands") if done else _("Signed; one more signature closes the test"))
    return back(id)


@bp.post("/reopen")
@permission("reopen")
def open_again(id: int) -> Any:
    sample, form = sample_or_404(id), ReopenForm()
    if not form.validate():
        return sample_page(sample, 422, reopen=form)
    try:
        reopen(id, form.reason.data or "", form.seen, stamp())
    except SampleMoved:
        return sample_page(sample_or_404(id), 409, reopen=form, conflict=True)
    flash(_("The test is open again"))
    return back(id)


def back(id: int) -> Any:
    return redirect(url_for("samples.show", id=id, _anchor="verdict"), 303)
