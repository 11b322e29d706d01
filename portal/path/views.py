"""The steps on the path of a supplier: each list with its gate."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.checklists.forms import ReasonForm
from portal.checklists.models.runs import Run, RunMoved
from portal.core.forms.base import whole
from portal.database import get_or_404
from portal.needs.models import Need, NeedCandidate
from portal.path.forms import BoardMoveForm, PassForm
from portal.path.models.passages import Passage
from portal.path.models.takeovers import TakeOver
from portal.path.pages.board import Board
from portal.path.pages.board_move import BoardRefusal, board_move
from portal.path.pages.page_of_run import list_response
from portal.path.pages.step_page import StepPage
from portal.path.queries.standing import cards
from portal.path.rules import PathStep, Spot
from portal.settings.current_business import business_or_404
from portal.settings.models.businesses import Business
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.web import errors, hx
from portal.web.access import permission
from portal.web.clock import stamp, today, zone
from portal.web.words import word

bp = Blueprint("steps", __name__, url_prefix="/steps")


class PathPlace(NamedTuple):
    """What the address names; 404 where there is no such supplier or need."""

    step: PathStep
    supplier: Any
    need: Any
    business: Business

    @classmethod
    def find(cls, step: str, id: int) -> PathPlace:
        """`id` is of the supplier; of the need for the list of a need, which may be read on the path of a supplier."""
        if step not in tuple(PathStep):
            abort(404)
        if step == PathStep.needs:
            supplier, need = asked_for(Supplier), undeleted_or_404(Need, id)
        else:
            supplier, need = undeleted_or_404(Supplier, id), asked_for(Need)
        return cls(PathStep(step), supplier, need, need.business if need is not None else business_or_404())

    @property
    def spot(self) -> Spot:
        return Spot.of(self.step, self.supplier and self.supplier.id, self.need and self.need.id)

    @property
    def on_the_way(self) -> bool:
        """Whether the supplier is looked at for the need, where there are both."""
        if self.supplier is None or self.need is None:
            return True
        looked_at = (NeedCandidate.need == self.need.id) & (NeedCandidate.supplier == self.supplier.id)
        return NeedCandidate.get_or_none(looked_at) is not None

    @property
    def run(self) -> Run | None:
        return Run.at(self.spot)

    def page(self, show: str = "") -> StepPage:
        run: Any = self.run
        business = run.business if run is not None else self.business
        return StepPage.of(self.step, self.supplier, self.need, business, run, show)


def undeleted_or_404(model: Any, id: int) -> Any:
    return get_or_404(model.select().where(model.deleted_at.is_null()), id)


def asked_for(model: Any) -> Any:
    """The row that stands behind the question mark; None where none does."""
    key = request.args.get(model._meta.table_name)
    return None if key is None else undeleted_or_404(model, whole(key) or 0)


@bp.get("")
@permission("read")
def index() -> Any:
    """The board: every supplier at its step."""
    return board_page(request.args.get("step", ""))


def board_page(only: str, refusal: BoardRefusal | None = None) -> Any:
    most_days = int(team().policy.number("path.stalled_days"))
    board = Board.of(cards(today(), zone(), most_days), request.args.get("show", ""), only)
    body = render_template("path/steps/index.html", board=board, most_days=most_days, refusal=refusal)
    return body, refusal.status if refusal else 200


@bp.get("/board/<id:id>")
@permission("read")
def advanced(id: int) -> Any:
    """The address a refused move leaves in the browser: read again, it is the board."""
    undeleted_or_404(Supplier, id)
    return redirect(board_address(id), 303)


@bp.post("/board/<id:id>")
@permission("write")
def advance(id: int) -> Any:
    """A card is put on another step, by its form or by dragging it."""
    supplier, need, form = undeleted_or_404(Supplier, id), asked_for(Need), BoardMoveForm()
    if refusal := board_move(supplier, need, form.at.data or "", form.to.data or ""):
        return board_page(request.args.get("only", ""), refusal)
    return redirect(board_address(id), 303)


def board_address(id: int) -> str:
    """The card on the board as it was filtered."""
    show, only = request.args.get("show"), request.args.get("only") or None
    return url_for(".index", show=show, step=only, _anchor=f"card-{id}")


@bp.get("/<step>/<id:id>")
@permission("read")
def show(step: str, id: int) -> Any:
    page = PathPlace.find(step, id).page(request.args.get("show", ""))
    return render_template("checklists/_filtered.html", page=page) if hx.wanted() else list_response(page)


@bp.get("/<step>/<id:id>/blank")
@permission("read")
def blank(step: str, id: int) -> Any:
    place = PathPlace.find(step, id)
    page = StepPage.of(place.step, place.supplier, place.need, place.business, None)
    return render_template("checklists/blank.html", page=page)


@bp.post("/<step>/<id:id>/start")
@permission("write")
def start(step: str, id: int) -> Any:
    place = PathPlace.find(step, id)
    if not place.on_the_way:
        abort(404)
    if place.need is not None and place.need.closed_on is not None:
        return errors.page(409, _("This need is closed"), _("Open it again before you work on its lists."))
    Run.begin(place.spot, place.business.id, stamp())
    return redirect(place.page().address(), 303)


@bp.post("/<step>/<id:id>/pass")
@permission("write")
def go(step: str, id: int) -> Any:
    """Through the gate: when its must-haves are met, or an admin says why although they are not."""
    page, form = PathPlace.find(step, id).page(), PassForm()
    run: Any = page.run
    if not form.validate() or not free(page, form):
        return list_response(page, 422, go=form)
    try:
        Passage.record(run, form.seen, stamp(), form.reason.data if page.asks_why else "", page.asks_why)
    except RunMoved:
        return list_response(PathPlace.find(step, id).page(), 409, go=form, moved=True)
    flash(_("%(step)s is done", step=word(page.step, "step")))
    following = page.step.following
    if page.supplier is None:
        return redirect(url_for("needs.show", id=page.need.id), 303)
    return redirect(page.at("show", following) if following else url_for("suppliers.show", id=page.supplier.id), 303)


def free(page: StepPage, form: PassForm) -> bool:
    """Whether the person may go through; else the form says why not."""
    if page.passage is not None or page.bar is not None:
        return False
    if page.asks_why and not (form.reason.data or "").strip():
        form.reason.errors = [_("Say why it goes on although something is missing.")]
        return False
    return True


@bp.post("/<step>/<id:id>/back")
@permission("write")
def back(step: str, id: int) -> Any:
    """Take the passing of a gate, or a take-over past it, back with a reason: the supplier stands before it again."""
    page, form = PathPlace.find(step, id).page(), ReasonForm()
    if not form.validate():
        return list_response(page, 422, back=form)
    if page.passage is not None:
        Passage.get_by_id(page.passage.id).take_back(form.reason.data, stamp())
        flash(_("This step is taken back."))
    elif page.taken is not None:
        TakeOver.void([page.taken.id], form.reason.data, stamp())
        flash(_("It is not taken over any more: its steps are open again, its status stays."))
    return redirect(page.address(_anchor="gate"), 303)
