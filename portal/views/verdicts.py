"""The verdict on a sample: put up by one, signed by two."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from peewee import IntegrityError

from portal.access import permission
from portal.clock import stamp
from portal.domain.verdicts import propose
from portal.forms.samples import ReopenForm, SignForm, VerdictForm
from portal.models.base import Stale
from portal.models.sample_pages import test_of
from portal.models.samples import Closed
from portal.team import team
from portal.views.samples import here, shown
from portal.words import choices

bp = Blueprint("verdicts", __name__, url_prefix="/samples")


@bp.post("/<id:id>/verdict")
@permission("write")
def put_up(id: int) -> Any:
    sample, form = here(id), VerdictForm()
    form.verdict.choices = choices("verdict")
    judged = test_of(sample).judged()
    proposal = propose(judged, team().policy.lookup(None))
    if not form.validate():
        return shown(sample, 422, verdict=form)
    if form.verdict.data != proposal.outcome and not form.reason.data:
        form.reason.errors = [_("The rule says something else, or cannot say yet: give the reason.")]
        return shown(sample, 422, verdict=form)
    seen = {
        "score": None if proposal.score is None else str(proposal.score),
        "reasons": [str(one) for one in proposal.reasons],
        "failed": {str(severity): list(codes) for severity, codes in proposal.failed.items()},
        "open": list(proposal.open),
        "rows": {row.criterion.code: str(row.result) for row in judged.rows},
    }
    try:
        sample.put_up(form.verdict.data, proposal.outcome, form.reason.data, seen, form.seen, stamp())
    except (Stale, Closed):
        return shown(here(id), 409, verdict=form, conflict=True)
    return redirect(url_for("samples.show", id=id, _anchor="verdict"), 303)


@bp.post("/<id:id>/sign")
@permission("write")
def sign(id: int) -> Any:
    sample, form = here(id), SignForm()
    if not form.validate():
        return shown(sample, 422, sign=form)
    alone = form.alone.data if current_user.may("gate") else ""
    try:
        done = sample.sign(form.seen, stamp(), alone)
    except (Stale, Closed):
        return shown(here(id), 409, conflict=True)
    except IntegrityError:
        form.alone.errors = [_("You have signed already; a second colleague signs now.")]
        return shown(sample, 422, sign=form)
    flash(_("The verdict stands") if done else _("Signed; one more signature closes the test"))
    return redirect(url_for("samples.show", id=id, _anchor="verdict"), 303)


@bp.post("/<id:id>/reopen")
@permission("reopen")
def reopen(id: int) -> Any:
    sample, form = here(id), ReopenForm()
    if not form.validate():
        return shown(sample, 422, reopen=form)
    try:
        sample.reopen(form.reason.data, form.seen, stamp())
    except Stale:
        return shown(here(id), 409, conflict=True)
    flash(_("The test is open again"))
    return redirect(url_for("samples.show", id=id), 303)
