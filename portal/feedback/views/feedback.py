"""Links for outside testers, as the team sees them: made, counted or not, ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.database import get_or_404
from portal.feedback.forms import TesterLinkForm
from portal.feedback.models import FeedbackLink
from portal.samples.models.samples import Batch, Closed
from portal.samples.pages.show import as_it_stands, closed, invite_form, sample_or_404, sample_page
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.qr import qr

bp = Blueprint("feedback", __name__, url_prefix="/samples/<id:id>/outside")
bp.register_error_handler(Closed, closed)


@bp.post("")
@permission("write")
def invite(id: int) -> Any:
    """The link is on this page and on no other: only its hash is kept."""
    sample = sample_or_404(id)
    form = invite_form(as_it_stands(sample), TesterLinkForm())
    if not form.validate():
        return sample_page(sample, 422, invite=form)
    batch: Batch = get_or_404(Batch, form.batch.data or 0)
    lifetime = timedelta(days=form.days.data or 0)
    token, link = FeedbackLink.issue(batch, form.people.data or 0, lifetime, stamp())
    address = url_for("invited.show", token=token, _external=True)
    return render_template("feedback/cards.html", s=sample, batch=batch, link=link, address=address, qr=qr(address))


@bp.post("/<id:link>/count")
@permission("write")
def count(id: int, link: int) -> Any:
    """The wanted state is sent."""
    mine(id, link).count(request.form.get("counts") == "yes", stamp())
    return back(id)


@bp.post("/<id:link>/end")
@permission("write")
def end(id: int, link: int) -> Any:
    mine(id, link).end(stamp())
    flash(_("The link is ended"))
    return back(id)


def mine(id: int, link: int) -> FeedbackLink:
    row: FeedbackLink = get_or_404(FeedbackLink.select().where(FeedbackLink.sample == sample_or_404(id).id), link)
    return row


def back(id: int) -> Any:
    return redirect(url_for("samples.show", id=id, _anchor="outside"), 303)
