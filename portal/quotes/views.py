"""Quotes: what a supplier asks for a product, and what that really costs."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.core.models.change import change
from portal.database import get_or_404
from portal.imports.pages.kinds.quotes import table
from portal.quotes.forms.pricing import QuantityForm
from portal.quotes.forms.quotes import NewQuoteForm, QuoteForm
from portal.quotes.models import Quote
from portal.quotes.pages.forms import answers, begun, differences, digital, filled, offered, quotes_on_file
from portal.quotes.pages.list import quote_filters, quote_list
from portal.quotes.pages.notices import ends_soon
from portal.quotes.pages.show import quote_values
from portal.quotes.queries.list import QuoteFilter, matching, products_quoted, suppliers_quoted
from portal.quotes.queries.page import quote_row
from portal.sheets.export import spreadsheet, xlsx
from portal.web import hx, uploads
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal, refusal_of, with_readings
from portal.web.list_filters import all_ticked, by_value
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored

bp = Blueprint("quotes", __name__, url_prefix="/quotes")


@bp.get("")
@permission("read")
def index() -> Any:
    asked, doubts = by_value(request.args, product=products_quoted, supplier=suppliers_quoted)
    wanted = QuoteFilter.read(asked)
    values = quote_list(wanted, today(), all_ticked(request.args), doubts)
    if hx.wanted():
        body = render_template("quotes/_results.html", **values)
    else:
        body = render_template("quotes/index.html", **values, filters=quote_filters(wanted, doubts))
    return body, 200, {"Vary": "HX-Request"}


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("quotes", *table(matching(QuoteFilter.read(request.args), today(), ends_soon())))


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("quotes", *table(matching(QuoteFilter.read(request.args), today(), ends_soon())))


@bp.get("/new")
@permission("write")
def new() -> Any:
    """An empty quote, or a copy of an older one (`like`) to write the new figures into."""
    start = begun(request.args)
    return page(NewQuoteForm(None, data=start | {"key": new_key()}), answers=answers(request.args, start["supplier"]))


def page(form: Any, quote: Any = None, status: int = 200, conflict: Any = None, answers: Any = None) -> Any:
    body = render_template(
        "quotes/edit.html" if quote else "quotes/new.html",
        form=offered(form),
        quote=quote,
        answers=answers,
        conflict=conflict,
        digital=digital(form.product.data),
        more=differences(form, conflict) if conflict else (),
    )
    return body, status


def longer(form: Any, quote: Any = None) -> Any:
    """The form again, with room for more price lines."""
    form.lengthen()
    if hx.wanted():
        return render_template("quotes/_breaks.html", form=offered(form), quote=quote)
    return page(form, quote)


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewQuoteForm())
    if "more" in request.form:
        return longer(form)
    if not form.validate():
        return refusal_of(form, partial(page, form, status=422))
    return hx.see(once(lambda: recorded(form)))


def recorded(form: Any) -> str:
    quote = Quote.record(stamp(), form.prices, **form.about)
    attach(form, quote)
    flash(with_readings(_("Quote added"), form))
    return url_for("quotes.show", id=quote.id)


def attach(form: Any, quote: Any) -> None:
    if form.file.data:
        uploads.keep(form.file.data, quote, stamp())


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    quote, fragment = quote_row(id) or abort(404), hx.wanted()
    values = quote_values(quote, QuantityForm(request.args), fragment)
    template = "quotes/_cost.html" if fragment else "quotes/show.html"
    return render_template(template, **values), 200, {"Vary": "HX-Request"}


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    quote: Any = get_or_404(quotes_on_file(), id)
    return page(QuoteForm(None, data=filled(quote)), quote)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    quote, form = get_or_404(quotes_on_file(), id), offered(QuoteForm())
    if "more" in request.form:
        return longer(form, quote)
    if refused := refusal(form, lambda: corrected(form, quote), partial(page, form, quote)):
        return refused
    flash(with_readings(_("Quote saved"), form))
    return redirect(url_for(".show", id=id), 303)


def corrected(form: Any, quote: Any) -> None:
    with change(stamp()):
        quote.correct(form.seen, stamp(), form.prices, **form.about)
        attach(form, quote)


removable(
    bp,
    Quote,
    find=lambda id: get_or_404(quotes_on_file(), id),
    text=lambda quote: _("Quote deleted"),
    after=lambda quote: url_for("products.show", id=quote.product_id),
    restore=restored(lambda quote: url_for("quotes.show", id=quote.id)),
)
