"""The team's name, time zone and currency. Every value a team sets keeps all its versions, and any can come back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.core.forms.base import whole
from portal.core.models.change import Stale, change
from portal.database import get_or_404
from portal.settings import team
from portal.settings.forms import TeamSettingsForm
from portal.settings.models.settings import Setting, SettingVersion, history, versions
from portal.settings.pages.setting_words import lines, setting_page
from portal.settings.pages.time_zones import zones
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("settings", __name__, url_prefix="/settings")
OWN = ("name", "time_zone", "currency")  # what a team says of itself


@bp.get("")
@permission("settings")
def index() -> Any:
    own = team.team()
    return page(TeamSettingsForm(None, team=own.name, time_zone=own.time_zone, currency=own.currency))


def page(form: TeamSettingsForm, status: int = 200, stale: bool = False) -> Any:
    form.time_zone.choices = zones()
    seen, changes = versions("team."), lines(history(prefix="team."))
    numbers = [(name, seen.get(f"team.{name}", 0)) for name in OWN]
    body = render_template("settings/index.html", form=form, stale=stale, versions=numbers, history=changes)
    return body, status


@bp.post("")
@permission("settings")
def update() -> Any:
    form = TeamSettingsForm()
    form.time_zone.choices = zones()
    if not form.validate():
        return page(form, 422)
    try:
        keep(form)
    except Stale:
        return page(form, 409, stale=True)
    team.forget()
    flash(_("Saved"))
    return redirect(url_for(".index"), 303)


def keep(form: TeamSettingsForm) -> None:
    """Each value that differs becomes its own next version."""
    values = dict(zip(OWN, (form.team.data, form.time_zone.data, form.currency.data), strict=True))
    with change(stamp()):
        for name, value in values.items():
            if team.team().get(f"team.{name}") != value:
                Setting.put(f"team.{name}", value, stamp(), seen=whole(request.form.get(f"v-{name}")) or 0)


@bp.post("/versions/<id:id>/restore")
@permission("settings")
def restore(id: int) -> Any:
    """An older value becomes the next version: nothing of the history is taken away."""
    past: SettingVersion = get_or_404(SettingVersion, id)
    try:
        Setting.put(past.key, past.value, stamp(), seen=whole(request.form.get("version")) or 0)
    except Stale:
        flash(_("Not brought back: a colleague changed it meanwhile. Look at it, then press again."))
        return redirect(setting_page(past.key), 303)
    team.forget()
    flash(_("The older value is in force again"))
    return redirect(setting_page(past.key), 303)
