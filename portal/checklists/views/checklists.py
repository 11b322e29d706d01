"""The stage pages: the current run of each stage, worked through by several people at once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.checklists.forms import StageMoveForm, number
from portal.checklists.models.runs import Run
from portal.checklists.pages.stage_page import StagePage
from portal.core.models.change import Stale, change
from portal.core.rules.stages import Stage
from portal.path.pages.page_of_run import list_response
from portal.settings.current_business import COOKIE, business_or_404, businesses
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.cookies import put_cookie
from portal.web.words import word

bp = Blueprint("checklists", __name__, url_prefix="/stages")


@bp.get("")
@permission("read")
def current() -> Any:
    return redirect(url_for(".stage", stage=business_or_404().stage))


@bp.get("/<stage>")
@permission("read")
def stage(stage: str) -> Any:
    page = StagePage.of(business_or_404(), stage_or_404(stage), request.args.get("show", ""))
    return render_template("checklists/_filtered.html", page=page) if hx.wanted() else list_response(page)


@bp.get("/<stage>/blank")
@permission("read")
def blank(stage: str) -> Any:
    return render_template("checklists/blank.html", page=StagePage.ahead(business_or_404(), stage_or_404(stage)))


@bp.post("/<stage>/start")
@permission("write")
def start(stage: str) -> Any:
    wanted = stage_or_404(stage)
    Run.start(business_or_404(), wanted, stamp())
    return redirect(url_for(".stage", stage=wanted), 303)


@bp.post("/move")
@permission("write")
def move() -> Any:
    """To the next stage when the gate is open; past it, or elsewhere, by an admin with a reason."""
    form, business = StageMoveForm(), business_or_404()
    page = StagePage.of(business, Stage(business.stage))
    fine = form.validate() and form.to.data in page.gate.elsewhere
    if not fine or not page.gate.lets(Stage(form.to.data), form.reason.data):
        return list_response(page, 422, move=page.gate.refuse(form) if fine else form)
    to, in_the_way = Stage(form.to.data), page.gate.asks_why
    try:
        with change(stamp()):
            business.move(to, form.seen, stamp(), form.reason.data, in_the_way)
            Run.start(business, to, stamp())
    except Stale:
        flash(_("A colleague moved the business meanwhile."))
        return redirect(url_for(".current"), 303)
    flash(_("%(business)s is now in the stage %(stage)s.", business=business.name, stage=word(to, "stage")))
    return redirect(url_for(".stage", stage=to), 303)


@bp.post("/business")
@permission("own")
def choose() -> Any:
    """Work on another line of business in this browser."""
    wanted = number(request.form.get("business"))
    if wanted not in {business.id for business in businesses()}:
        abort(404)
    return put_cookie(redirect(url_for(".current"), 303), COOKIE, str(wanted))


def stage_or_404(name: str) -> Stage:
    if name not in tuple(Stage):
        abort(404)
    return Stage(name)
