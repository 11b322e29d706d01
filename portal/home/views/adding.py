"""The panel that adds to a supplier or a product from wherever it is named."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request, url_for

from portal.database import get_or_404
from portal.home.pages.adding import ShortForm, product_forms, short_forms
from portal.products.pages.choices import products_on_file
from portal.suppliers.pages.show import suppliers_on_file
from portal.web import hx
from portal.web.access import permission
from portal.web.local_url import local

bp = Blueprint("adding", __name__)


@bp.get("/suppliers/<id:id>/add")
@permission("write")
def show(id: int) -> Any:
    supplier = get_or_404(suppliers_on_file(), id)
    return panel(supplier, url_for("suppliers.show", id=id), short_forms(supplier), supplier)


@bp.get("/products/<id:id>/add")
@permission("write")
def of_product(id: int) -> Any:
    product = get_or_404(products_on_file(), id)
    return panel(product, url_for("products.show", id=id), product_forms(product))


def panel(record: Any, page_url: str, forms_shown: list[ShortForm], supplier: Any = None) -> Any:
    """A panel on the page where it was asked for; a page without a script. What is saved leads back there."""
    template = "home/adding/_panel.html" if hx.wanted() else "home/adding/index.html"
    about = {"record": record, "page_url": page_url, "forms_shown": forms_shown, "supplier": supplier}
    return render_template(template, **about, back=came_from()), 200, {"Vary": "HX-Request"}


def came_from() -> str:
    """The page of ours that named the supplier; empty where nothing says which."""
    try:
        parts = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    except ValueError:
        return ""
    return local(f"{parts.path}?{parts.query}".rstrip("?"), "") if parts.netloc == request.host else ""
