"""Actions: what somebody has to do by a day."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.actions.forms import ActionPlanForm
from portal.actions.models import Action
from portal.actions.queries import actions
from portal.core.forms.base import whole
from portal.core.models.change import Stale
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.core.models.users import User
from portal.database import get_or_404
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.local_url import local
from portal.web.undo import UNDOERS, UndoRefused, way_back

bp = Blueprint("actions", __name__, url_prefix="/actions")


@bp.get("")
@permission("read")
def index() -> Any:
    show = request.args.get("show", "open")
    owner = current_user.id if show == "mine" else None
    titles = {"open": _("Open"), "mine": _("Mine"), "done": _("Done")}
    ways = [(text, url_for(".index", show=None if way == "open" else way), way == show) for way, text in titles.items()]
    return render_template("actions/index.html", ways=ways, actions=actions(owner=owner, done=show == "done"))


@bp.post("/<id:id>/settle")
@permission("write")
def settle(id: int) -> Any:
    action, wanted = action_or_404(id), request.form.get("done")
    if wanted not in ("yes", "no"):
        abort(400)
    if not action.settle(wanted == "yes", whole(request.form.get("version")) or 0, stamp()):
        flash(_("It was done already.") if wanted == "yes" else _("It was open already."))
    elif wanted == "yes":
        flash(_("Done: %(text)s", text=action.text), way_back("action.done", id, {"version": action.version}))
    else:
        flash(_("Open again: %(text)s", text=action.text))
    return redirect(back(), 303)


def reopen(offer: Undo, by: Stamp) -> str:
    action = action_or_404(offer.object_id)
    address = url_for("actions.index", _anchor=f"action-{action.id}")
    try:
        action.settle(False, (offer.payload or {}).get("version", 0), by)
    except Stale:
        raise UndoRefused(_("Somebody changed it meanwhile: it stays as it is."), address) from None
    return address


UNDOERS["action.done"] = reopen


@bp.get("/<id:id>/plan")
@permission("write")
def plan(id: int) -> Any:
    """Who does it, and by when: a page, or the form alone within a list."""
    action = action_or_404(id)
    about = {"owner": action.owner_id, "due_on": action.due_on, "next": request.args.get("next", "")}
    return plan_page(action, ActionPlanForm(None, data=about | {"version": action.version}))


def plan_page(action: Action, form: ActionPlanForm, status: int = 200, conflict: Any = None) -> Any:
    form.offer(User.active(action.owner_id))
    template = "actions/_plan.html" if hx.wanted() else "actions/plan.html"
    back_url = local(form.next.data, url_for(".index"))
    body = render_template(template, action=action, form=form, conflict=conflict, back_url=back_url)
    return body, status, {"Vary": "HX-Request"}


@bp.post("/<id:id>/plan")
@permission("write")
def replan(id: int) -> Any:
    action, form = action_or_404(id), ActionPlanForm()
    form.offer(User.active(action.owner_id))
    if not form.validate():
        return plan_page(action, form, 422)
    try:
        action.plan(form.owner.data, form.due_on.data, form.reason.data, form.seen, stamp())
    except Stale as stale:
        current: Any = stale.current
        form.version.data = current.version
        return plan_page(current, form, 409, current)
    flash(_("Saved: %(text)s", text=action.text))
    return redirect(back(), 303)


def action_or_404(id: int) -> Action:
    return get_or_404(Action.select().where(Action.deleted_at.is_null()), id)


def back() -> str:
    return local(request.form.get("next"), url_for(".index"))
