"""Products of the current business."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE, copy_name, whole
from portal.core.rules.text import folded
from portal.database import get_or_404
from portal.market.queries.prices import too_sudden
from portal.needs.pages.brief import against
from portal.products.forms import NewProductForm, ProductForm
from portal.products.models import FLAGS, Product
from portal.products.pages.choices import products_on_file
from portal.products.pages.list import business_names, product_filters, product_results
from portal.products.pages.offers import history_section, offers_section
from portal.products.pages.reference import reference_text
from portal.products.pages.selling import fees_text
from portal.products.queries import list as lists
from portal.products.queries.filter import ProductFilter
from portal.products.queries.list import with_category
from portal.products.rules import A_BEGINNING
from portal.quotes.forms.pricing import QuantityForm
from portal.quotes.models import Quote
from portal.quotes.pages.pricing import Prices, prices
from portal.settings.current_business import business_or_404, businesses
from portal.settings.models.categories import Category
from portal.settings.team import team
from portal.sheets.export import spreadsheet, xlsx
from portal.suppliers.models.suppliers import Supplier
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.conflicts import refusal
from portal.web.filters import exact
from portal.web.list_filters import all_ticked, by_value
from portal.web.submit_once import new_key, once
from portal.web.undo import removable, restored
from portal.web.words import choices, word

bp = Blueprint("products", __name__, url_prefix="/products")
SUGGESTED = 20  # names while one is typed


def offered(form: Any) -> Any:
    categories = [SelectChoice(str(key), name) for key, name in Category.choices()]
    shops = [SelectChoice(str(shop.id), shop.name) for shop in businesses()]
    return form.offer(kind=choices("goods")[:2], category=[NO_CHOICE, *categories], business=shops)


@bp.get("")
@permission("read")
def index() -> Any:
    asked, doubts = by_value(request.args, category=Category.choices, business=business_names)
    wanted = ProductFilter.read(asked)
    results = product_results(wanted, today(), all_ticked(request.args), doubts)
    if hx.wanted():
        body = render_template("products/_results.html", **results)
    else:
        body = render_template("products/index.html", **results, filters=product_filters(wanted, doubts))
    return body, 200, {"Vary": "HX-Request"}


@bp.get("/named")
@permission("read")
def named() -> Any:
    """Names that complete what is typed into a form."""
    typed = folded(next(iter(request.args.values()), ""))
    names = [name for _key, name, _shop in lists.choices() if typed in folded(name)]
    return render_template("suppliers/_named.html", names=names[:SUGGESTED])


@bp.get("/export.csv")
@permission("read")
def export() -> Any:
    return spreadsheet("products", *exported())


@bp.get("/export.xlsx")
@permission("read")
def export_workbook() -> Any:
    return xlsx("products", *exported())


def exported() -> tuple[list[str], list[list[Any]]]:
    """The list as it is filtered, in the reader's language: headings and lines."""
    form = ProductForm(formdata=None)
    products = lists.exported(ProductFilter.read(request.args), today(), form.columns())
    return [str(form[name].label.text) for name in form.columns()], [written(line) for line in products]


def written(line: dict[str, Any]) -> list[Any]:
    about = line | {"kind": word(line["kind"], "goods")}
    about |= {flag: _("yes") if about[flag] else _("no") for flag in FLAGS}
    about |= {name: exact(value) for name in ("sale_price", "sale_fee") if (value := about[name]) is not None}
    shares = {name: line[name] for name in ("sale_share", "return_rate")}
    about |= {name: None if share is None else f"{exact(share * 100)}%" for name, share in shares.items()}
    return list(about.values())


@bp.get("/new")
@permission("write")
def new() -> Any:
    """Empty, or a copy of another product (`like`)."""
    like = whole(request.args.get("like"))
    source: Any = get_or_404(products_on_file(), like) if like else None
    own = {"key": new_key(), "currency": team().currency, "business": business_or_404().id}
    form = offered(NewProductForm(None, data=own | (copied(source) if source else {})))
    return render_template("products/new.html", form=form, copied=source and source.name)


def copied(product: Any) -> dict[str, Any]:
    """What a product like it begins with; its own code names one product only."""
    about = {name: product.__data__[name] for name in ProductForm.columns() if name != "code"}
    return about | {"name": copy_name(product.name)}


@bp.post("")
@permission("write")
def create() -> Any:
    form = offered(NewProductForm(business=business_or_404().id))
    if not form.validate():
        return render_template("products/new.html", form=form), 422
    return redirect(once(lambda: added(form)), 303)


def added(form: Any) -> str:
    product = Product.add(stamp(), search=words(form), **form.about)
    flash(_("%(product)s added", product=product.name))
    return url_for("products.show", id=product.id)


def words(form: Any) -> str:
    return folded(" ".join((form.name.data, form.code.data, form.note.data)))


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    product = with_category(id) or abort(404)
    form = QuantityForm(request.args)
    quantity = form.units(product.monthly_units or A_BEGINNING)
    quoted = prices(product, quantity, today(), form.expired.data)
    signed = team().shelf.read(Supplier.id.in_([seller.supplier_id for seller in quoted.sellers]))
    offers = offers_section(quoted, too_sudden(signed, Quote.product == id), form, quantity)
    if hx.wanted():
        body = render_template("products/_offers.html", p=product, **offers)
    else:
        body = render_template("products/show.html", p=product, **offers, **around(product, quoted))
    return body, 200, {"Vary": "HX-Request"}


def around(product: Any, quoted: Prices) -> dict[str, Any]:
    """What stands on the page of a product beside its offers."""
    offers = [(priced.seller.name, priced.offer) for priced in quoted.offers]
    needs = against(product.id, offers, quoted.rates, today())
    about = {"traits": traits(product), "sellers": quoted.sellers, "against": needs}
    about["reference"] = reference_text(quoted.reference) if quoted.reference else ""
    about["fees"] = fees_text(product)
    return about | history_section(quoted)


def traits(product: Any) -> str:
    flags = [word(flag, "flag") for flag in FLAGS if getattr(product, flag)]
    return " · ".join([word(product.kind, "goods"), *flags])


@bp.get("/<id:id>/edit")
@permission("write")
def edit(id: int) -> Any:
    product: Any = get_or_404(products_on_file(), id)
    keys = {"category": product.category_id, "business": product.business_id}
    form = ProductForm(None, obj=product, data=keys)
    return edit_page(offered(form), product)


def edit_page(form: Any, product: Any, status: int = 200, conflict: Any = None) -> Any:
    return render_template("products/edit.html", form=form, p=product, conflict=conflict), status


@bp.post("/<id:id>")
@permission("write")
def update(id: int) -> Any:
    product: Any = get_or_404(products_on_file(), id)
    form = offered(ProductForm(business=product.business_id))
    if refused := refusal(
        form,
        lambda: product.amend(form.seen, stamp(), search=words(form), **form.about),
        partial(edit_page, form, product),
    ):
        return refused
    flash(_("%(product)s saved", product=product.name))
    return redirect(url_for(".show", id=id), 303)


removable(
    bp,
    Product,
    find=lambda id: get_or_404(products_on_file(), id),
    text=lambda product: _("%(product)s deleted", product=product.name),
    after=lambda product: url_for(".index"),
    restore=restored(lambda product: url_for("products.show", id=product.id)),
)
