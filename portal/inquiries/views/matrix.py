"""What suppliers answered to the same questions, side by side. The address holds everything."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from portal import content
from portal.comparisons.queries.start import products, sellers
from portal.core.forms.base import whole
from portal.core.models.record import rows
from portal.inquiries.queries.page import asked_suppliers, of
from portal.inquiries.rules.inquiries import LEAST, MOST, matrix
from portal.suppliers.models.suppliers import Supplier
from portal.web.access import permission

bp = Blueprint("matrix", __name__, url_prefix="/inquiries/matrix")
PAPER = "inquiries/matrix/print.html"


def wanted() -> tuple[int | None, list[int]]:
    """The product and the suppliers the address names, each supplier once; of a product those that were asked."""
    product = whole(request.args.get("product"))
    named = list(dict.fromkeys(key for key in map(whole, request.args.getlist("supplier")) if key))
    if product and not named:
        asked = {key for key, _name, _count in asked_suppliers()}
        named = [seller.id for seller in sellers(product, ()) if seller.id in asked]
    return product, named


def laid_out(template: str) -> Any:
    product, keys = wanted()
    known = dict(
        rows(Supplier.select(Supplier.id, Supplier.name).where(Supplier.id.in_(keys), Supplier.deleted_at.is_null()))
    )
    named = [(key, known[key]) for key in keys if key in known]
    columns = named[:MOST]
    ids = [key for key, _name in columns]
    enough = len(columns) >= LEAST
    if not enough and template == PAPER:
        abort(404)
    return render_template(
        template,
        columns=columns,
        chosen=ids,
        enough=enough,
        lines=matrix(ids, of(ids), [question.key for question in content.questions()]) if enough else [],
        asked=asked_suppliers(),
        products=products(),
        product=product,
        too_many=len(named) > MOST,
        address={"supplier": ids, "product": product},
        back=url_for(".index", supplier=ids, product=product),
    )


@bp.get("")
@permission("read")
def index() -> Any:
    return laid_out("inquiries/matrix/index.html")


@bp.get("/print")
@permission("read")
def printed() -> Any:
    """404 where there are not enough suppliers to compare."""
    return laid_out(PAPER)
