"""A review planned from the calendar: supplier, first day, rhythm."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.core.forms.base import whole
from portal.core.models.change import Stale
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.reviews.forms import FirstReviewForm
from portal.reviews.models import ReviewPlan
from portal.reviews.pages.planning import months_of, offered, planned_text
from portal.suppliers.models.suppliers import Supplier
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.undo import UNDOERS, UndoRefused, way_back

bp = Blueprint("review_plans", __name__, url_prefix="/reviews/new")


@bp.get("")
@permission("write")
def new() -> Any:
    """A page, or the form alone within the calendar."""
    about = {"first_on": day_of(request.args.get("day", "")), "supplier": whole(request.args.get("supplier"))}
    return page(offered(FirstReviewForm(None, data=about), today()))


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today()


def page(form: FirstReviewForm, status: int = 200) -> Any:
    template = "reviews/_new.html" if hx.wanted() else "reviews/new.html"
    return render_template(template, form=form), status, {"Vary": "HX-Request"}


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(FirstReviewForm(), today())
    if not form.validate():
        return page(form, 422)
    supplier: Supplier = get_or_404(
        Supplier.select().where(Supplier.deleted_at.is_null()), int(form.supplier.data or 0)
    )
    change = ReviewPlan.begin(supplier, form.first_on.data, months_of(supplier, form.rhythm.data), stamp())
    way = {"version": change.plan.version, "before": change.before}
    flash(planned_text(supplier.name, change), way_back("review.plan", change.plan.id, way))
    return redirect(month_of(change.plan.due_on), 303)


def month_of(on: date) -> str:
    return url_for("reviews.index", month=f"{on:%Y-%m}")


def take_back(offer: Undo, by: Stamp) -> str:
    plan: ReviewPlan = get_or_404(ReviewPlan, offer.object_id)
    try:
        ReviewPlan.put_all_back([(plan, offer.payload["before"], offer.payload["version"])], by)
    except Stale:
        raise UndoRefused(_("Somebody changed it meanwhile: it stays as it is."), url_for("reviews.index")) from None
    return url_for("reviews.index")


UNDOERS["review.plan"] = take_back
