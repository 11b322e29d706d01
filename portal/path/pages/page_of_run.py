"""A list as the page it stands on: of a stage, or of a step on a path."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from portal.checklists.forms import ReasonForm, RunSignForm
from portal.checklists.models.runs import Run
from portal.checklists.pages.stage_page import StagePage
from portal.core.rules.stages import Stage
from portal.database import get_or_404
from portal.path.pages.step_page import StepPage
from portal.path.rules import PathStep
from portal.settings.models.businesses import Business

Page = StagePage | StepPage


def page_of(run: Run) -> Page:
    """A run by itself, the current one or an older one."""
    business: Business = get_or_404(Business, run.business_id or 0)
    if run.step is None:
        return StagePage.of_run(business, run)
    return StepPage.of(PathStep(run.step), run.supplier, run.need, business, run)


def news_of(run: Run, show: str) -> Page:
    """The page as the reader has it open, read again: its run may be a newer one by now."""
    business: Business = get_or_404(Business, run.business_id or 0)
    if run.spot is None:
        return StagePage.of(business, Stage(str(run.stage)), show)
    return StepPage.of(run.spot.step, run.supplier, run.need, business, Run.at(run.spot), show)


def list_response(page: Page, status: int = 200, **forms: Any) -> Any:
    """The page of a list; a form that was refused comes back with what was typed."""
    blank = {
        "sign": RunSignForm(formdata=None, rev=page.run.rev if page.run else 0),
        "reopen": ReasonForm(formdata=None),
    }
    open_all = "print" in request.args
    return render_template(page.template, page=page, open_all=open_all, **(blank | page.forms | forms)), status
