"""A next step is put off until a day, with a reason everybody sees, and brought back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.database import get_or_404
from portal.home.forms import StepSnoozeForm
from portal.home.models.step_snoozes import StepSnooze
from portal.home.pages.first_page import first_page, steps_fragment
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.filters import day
from portal.web.submit_once import once

bp = Blueprint("step_snoozes", __name__, url_prefix="/snoozes")


@bp.post("")
@permission("write")
def create() -> Any:
    form = StepSnoozeForm()
    form.today = today()
    if not form.validate():
        return steps_fragment(form, 422) if hx.wanted() else first_page(sent=form, status=422)
    once(lambda: put_off(form))
    return seen(_("Put off until %(day)s", day=day(form.until.data)))


def put_off(form: StepSnoozeForm) -> str:
    StepSnooze.add(stamp(), by=current_user.id, **form.about)
    return steps_url()


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    """Pressed twice, or by two people, it is back."""
    snooze: Any = get_or_404(StepSnooze, id)
    if snooze.deleted_at is None:
        snooze.remove(stamp())
    return seen(_("The step is back"))


def seen(message: str) -> Any:
    if hx.wanted():
        return steps_fragment(message=message)
    flash(message)
    return redirect(steps_url(), 303)


def steps_url() -> str:
    return url_for("home.index", _anchor="next-steps")
