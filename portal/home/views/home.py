"""The home page: where the business stands and what is to be done."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request
from flask_login import current_user

from portal.actions.rules import sort
from portal.checklists.models.runs import Run
from portal.checklists.pages.stage_page import StagePage
from portal.codes.queries import todos as rechecks
from portal.core.rules.stages import Stage
from portal.home.pages.stages import stage_steps
from portal.home.pages.todos import todo_row
from portal.home.queries.figures import figures
from portal.home.queries.todos import todos
from portal.inquiries.queries.page import todos as unheard
from portal.inquiries.rules.inquiries import REPLY_DAYS
from portal.settings.current_business import current_business
from portal.settings.team import team
from portal.web.access import permission
from portal.web.clock import now, today, zone

bp = Blueprint("home", __name__)
FEW = 6


@bp.get("/")
@permission("read")
def index() -> Any:
    day = today()
    waiting = team().shelf.todos(day) + unheard(now(), zone(), patience()) + rechecks(day)
    wanting = sort(todos(day) + waiting, current_user.id, day)
    first = wanting if "all" in request.args else wanting[:FEW]
    page = stage_now()
    return render_template(
        "home/index.html",
        rows=[todo_row(todo) for todo in first],
        total=len(wanting),
        due_today=sum(todo.due_on <= today() for todo in wanting),
        figures=figures(today()),
        page=page,
        steps=stage_steps(page.stage) if page else [],
    )


def patience() -> int:
    """Working days of silence after which a supplier is reminded."""
    return int(team().policy.number(REPLY_DAYS))


def stage_now() -> StagePage | None:
    """Where the business stands in its stage; None before there is a business."""
    business = current_business()
    if business is None:
        return None
    stage = Stage(business.stage)
    run = Run.last(business.id, stage)
    return StagePage.of_run(business, run) if run else StagePage.ahead(business, stage)
