"""A run as a whole: what is new in it, its report, its signatures."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_login import current_user

from portal.checklists.forms import SEEN, ReasonForm, RunSignForm
from portal.checklists.models.runs import Run, RunMoved, SignedOff
from portal.checklists.pages.item import ColleagueAnswer
from portal.checklists.pages.save_item import colleague_answer, open_task, signed_off
from portal.checklists.pages.urls import address
from portal.core.models.change import change
from portal.database import get_or_404
from portal.facts.standing import frozen
from portal.path.pages.page_of_run import Page, list_response, news_of, page_of
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("runs", __name__, url_prefix="/runs/<id:id>")


@bp.get("/news")
@permission("read")
def news(id: int) -> Any:
    """What colleagues changed since the page was read: beside each form, never in it."""
    run: Run = get_or_404(Run.select().where(Run.undeleted()), id)
    tag = str(run.rev)
    if hx.unchanged(tag):
        return "", 304
    page = news_of(run, request.args.get("show", ""))
    if page.run is None or page.run.id != id:
        return hx.see(address(run))
    items = newer(page)
    changed = any(theirs for _code, theirs in items)
    return hx.tagged(render_template("checklists/_newer.html", page=page, newer=items, changed=changed), tag)


def newer(page: Page) -> list[tuple[str, ColleagueAnswer | None]]:
    """Each item on the reader's page, with the newer answer if it has one."""
    items = []
    for code, revision in seen(request.args.getlist("seen")).items():
        line = page.mine.get(code)
        newer = line is not None and line.revision > revision
        items.append((code, colleague_answer(page.checklist.item(code), line) if line and newer else None))
    return items


def seen(marks: list[str]) -> dict[str, int]:
    read = [SEEN.fullmatch(mark) for mark in marks]
    return {match[1]: int(match[2]) for match in read if match}


@bp.get("/report")
@permission("read")
def report(id: int) -> Any:
    run: Run = get_or_404(Run.select().where(Run.undeleted()), id)
    return render_template("checklists/runs/report.html", page=page_of(run))


@bp.get("/against")
@permission("read")
def contradicted(id: int) -> Any:
    """The list where it stands, with the answers alone that the records contradict."""
    run: Run = get_or_404(Run.select().where(Run.undeleted()), id)
    return redirect(address(run, show="against"), 303)


@bp.post("/sign")
@permission("write")
def sign(id: int) -> Any:
    form = RunSignForm()
    run: Run = get_or_404(Run.select().where(Run.undeleted()), id)
    page = page_of(run)
    alone = form.reason.data or ""
    if not form.validate() or not page.signable.ok or (alone and not current_user.may("gate")):
        return list_response(page, 422, sign=form)
    try:
        with change(stamp()):
            done = run.sign(form.seen, frozen(page.standing), stamp(), alone)
            for judged in page.standing.judged.values():
                open_task(run, judged.item, judged.result)
    except RunMoved:
        flash(_("Somebody changed the list meanwhile. Read it again before you sign."))
        return list_response(page_of(Run.get_by_id(id)), 409, sign=form)
    except SignedOff:
        return signed_off()
    flash(_("Signed. The list is frozen.") if done else _("Signed. A second person has to sign as well."))
    return redirect(address(run), 303)


@bp.post("/reopen")
@permission("reopen")
def reopen(id: int) -> Any:
    form = ReasonForm()
    run: Run = get_or_404(Run.select().where(Run.undeleted()), id)
    if not form.validate():
        return list_response(page_of(run), 422, reopen=form)
    run.reopen(form.reason.data, stamp())
    flash(_("The list is open again."))
    return redirect(address(run), 303)
