"""Quotes: what a supplier asks for a product, and what that really costs."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.comparisons.queries.prices import too_sudden
from portal.comparisons.rules.price_rises import Rise
from portal.core.models.attachments import Attachment
from portal.core.models.change import change
from portal.database import get_or_404
from portal.imports.pages.quotes import table
from portal.needs.pages.brief import against
from portal.quotes.forms.pricing import QuantityForm
from portal.quotes.forms.quotes import FEES, NewQuoteForm, QuoteForm
from portal.quotes.models import Quote
from portal.quotes.pages.forms import answers, begun, differences, filled, here, offered
from portal.quotes.queries import as_offer, found, others
from portal.quotes.rules.landed_cost import landed_cost, landed_cost_in
from portal.quotes.rules.terms import validity
from portal.settings.models.rates import FxRate
from portal.settings.team import team
from portal.sheets.export import spreadsheet, xlsx
from portal.suppliers.models.suppliers import Supplier
from portal.web import hx, uploads
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored

bp = Blueprint("quotes", __name__, url_prefix="/quotes")


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("quotes", *table())


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("quotes", *table())


@bp.get("/new")
@permission("write")
def new() -> Any:
    """An empty quote, or a copy of an older one (`like`) to write the new figures into."""
    given = begun(request.args)
    return page(NewQuoteForm(None, data=given | {"key": new_key()}), answers=answers(request.args, given["supplier"]))


def page(form: Any, quote: Any = None, status: int = 200, conflict: Any = None, answers: Any = None) -> Any:
    body = render_template(
        "quotes/edit.html" if quote else "quotes/new.html",
        form=offered(form),
        q=quote,
        answers=answers,
        conflict=conflict,
        more=differences(form, conflict) if conflict else (),
    )
    return body, status


def longer(form: Any, quote: Any = None) -> Any:
    """The form again, with room for more price lines."""
    form.lengthen()
    return render_template("quotes/_breaks.html", form=offered(form), q=quote) if hx.wanted() else page(form, quote)


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewQuoteForm())
    if "more" in request.form:
        return longer(form)
    if not form.validate():
        return page(form, status=422)
    return redirect(once(lambda: recorded(form)), 303)


def recorded(form: Any) -> str:
    quote = Quote.record(stamp(), form.prices, **form.about)
    attach(form, quote)
    flash(_("Quote recorded"))
    return url_for("quotes.show", id=quote.id)


def attach(form: Any, quote: Any) -> None:
    if form.file.data:
        uploads.keep(form.file.data, quote, stamp())


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    quote = found(id) or abort(404)
    offer, form = as_offer(quote), QuantityForm(request.args)
    terms = offer.terms
    quantity = form.units(quote.product.monthly_units or terms.least)
    rates, day = FxRate.known(), today()
    body = render_template(
        "quotes/_cost.html" if hx.wanted() else "quotes/show.html",
        q=quote,
        terms=terms,
        valid=validity(quote.valid_until, day),
        form=form,
        quantity=quantity,
        cost=landed_cost(terms, quantity),
        landed=landed_cost_in(team().currency, terms, quantity, rates, day),
        steps=[landed_cost_in(team().currency, terms, one.from_quantity, rates, day) for one in terms.breaks],
        fees=[(name, getattr(quote, f"{name}_state"), getattr(quote, name)) for name in FEES],
        files=[] if hx.wanted() else Attachment.of("quote", [id]).get(id, []),
        others=[] if hx.wanted() else others(quote),
        rise=None if hx.wanted() else risen(quote),
        against=[] if hx.wanted() else against(quote.product_id, [(quote.supplier.name, offer)], rates, day),
    )
    return body, 200, {"Vary": "HX-Request"}


def risen(quote: Any) -> Rise | None:
    """Whether it is dearer than the quote before it with less notice than agreed."""
    signed = team().shelf.read(Supplier.id == quote.supplier_id)
    pair = Quote.supplier == quote.supplier_id, Quote.product == quote.product_id
    return too_sudden(signed, *pair).get(quote.id)


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    quote: Any = get_or_404(here(), id)
    return page(QuoteForm(None, data=filled(quote)), quote)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    quote, form = get_or_404(here(), id), offered(QuoteForm())
    if "more" in request.form:
        return longer(form, quote)
    if refused := refusal(form, lambda: corrected(form, quote), partial(page, form, quote)):
        return refused
    flash(_("Quote saved"))
    return redirect(url_for(".show", id=id), 303)


def corrected(form: Any, quote: Any) -> None:
    with change(stamp()):
        quote.correct(form.seen, stamp(), form.prices, **form.about)
        attach(form, quote)


removable(
    bp,
    Quote,
    find=lambda id: get_or_404(here(), id),
    text=lambda quote: _("Quote deleted"),
    after=lambda quote: url_for("products.show", id=quote.product_id),
    restore=restored(lambda quote: url_for("quotes.show", id=quote.id)),
)
