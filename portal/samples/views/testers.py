"""Who tests a sample, by when, and who has finished."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user

from portal.samples.forms import TesterForm
from portal.samples.models.samples import Closed
from portal.samples.pages.show import closed, people, sample_or_404, sample_page
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("testers", __name__, url_prefix="/samples/<id:id>/testers")
bp.register_error_handler(Closed, closed)


@bp.post("")
@permission("write")
def assign(id: int) -> Any:
    sample, form = sample_or_404(id), TesterForm()
    form.user.choices = people()
    if not form.validate():
        return sample_page(sample, 422, tester=form)
    sample.assign(form.user.data, form.due_on.data, stamp())
    return back(id)


@bp.post("/<id:user>/remove")
@permission("write")
def dismiss(id: int, user: int) -> Any:
    sample_or_404(id).dismiss(user, stamp())
    return back(id)


@bp.post("/done")
@permission("write")
def done(id: int) -> Any:
    """The signed-in tester has finished, or has not after all."""
    sample_or_404(id).finish(current_user.id, request.form.get("done") == "yes", stamp())
    return back(id)


def back(id: int) -> Any:
    return redirect(url_for("samples.show", id=id, _anchor="testers"), 303)
