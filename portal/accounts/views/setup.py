"""The first run: an administrator, the team and its first business, and colleagues. Open until it is done once."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from peewee import IntegrityError

from portal.accounts import passwords, sessions, throttle
from portal.accounts.forms.people import AccountForm, TeamForm
from portal.accounts.models import Taken, join
from portal.accounts.pages.password_checks import acceptable
from portal.accounts.pages.setup_steps import ADMINISTRATOR, TEAM, setup_steps
from portal.checklists.models.runs import Run
from portal.checklists.publishing import publish
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink, User
from portal.core.rules.stages import Stage
from portal.settings import team
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.settings.models.settings import Setting
from portal.settings.pages.banned import banned_list
from portal.settings.pages.time_zones import zones
from portal.web.access import permission
from portal.web.clock import now, stamp
from portal.web.language import choose
from portal.web.words import choices

bp = Blueprint("setup", __name__, url_prefix="/setup")


def link_or_404(token: str) -> AccessLink:
    link = AccessLink.open_for("setup", token, now())
    if link is None or User.select().exists():
        abort(404)
    return link


@bp.get("/<token>")
@permission("public")
def start(token: str) -> Any:
    link_or_404(token)
    return admin_page(AccountForm(), token)


def admin_page(form: AccountForm, token: str, status: int = 200) -> Any:
    steps = setup_steps(ADMINISTRATOR)
    return render_template("accounts/setup/admin.html", form=form, token=token, steps=steps), status


@bp.post("/<token>")
@permission("public")
def admin(token: str) -> Any:
    link, form = link_or_404(token), AccountForm()
    fine = form.validate() and acceptable(form.password, form.name.data, form.username.data)
    if not fine:
        return admin_page(form, token, 422)
    secret = passwords.hashed(form.password.data)
    name = throttle.folded(form.username.data)
    try:
        user = join(link, "admin", form.name.data, name, secret, choose(), Stamp(None, now()))
    except (Taken, IntegrityError):
        abort(404)
    return sessions.sign_in(user, redirect(url_for(".team_page"), 303))


def team_form(**values: str) -> TeamForm:
    form = TeamForm(**values)
    form.time_zone.choices = zones()
    form.stage.choices = choices("stage")
    return form


@bp.get("/team")
@permission("settings")
def team_page() -> Any:
    if Business.select().exists():
        return redirect(url_for("home.index"), 303)
    form = team_form(time_zone="Asia/Shanghai", currency="CNY")
    return render_template("accounts/setup/team.html", form=form, steps=setup_steps(TEAM))


@bp.post("/team")
@permission("settings")
def save_team() -> Any:
    form = team_form()
    if Business.select().exists():
        return redirect(url_for("home.index"), 303)
    if not form.validate():
        return render_template("accounts/setup/team.html", form=form, steps=setup_steps(TEAM)), 422
    with suppress(IntegrityError):  # pressed twice: the first one made it
        begin_team(form, stamp())
    team.forget()
    return redirect(url_for("people.index", first=1), 303)


def begin_team(form: TeamForm, by: Stamp) -> None:
    """The team's settings, its first business with the checklist of its stage, and what nobody here may buy."""
    publish()
    values = {"name": form.team.data, "time_zone": form.time_zone.data, "currency": form.currency.data}
    with change(by):
        business = Business.open(form.business.data, Stage(form.stage.data), by)
        for key, value in values.items():
            Setting.put(f"team.{key}", value, by)
        Run.start(business, Stage(form.stage.data), by)
        Category.forbid(banned_list(), by)
