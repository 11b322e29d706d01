"""The people of the team: who may do what, who is invited, who has left."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal import errors, passwords
from portal.access import permission
from portal.clock import stamp
from portal.database import get_or_404
from portal.forms.people import DisableForm, InviteForm, NameForm, RoleForm
from portal.models import AccessLink, Session, User
from portal.models.base import Stale, change
from portal.models.joining import (
    INVITATION,
    RESET,
    LastAdmin,
    belongings,
    change_role,
    disable,
    enable,
    open_links,
    rename,
)
from portal.models.joining import people as everybody
from portal.words import choices

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@permission("people")
def index() -> Any:
    return listed(InviteForm(formdata=None))


def listed(form: InviteForm, status: int = 200, link: str = "", about: str = "") -> Any:
    form.role.choices = choices("account_role")
    first = "first" in request.args
    body = render_template(
        "people/index.html", people=everybody(), links=open_links(), form=form, link=link, about=about, first=first
    )
    return body, status


@bp.post("")
@permission("people")
def invite() -> Any:
    """The link is shown once: only its hash is kept."""
    form = InviteForm()
    form.role.choices = choices("account_role")
    if not form.validate():
        return listed(form, 422)
    token = AccessLink.issue("invite", INVITATION, stamp(), name=form.name.data, role=form.role.data)
    about = _("Invitation for %(name)s, works once within 72 hours", name=form.name.data)
    return listed(InviteForm(formdata=None), 200, url_for("invitations.show", token=token, _external=True), about)


@bp.post("/invitations/<id:id>/revoke")
@permission("people")
def revoke(id: int) -> Any:
    link: Any = get_or_404(AccessLink.select().where(AccessLink.kind == "invite"), id)
    with change(stamp()) as log:
        AccessLink.update(revoked_at=stamp().at).where(AccessLink.id == id, AccessLink.used_at.is_null()).execute()
        log("link.revoke", link)
    flash(_("The invitation no longer works"))
    return redirect(url_for(".index"), 303)


@bp.get("/<id:id>")
@permission("people")
def show(id: int) -> Any:
    return page(get_or_404(User, id))


def page(person: Any, status: int = 200, link: str = "", **forms: Any) -> Any:
    given = {"version": person.version}
    role = forms.get("role") or RoleForm(None, obj=person)
    role.role.choices = choices("account_role")
    leave = forms.get("leave") or DisableForm(None, data=given)
    leave.heir.choices = [SelectChoice(str(key), name) for key, name in User.active() if key != person.id]
    body = render_template(
        "people/show.html",
        p=person,
        role=role,
        rename=forms.get("rename") or NameForm(None, obj=person),
        leave=leave,
        theirs=belongings(person.id),
        sessions=Session.select().where(Session.user == person).count(),
        link=link,
        problem=forms.get("problem", ""),
    )
    return body, status


def proven(form: Any) -> bool:
    """The administrator types the own password again before something weighty."""
    if passwords.matches(current_user.row.password, form.proof.data or ""):
        return True
    form.proof.errors = [_("This is not your password.")]
    return False


@bp.post("/<id:id>/role")
@permission("people")
def role(id: int) -> Any:
    person: Any = get_or_404(User, id)
    form = RoleForm()
    form.role.choices = choices("account_role")
    if not (form.validate() and proven(form)):
        return page(person, 422, role=form)
    try:
        change_role(person, form.role.data, form.seen, stamp())
    except LastAdmin:
        return page(get_or_404(User, id), 422, problem=_("The team needs at least one administrator."))
    except Stale:
        return errors.page(409)
    flash(_("%(name)s: %(role)s", name=person.name, role=dict(everyone())[form.role.data]))
    return redirect(url_for(".show", id=id), 303)


def everyone() -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in choices("account_role")]


@bp.post("/<id:id>/name")
@permission("people")
def name(id: int) -> Any:
    person: Any = get_or_404(User, id)
    form = NameForm()
    if not form.validate():
        return page(person, 422, rename=form)
    try:
        rename(person, form.name.data, form.seen, stamp())
    except Stale:
        return errors.page(409)
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/disable")
@permission("people")
def leave(id: int) -> Any:
    person: Any = get_or_404(User, id)
    form = DisableForm()
    form.heir.choices = [SelectChoice(str(key), name) for key, name in User.active() if key != id]
    if not (form.validate() and proven(form)):
        return page(person, 422, leave=form)
    try:
        disable(person, User.get_or_none(User.id == form.heir.data), form.seen, stamp())
    except LastAdmin:
        return page(get_or_404(User, id), 422, problem=_("The team needs at least one administrator."))
    except Stale:
        return errors.page(409)
    flash(_("%(name)s can no longer sign in", name=person.name))
    return redirect(url_for(".index"), 303)


@bp.post("/<id:id>/enable")
@permission("people")
def back(id: int) -> Any:
    person: Any = get_or_404(User, id)
    enable(person, person.version, stamp())
    flash(_("%(name)s can sign in again", name=person.name))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/reset")
@permission("people")
def reset(id: int) -> Any:
    person: Any = get_or_404(User.select().where(User.disabled_at.is_null()), id)
    token = AccessLink.issue("reset", RESET, stamp(), user=person)
    return page(person, link=url_for("resets.show", token=token, _external=True))


@bp.post("/<id:id>/sessions/end")
@permission("people")
def end_sessions(id: int) -> Any:
    person: Any = get_or_404(User, id)
    with change(stamp()) as log:
        ended = Session.end(person)
        log("session.end_all", person, after={"ended": ended})
    flash(_("All sessions of %(name)s ended", name=person.name))
    return redirect(url_for(".show", id=id), 303)
