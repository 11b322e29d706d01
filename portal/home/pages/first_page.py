"""The first page: what to do next, what is to be done, and where the business stands."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import current_app, render_template
from flask_login import current_user

from portal.actions.rules import Todo, sort
from portal.checklists.models.runs import Run
from portal.checklists.pages.stage_page import StagePage
from portal.codes.queries import todos as rechecks
from portal.core.rules.stages import Stage
from portal.home.forms import StepSnoozeForm
from portal.home.pages.first_steps import first_steps
from portal.home.pages.next_steps import step_section
from portal.home.pages.stages import stage_steps
from portal.home.pages.todos import todo_boxes
from portal.home.queries.figures import figures
from portal.home.queries.step_facts import step_facts
from portal.home.queries.todos import todos
from portal.home.rules.next_steps import StepList, next_steps
from portal.inquiries.queries.page import todos as unheard
from portal.inquiries.rules.inquiries import REPLY_DAYS
from portal.ops.nightly import daily
from portal.settings.current_business import current_business
from portal.settings.team import team
from portal.web.clock import now, today, zone


def first_page(whole: bool = False, sent: StepSnoozeForm | None = None, status: int = 200) -> Any:
    """`whole`: every to-do; `sent`: a step somebody tried to put off."""
    day, numbers = today(), figures(current_user.id, today())
    wanting, page = wanted(day), stage_now()
    boxes = todo_boxes(wanting, whole)
    body = render_template(
        "home/index.html",
        boxes=boxes,
        total=len(wanting),
        cut=any(box.all_url for box in boxes),
        overdue=sum(todo.due_on < day for todo in wanting),
        due_today=sum(todo.due_on == day for todo in wanting),
        figures=numbers,
        nav_counters=lambda: numbers.counters,
        beginning=first_steps(numbers),
        bare=not (numbers.suppliers or numbers.products or wanting),
        page=page,
        unsaved_since=unsaved_since(),
        steps_of_stage=stage_steps(page.stage) if page else [],
        **step_section(steps_now(wanting, numbers.unlicensed), sent),
    )
    return body, status


def unsaved_since() -> datetime | None:
    """Since when there is no backup, for administrators, where that is too long."""
    return daily.missing_since(current_app.extensions["config"], now()) if current_user.may("settings") else None


def wanted(day: date) -> list[Todo]:
    """What is to be done, of every noun, in its order."""
    waiting = team().shelf.todos(day) + unheard(now(), zone(), patience()) + rechecks(day)
    return sort(todos(day, team().policy.lookup(None)) + waiting, current_user.id, day)


def steps_now(wanting: list[Todo], unlicensed: int) -> StepList:
    facts = step_facts(today(), zone(), team().currency, unlicensed)
    return next_steps(facts, wanting, today())


def steps_fragment(sent: StepSnoozeForm | None = None, status: int = 200, message: str = "") -> Any:
    """The next steps alone, after one was put off or brought back."""
    unlicensed = figures(current_user.id, today()).unlicensed
    values = step_section(steps_now(wanted(today()), unlicensed), sent)
    return render_template("home/steps/_answer.html", message=message, **values), status


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
