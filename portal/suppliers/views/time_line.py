"""What happened with a supplier: the pages of its time line."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from portal.core.forms.base import whole
from portal.database import get_or_404
from portal.suppliers.pages.show import suppliers_on_file
from portal.suppliers.pages.time_line import time_line_card
from portal.suppliers.queries.time_line import MOST
from portal.web import hx
from portal.web.access import permission

bp = Blueprint("time_line", __name__, url_prefix="/suppliers/<id:id>/time-line")


@bp.get("")
@permission("read")
def show(id: int) -> Any:
    """The page; as a fragment what happened from its beginning, later on only the next entries."""
    supplier: Any = get_or_404(suppliers_on_file(), id)
    start = min(whole(request.args.get("start")) or 0, MOST)
    line = time_line_card(id, start, request.args.get("show") == "talks")
    template = "suppliers/time_line.html"
    if hx.wanted():
        template = "suppliers/_entries.html" if start else "suppliers/_happenings.html"
    return render_template(template, supplier=supplier, line=line), 200, {"Vary": "HX-Request"}
