"""The review calendar: what is due, one press to pass, a full review, a moved date."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.actions.queries import actions
from portal.core.forms.base import whole
from portal.core.models.change import Stale, change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.core.models.users import User
from portal.core.rules.text import page_number
from portal.database import get_or_404
from portal.reviews.forms import PlanForm, ReviewForm, ReviewMoveForm
from portal.reviews.models import Review, ReviewPlan
from portal.reviews.pages.calendar import CalendarView, calendar_page
from portal.reviews.pages.coming import ReviewWhole
from portal.reviews.pages.supplier import past_reviews, plan_sentence
from portal.reviews.queries.reviews import done, moves, plan_of
from portal.reviews.rules.outcomes import ASPECTS
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.filters import day
from portal.web.local_url import local
from portal.web.undo import UNDOERS, way_back
from portal.web.words import choices

bp = Blueprint("reviews", __name__, url_prefix="/reviews")
EARLIEST, LATEST = 2000, 2100


@bp.get("")
@permission("read")
def index() -> Any:
    month = first_of(request.args.get("month", ""))
    owner = current_user.id if request.args.get("owner") == "me" else None
    whole = ReviewWhole(request.args.get("all", ""), page_number(request.args.get("page")))
    view = CalendarView.of(month, owner, request.args.getlist("with"), whole)
    return render_template("reviews/index.html", **calendar_page(view, today()))


def first_of(text: str) -> date:
    """The month of the address; this month when it names none, or one no calendar here shows."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        month = date.min
    return month if EARLIEST <= month.year <= LATEST else today().replace(day=1)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    supplier = reviewed(id)
    plan = plan_of(id)
    form = ReviewForm(done_on=today(), version=plan.version if plan else 0)
    return page(supplier, plan, form)


def reviewed(id: int) -> Supplier:
    return get_or_404(Supplier.select().where(Supplier.deleted_at.is_null()), id)


def offered(form: ReviewForm) -> ReviewForm:
    return form.offer([SelectChoice(str(key), name) for key, name in User.active()], choices("outcome"))


def page(supplier: Supplier, plan: Any, form: Any, status: int = 200, conflict: Any = None, move: Any = None) -> Any:
    body = render_template(
        "reviews/show.html",
        supplier=supplier,
        plan=plan,
        form=offered(form),
        move=move or ReviewMoveForm(formdata=None, version=plan.version if plan else 0),
        plan_form=PlanForm(
            formdata=None, every_months=plan.every_months if plan else team().review_months(supplier.tier)
        ),
        planned=plan_sentence(plan),
        history=past_reviews(supplier.id),
        moves=moves(supplier.id),
        actions=actions(supplier=supplier.id),
        next_on=plan.following(today()) if plan else None,
        conflict=conflict,
    )
    return body, status


@bp.post("/<id:id>")
@permission("write")
def record(id: int) -> Any:
    supplier, plan, form = reviewed(id), plan_of(id), offered(ReviewForm())
    if plan is None or not form.validate() or form.done_on.data > today():
        if form.done_on.data and form.done_on.data > today():
            form.done_on.errors = [_("A review cannot be done in the future.")]
        return page(supplier, plan, form, 422)
    try:
        review = Review.record(plan, form.done_on.data, form.seen, stamp(), **answers(form))
    except Stale as stale:
        form.version.data = stale.current.version
        return page(supplier, stale.current, form, 409, done(supplier=id, limit=1))
    return noted(supplier, plan, review)


def answers(form: ReviewForm) -> dict[str, Any]:
    tasks = [(row["text"], row["owner"], row["due_on"]) for row in form.actions.data if row["text"]]
    scores = {name: form[name].data for name in ASPECTS if form[name].data is not None}
    return {"outcome": form.outcome.data, "scores": scores, "findings": form.findings.data, "actions": tasks}


@bp.post("/<id:id>/pass")
@permission("write")
def passed(id: int) -> Any:
    """One press: nothing to say, the next date is set."""
    supplier, plan = reviewed(id), plan_of(id)
    seen = whole(request.form.get("version"))
    if plan is None or seen is None:
        return page(supplier, plan, ReviewForm(done_on=today()), 422)
    try:
        review = Review.record(plan, today(), seen, stamp(), outcome="passed", scores={}, findings="")
    except Stale as stale:
        return page(supplier, stale.current, ReviewForm(done_on=today()), 409, done(supplier=id, limit=1))
    return noted(supplier, plan, review)


def noted(supplier: Supplier, plan: ReviewPlan, review: Review) -> Any:
    text = _("%(supplier)s reviewed; next on %(day)s", supplier=supplier.name, day=day(plan.due_on))
    flash(text, way_back("review.record", review.id, {"due_on": day(review.was_due_on)}))
    return redirect(local(request.form.get("next"), url_for("reviews.index")), 303)


def take_back(offer: Undo, by: Stamp) -> str:
    review: Review = get_or_404(Review, offer.object_id)
    with change(by):
        review.take_back(date.fromisoformat(offer.payload["due_on"]), by)
    return url_for("reviews.index")


UNDOERS["review.record"] = take_back


@bp.post("/<id:id>/move")
@permission("write")
def move(id: int) -> Any:
    supplier, plan, form = reviewed(id), plan_of(id), ReviewMoveForm()
    fresh = ReviewForm(formdata=None, done_on=today(), version=plan.version if plan else 0)
    if plan is None or not form.validate() or form.to_day.data < today():
        if form.to_day.data and form.to_day.data < today():
            form.to_day.errors = [_("Choose today or a later day.")]
        return page(supplier, plan, fresh, 422, move=form)
    try:
        plan.move(form.to_day.data, form.reason.data, form.seen, stamp())
    except Stale as stale:
        form.version.data = stale.current.version
        return page(supplier, stale.current, fresh, 409, done(supplier=id, limit=1), form)
    flash(_("%(supplier)s is now due on %(day)s", supplier=supplier.name, day=day(form.to_day.data)))
    return redirect(url_for("reviews.show", id=id), 303)


@bp.post("/<id:id>/plan")
@permission("write")
def plan(id: int) -> Any:
    supplier, form = reviewed(id), PlanForm()
    if not form.validate() or form.every_months.data is None:
        return page(supplier, plan_of(id), ReviewForm(formdata=None, done_on=today()), 422)
    followed = ReviewPlan.follow(supplier, form.every_months.data, today(), stamp())
    flash(_("%(supplier)s is due on %(day)s", supplier=supplier.name, day=day(followed.due_on)))
    return redirect(url_for("reviews.show", id=id), 303)
