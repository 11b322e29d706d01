"""A card of the board is put on another step: it passes the gate between, or it is said why not and where."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.checklists.models.runs import Run, RunMoved
from portal.path.models.passages import Passage
from portal.path.pages.board import THROUGH
from portal.path.pages.step_page import StepPage
from portal.path.rules import GateBar, PathStep, Spot
from portal.settings.current_business import business_or_404
from portal.web.clock import stamp
from portal.web.words import word


class BoardRefusal(NamedTuple):
    """`url`: where what is missing can be done."""

    text: str
    advice: str = ""
    url: str = ""
    link: str = ""
    status: int = 422


def board_move(supplier: Any, need: Any, at: str, to: str) -> BoardRefusal | None:
    """Go through the gate of the step `at` to the step `to`; None where the supplier stands there now."""
    step = next((step for step in PathStep if step == at), PathStep.rampup)
    spot = Spot.of(step, supplier.id, need and need.id)
    run: Any = Run.at(spot)
    business = run.business if run is not None else need.business if need is not None else business_or_404()
    page = StepPage.of(step, supplier, need, business, run)
    if (page.path.open_step or THROUGH) != at:
        return moved_meanwhile(page)
    if to == at:
        return None
    if refusal := backwards(page, at, to) or too_far(page, to) or gate_shut(page):
        return refusal
    try:
        Passage.record(run, run.rev, stamp())
    except RunMoved:
        return moved_meanwhile(page)
    return None


def moved_meanwhile(page: StepPage) -> BoardRefusal:
    name = word(page.path.open_step, "step") if page.path.open_step else _("Through")
    text = _("Somebody moved %(supplier)s meanwhile: it stands at “%(step)s”.", supplier=page.supplier.name, step=name)
    return BoardRefusal(text, status=409)


def backwards(page: StepPage, at: str, to: str) -> BoardRefusal | None:
    """A passed gate is taken back with a reason, which a board has no room for."""
    places = [*page.path.steps, THROUGH]
    if to not in places or at not in places or places.index(to) > places.index(at):
        return None
    url = page.at("show", PathStep(to), _anchor="gate")
    text = _("%(supplier)s stays: going back wants a reason.", supplier=page.supplier.name)
    return BoardRefusal(text, "", url, _("Take “%(step)s” back", step=word(to, "step")))


def too_far(page: StepPage, to: str) -> BoardRefusal | None:
    if to == (page.step.following or THROUGH):
        return None
    name = word(page.step, "step")
    text = _("%(supplier)s stays: steps are passed one after the other.", supplier=page.supplier.name)
    return BoardRefusal(text, "", page.at("show", page.step, _anchor="gate"), _("Finish “%(step)s” first", step=name))


def gate_shut(page: StepPage) -> BoardRefusal | None:
    about = {"supplier": page.supplier.name, "step": word(page.step, "step")}
    open_list = page.at("show", page.step, _anchor="gate"), _("Open the list: %(step)s", step=about["step"])
    if page.step is PathStep.needs:
        text = _("%(supplier)s stays: this step opens the way for everybody looked at for the need.", **about)
        return BoardRefusal(text, "", *open_list)
    if page.bar is GateBar.banned:
        return BoardRefusal(_("%(supplier)s stays: its category is banned, nobody can let it through.", **about))
    if page.bar is GateBar.serious:
        return BoardRefusal(
            _("%(supplier)s stays: serious word of mouth waits for an answer.", **about), "", *open_list
        )
    if page.bar is GateBar.not_started:
        return BoardRefusal(_("%(supplier)s stays: the list “%(step)s” is not started.", **about), "", *open_list)
    if not page.asks_why:
        return None
    if not page.in_the_way:
        text = _("%(supplier)s stays: the score of “%(step)s” is too low.", **about)
        advice = _("You can let it through there, with a reason.") if page.bar is None else ""
        return BoardRefusal(text, advice, *open_list)
    number = len(page.in_the_way)
    text = ngettext(
        "%(supplier)s stays: %(num)d must-have stands in the way.",
        "%(supplier)s stays: %(num)d must-haves stand in the way.",
        number,
        **about,
    )
    advice = _("You can let it through there, with a reason.") if current_user.may("gate") else ""
    return BoardRefusal(text, advice, *open_list)
