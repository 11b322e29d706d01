"""The people of the team: who may do what, who is invited, who has left."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from portal.accounts import tries
from portal.accounts.forms.people import DisableForm, InvitationForm, NameForm, ResetForm, RoleForm
from portal.accounts.models import INVITATION, RESET, LastAdmin, change_role, rename, revoke
from portal.accounts.pages.password_checks import proven
from portal.accounts.pages.people import people_page
from portal.accounts.pages.person import person_form, person_page
from portal.core.models.change import Stale, change
from portal.core.models.users import AccessLink, Session, User
from portal.database import get_or_404
from portal.handover.models.leaving import disable, enable
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.words import choices, word

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@permission("people")
def index() -> Any:
    return people_page(InvitationForm(None))


@bp.post("")
@permission("people")
def invite() -> Any:
    """The link is shown once: only its hash is kept."""
    form = InvitationForm()
    form.role.choices = choices("account_role")
    if not (form.validate() and proven(form.proof)):
        return people_page(form, 422)
    token = AccessLink.issue("invite", INVITATION, stamp(), name=form.name.data, role=form.role.data)
    return people_page(form, 200, url_for("invitations.show", token=token, _external=True))


@bp.post("/invitations/<id:id>/revoke")
@permission("people")
def end_invitation(id: int) -> Any:
    revoke(get_or_404(AccessLink.select().where(AccessLink.kind == "invite"), id), stamp())
    flash(_("The invitation no longer works"))
    return redirect(url_for(".index"), 303)


@bp.get("/<id:id>")
@permission("people")
def show(id: int) -> Any:
    return person_page(get_or_404(User, id))


@bp.post("/<id:id>/role")
@permission("people")
def role(id: int) -> Any:
    person: User = get_or_404(User, id)
    form = person_form(RoleForm(), person)
    if not (form.validate() and proven(form.proof)):
        return person_page(person, 422, role=form)
    try:
        change_role(person, form.role.data, form.seen, stamp())
    except LastAdmin:
        return person_page(get_or_404(User, id), 422, last_admin=True)
    except Stale as stale:
        return person_page(stale.current, 409, role=form, stale=form)
    flash(_("%(name)s: %(role)s", name=person.name, role=word(person.role, "account_role")))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/name")
@permission("people")
def name(id: int) -> Any:
    person: User = get_or_404(User, id)
    form = NameForm()
    if not form.validate():
        return person_page(person, 422, name=form)
    try:
        rename(person, form.name.data, form.seen, stamp())
    except Stale as stale:
        return person_page(stale.current, 409, name=form, stale=form)
    flash(_("Saved"))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/disable")
@permission("people")
def leave(id: int) -> Any:
    person: User = get_or_404(User.select().where(User.disabled_at.is_null()), id)
    form = person_form(DisableForm(), person)
    if not (form.validate() and proven(form.proof)):
        return person_page(person, 422, leave=form)
    try:
        disable(person, User.get_by_id(form.heir.data), form.seen, stamp())
    except LastAdmin:
        return person_page(get_or_404(User, id), 422, last_admin=True)
    except Stale as stale:
        return person_page(stale.current, 409, leave=form, stale=form)
    flash(_("%(name)s can no longer sign in", name=person.name))
    return redirect(url_for(".index"), 303)


@bp.post("/<id:id>/enable")
@permission("people")
def back(id: int) -> Any:
    person: User = get_or_404(User.select().where(User.disabled_at.is_null(False)), id)
    enable(person, person.version, stamp())
    flash(_("%(name)s can sign in again", name=person.name))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/reset")
@permission("people")
def reset(id: int) -> Any:
    """The link is shown once, to be handed over by the administrator."""
    person: User = get_or_404(User.select().where(User.disabled_at.is_null()), id)
    form = ResetForm()
    if not (form.validate() and proven(form.proof)):
        return person_page(person, 422, reset=form)
    token = AccessLink.issue("reset", RESET, stamp(), user=person)
    return person_page(person, link=url_for("resets.show", token=token, _external=True))


@bp.post("/<id:id>/tries/clear")
@permission("people")
def clear_tries(id: int) -> Any:
    person: User = get_or_404(User, id)
    tries.clear(person, stamp())
    flash(_("%(name)s can try again at once", name=person.name))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/sessions/end")
@permission("people")
def end_sessions(id: int) -> Any:
    person: User = get_or_404(User, id)
    with change(stamp()) as log:
        log("session.end_all", person, after={"ended": Session.end(person)})
    flash(_("All sessions of %(name)s ended", name=person.name))
    return redirect(url_for(".show", id=id), 303)
