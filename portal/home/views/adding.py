"""The panel that adds to a supplier from wherever it is named."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, render_template, request

from portal.database import get_or_404
from portal.home.pages.adding import short_forms
from portal.suppliers.pages.show import suppliers_on_file
from portal.web import hx
from portal.web.access import permission
from portal.web.local_url import local

bp = Blueprint("adding", __name__, url_prefix="/suppliers/<id:id>/add")


@bp.get("")
@permission("write")
def show(id: int) -> Any:
    """A panel on the page where it was asked for; a page without a script. What is saved leads back there."""
    supplier = get_or_404(suppliers_on_file(), id)
    template = "home/adding/_panel.html" if hx.wanted() else "home/adding/index.html"
    body = render_template(template, supplier=supplier, forms_shown=short_forms(supplier), back=came_from())
    return body, 200, {"Vary": "HX-Request"}


def came_from() -> str:
    """The page of ours that named the supplier; empty where nothing says which."""
    try:
        parts = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    except ValueError:
        return ""
    return local(f"{parts.path}?{parts.query}".rstrip("?"), "") if parts.netloc == request.host else ""
