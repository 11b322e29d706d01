"""Exchange rates by date, entered by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from peewee import IntegrityError

from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.core.rules.money import CURRENCIES
from portal.core.rules.text import page_number
from portal.database import get_or_404
from portal.settings.forms import RateEditForm, RateForm
from portal.settings.models.rates import PER_PAGE, FxRate
from portal.settings.team import team
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.undo import UNDOERS, way_back

bp = Blueprint("rates", __name__, url_prefix="/rates")


def page(form: RateForm, status: int = 200) -> Any:
    number = page_number(request.args.get("page"))
    rates = FxRate.listed(number)
    if number > 1 and not rates:  # an address behind the last page
        number, rates = 1, FxRate.listed(1)
    ways = {
        "previous_url": url_for(".index", page=number - 1) if number > 1 else "",
        "next_url": url_for(".index", page=number + 1) if len(rates) > PER_PAGE else "",
    }
    return render_template("settings/rates/index.html", form=form, rates=rates[:PER_PAGE], **ways), status


@bp.get("")
@permission("read")
def index() -> Any:
    base = request.args.get("base")
    return page(RateForm(None, base=base if base in CURRENCIES else "USD", quote=team().currency, on=today()))


@bp.post("")
@permission("settings")
def create() -> Any:
    form = RateForm()
    if not form.validate() or form.value.data is None:
        return page(form, 422)
    try:
        FxRate.record(form.base.data, form.quote.data, form.value.data, form.on.data, form.note.data, stamp())
    except IntegrityError:
        form.on.errors = [_("This day has a rate for these currencies. Correct that one.")]
        return page(form, 422)
    flash(_("Rate added"))
    return redirect(url_for(".index"), 303)


def edit_page(form: RateEditForm, rate: Any, status: int = 200, conflict: Any = None) -> Any:
    return render_template("settings/rates/edit.html", form=form, rate=rate, conflict=conflict), status


@bp.get("/<id:id>")
@permission("settings")
def edit(id: int) -> Any:
    rate: Any = get_or_404(FxRate, id)
    return edit_page(RateEditForm(None, obj=rate), rate)


@bp.post("/<id:id>")
@permission("settings")
def update(id: int) -> Any:
    rate: Any = get_or_404(FxRate, id)
    form = RateEditForm()
    if refused := refusal(
        form,
        lambda: rate.correct(form.value.data, form.note.data, form.seen, stamp()),
        partial(edit_page, form, rate),
        form.validate() and form.value.data is not None,
    ):
        return refused
    flash(_("Rate saved"))
    return redirect(url_for(".index"), 303)


@bp.post("/<id:id>/remove")
@permission("settings")
def remove(id: int) -> Any:
    rate: Any = get_or_404(FxRate, id)
    rate.drop(stamp())
    kept = {
        "base": rate.base,
        "quote": rate.quote,
        "value": str(rate.value),
        "on": rate.on.isoformat(),
        "note": rate.note,
    }
    flash(_("Rate deleted"), way_back("rate.remove", id, kept))
    return redirect(url_for(".index"), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    kept, on = offer.payload, date.fromisoformat(offer.payload["on"])
    same_day = (FxRate.base == kept["base"]) & (FxRate.quote == kept["quote"]) & (FxRate.on == on)
    if FxRate.get_or_none(same_day) is None:
        FxRate.record(kept["base"], kept["quote"], Decimal(kept["value"]), on, kept["note"], by)
    return url_for("rates.index")


UNDOERS["rate.remove"] = bring_back
