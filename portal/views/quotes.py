"""Quotes: what a supplier asks for a product, and what that really costs."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal import uploads
from portal.access import permission
from portal.clock import stamp, today
from portal.database import get_or_404
from portal.domain.landed_cost import landed_cost, landed_cost_in
from portal.domain.terms import Break, validity
from portal.forms.quotes import FEES, NewQuoteForm, QuoteForm
from portal.forms.suppliers import whole
from portal.models import Attachment, FxRate, Product, Quote, Source, Supplier, Undo
from portal.models.base import Stale, Stamp
from portal.models.offers import offer
from portal.models.product_lists import choices as products
from portal.models.supplier_lists import choices_by_name
from portal.once import new_key, once
from portal.team import team
from portal.views.undo import UNDOERS
from portal.words import choices

bp = Blueprint("quotes", __name__, url_prefix="/quotes")
LARGEST_ORDER = 10**9


def here() -> Any:
    return Quote.select().where(Quote.deleted_at.is_null())


def offered(form: Any) -> Any:
    return form.offer(
        choices("fee"),
        supplier=[SelectChoice(str(key), name) for key, name in choices_by_name()],
        product=[SelectChoice(str(key), name) for key, name in products()],
        tax_basis=choices("tax_basis"),
        payment=choices("payment"),
    )


@bp.get("/new")
@permission("write")
def new() -> Any:
    """An empty quote, or a copy of an older one (`like`) to write the new figures into."""
    like = whole(request.args.get("like"))
    given: dict[str, Any] = {name: whole(request.args.get(name)) for name in ("supplier", "product")}
    if like is not None:
        given = filled(get_or_404(here(), like))
    given |= {"key": new_key(), "quoted_on": today(), "valid_until": None}
    given.setdefault("currency", team().currency)
    given.setdefault("payment", "unknown")
    given.setdefault("tax_basis", "unknown")
    return render_template("quotes/new.html", form=offered(NewQuoteForm(None, data=given)))


def filled(quote: Any) -> dict[str, Any]:
    """A quote as the form takes it."""
    found = {name: quote.__data__[name] for name in quote.__data__ if name not in FEES}
    found["breaks"] = [{"from_quantity": quantity, "unit_price": price} for quantity, price in quote.breaks()]
    for name in FEES:
        found[name] = {"state": getattr(quote, f"{name}_state"), "figure": getattr(quote, name)}
    return found


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewQuoteForm())
    if not form.validate():
        return render_template("quotes/new.html", form=form), 422
    try:
        return redirect(once(lambda: recorded(form)), 303)
    except uploads.BadFile as bad:
        form.file.errors = [uploads.refusal(bad)]
        return render_template("quotes/new.html", form=form), 422


def recorded(form: Any) -> str:
    quote = Quote.record(stamp(), form.prices, **form.about)
    if form.file.data:
        uploads.keep(form.file.data, quote, stamp())
    flash(_("Quote recorded"))
    return url_for("quotes.show", id=quote.id)


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    query = Quote.select(Quote, Supplier, Product).join(Supplier).switch(Quote).join(Product)
    quote: Any = get_or_404(query.where(Quote.deleted_at.is_null()), id)
    source = Source.get_or_none((Source.supplier == quote.supplier_id) & (Source.product == quote.product_id))
    own = source.return_rate if source else None
    rate = quote.product.return_rate if own is None else own
    terms = offer(quote, tuple(Break(*one) for one in quote.breaks()), rate, quote.product.kind == "digital").terms
    quantity = whole(request.args.get("quantity")) or quote.product.monthly_units or terms.least
    quantity = max(1, min(quantity, LARGEST_ORDER))
    return render_template(
        "quotes/_cost.html" if "quantity" in request.args and request.headers.get("HX-Request") else "quotes/show.html",
        q=quote,
        terms=terms,
        valid=validity(quote.valid_until, today()),
        quantity=quantity,
        cost=landed_cost(terms, quantity),
        landed=landed_cost_in(team().currency, terms, quantity, FxRate.known(), today()),
        files=Attachment.of("quote", [id]).get(id, []),
        fees=[(name, getattr(quote, f"{name}_state"), getattr(quote, name)) for name in FEES],
    )


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    quote: Any = get_or_404(here(), id)
    form = QuoteForm(None, data=filled(quote))
    return render_template("quotes/edit.html", form=offered(form), q=quote, conflict=None)


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    quote: Any = get_or_404(here(), id)
    form = offered(QuoteForm())
    if not form.validate():
        return render_template("quotes/edit.html", form=form, q=quote, conflict=None), 422
    try:
        quote.correct(form.seen, stamp(), form.prices, **form.about)
        if form.file.data:
            uploads.keep(form.file.data, quote, stamp())
    except Stale as stale:
        form.version.data = stale.current.version
        return render_template("quotes/edit.html", form=form, q=quote, conflict=stale.current), 409
    except uploads.BadFile as bad:
        form.file.errors = [uploads.refusal(bad)]
        form.version.data = quote.version
        return render_template("quotes/edit.html", form=form, q=quote, conflict=None), 422
    flash(_("Quote saved"))
    return redirect(url_for(".show", id=id), 303)


@bp.post("/<id:id>/remove")
@permission("write")
def remove(id: int) -> Any:
    quote: Any = get_or_404(here(), id)
    quote.remove(stamp())
    flash(_("Quote deleted"), url_for("undo.take", token=Undo.offer("quote.remove", id, stamp())))
    return redirect(url_for("products.show", id=quote.product_id), 303)


def bring_back(offer: Undo, by: Stamp) -> str:
    quote: Any = get_or_404(Quote, offer.object_id)
    quote.restore(by)
    return url_for("quotes.show", id=quote.id)


UNDOERS["quote.remove"] = bring_back
