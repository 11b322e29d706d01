"""Actions: what somebody has to do by a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.actions.models import Action
from portal.actions.queries import actions
from portal.core.forms.base import whole
from portal.database import get_or_404
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.local_url import local

bp = Blueprint("actions", __name__, url_prefix="/actions")
WEEK = timedelta(days=7)


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
    action.settle(wanted == "yes", whole(request.form.get("version")) or 0, stamp())
    flash(_("Done: %(text)s", text=action.text) if wanted == "yes" else _("Open again: %(text)s", text=action.text))
    return redirect(back(), 303)


@bp.post("/<id:id>/put-off")
@permission("write")
def put_off(id: int) -> Any:
    action = action_or_404(id)
    action.put_off(max(action.due_on or today(), today()) + WEEK, whole(request.form.get("version")) or 0, stamp())
    flash(_("Put off by a week: %(text)s", text=action.text))
    return redirect(back(), 303)


def action_or_404(id: int) -> Action:
    return get_or_404(Action.select().where(Action.deleted_at.is_null()), id)


def back() -> str:
    return local(request.form.get("next"), url_for(".index"))
