"""Businesses: shops or lines of business, each with its own stage and products."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from peewee import IntegrityError
from wtforms.fields.choices import SelectChoice

from portal.checklists.models.runs import Run
from portal.checklists.pages.progress_words import unmet_text
from portal.checklists.queries import stage_history
from portal.core.forms.base import whole
from portal.core.models.change import change
from portal.core.rules.stages import Stage
from portal.database import get_or_404
from portal.settings import current_business
from portal.settings.forms import BusinessForm, NewBusinessForm
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category, MainCategory
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import Difference, field_text, refusal
from portal.web.cookies import put_cookie
from portal.web.local_url import local
from portal.web.submit_once import new_key, once
from portal.web.words import choices

bp = Blueprint("businesses", __name__, url_prefix="/businesses")


def page(form: NewBusinessForm, status: int = 200) -> Any:
    form.stage.choices = choices("stage")
    businesses = list(Business.select().order_by(Business.id))
    return render_template("settings/businesses/index.html", businesses=businesses, form=form), status


@bp.get("")
@permission("read")
def index() -> Any:
    return page(NewBusinessForm(None, key=new_key()))


@bp.post("")
@permission("settings")
def create() -> Any:
    form = NewBusinessForm()
    form.stage.choices = choices("stage")
    if not form.validate():
        return page(form, 422)
    if Business.select().where(Business.name == form.name.data).exists():
        form.name.errors = [_("There is a business of this name.")]
        return page(form, 422)
    return redirect(once(lambda: opened(form)), 303)


def opened(form: NewBusinessForm) -> str:
    stage = Stage(form.stage.data)
    business = Business.open(form.name.data, stage, stamp())
    Run.start(business, stage, stamp())
    flash(_("%(name)s added", name=business.name))
    return url_for("businesses.show", id=business.id)


@bp.post("/choose")
@permission("own")
def choose() -> Any:
    """Which business this browser shows."""
    active = Business.select().where(~Business.archived)
    business: Any = get_or_404(active, whole(request.form.get("business")) or abort(400))
    answer = make_response(redirect(local(request.form.get("next"), url_for("home.index")), 303))
    put_cookie(answer, current_business.COOKIE, str(business.id))
    return answer


def show_page(business: Any, form: BusinessForm, status: int = 200, stale: Any = None) -> Any:
    """`stale`: the business as a colleague saved it while this one was typed."""
    form.categories.choices = [SelectChoice(str(key), name) for key, name in Category.choices()]
    moves = [(move, unmet_text(move.failed)) for move in stage_history(business.id)]
    taken = overtaken_categories(business, form) if stale else []
    about = {"business": business, "form": form, "moves": moves, "stale": stale, "taken": taken}
    return render_template("settings/businesses/show.html", **about), status


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    business: Any = get_or_404(Business, id)
    return show_page(business, BusinessForm(None, obj=business, data={"categories": MainCategory.of(id)}))


@bp.post("/<id:id>")
@permission("settings")
def update(id: int) -> Any:
    business: Any = get_or_404(Business, id)
    form = BusinessForm()
    form.categories.choices = [SelectChoice(str(key), name) for key, name in Category.choices()]
    faults = {IntegrityError: lambda _fault: form.name.errors.append(_("There is a business of this name."))}
    answer = refusal(form, lambda: save(business, form), partial(show_page, business, form), faults=faults)
    if answer is not None:
        return answer
    flash(_("%(name)s saved", name=business.name))
    return redirect(url_for(".show", id=id), 303)


def save(business: Business, form: BusinessForm) -> None:
    with change(stamp()):
        business.rename(form.name.data, form.archived.data, form.seen, stamp())
        MainCategory.put(business, form.categories.data or [], stamp())


def overtaken_categories(business: Business, form: BusinessForm) -> list[Difference]:
    theirs, mine = MainCategory.of(business.id), form.categories.data or []
    pair = field_text(form.categories, theirs), field_text(form.categories, mine)
    return [(str(form.categories.label.text), *pair)] if pair[0] != pair[1] else []
