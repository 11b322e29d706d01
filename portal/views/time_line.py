"""What happened with a supplier: the pages of its time line."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from portal import hx
from portal.access import permission
from portal.clock import today, zone
from portal.database import get_or_404
from portal.forms.base import whole
from portal.models.time_lines import MOST, time_line
from portal.views.supplier_page import suppliers_on_file

bp = Blueprint("time_line", __name__, url_prefix="/suppliers/<id:id>/time-line")


@bp.get("")
@permission("read")
def show(id: int) -> Any:
    """The page; as a fragment the card at its beginning, later on only the next entries."""
    supplier: Any = get_or_404(suppliers_on_file(), id)
    start = min(whole(request.args.get("start")) or 0, MOST)
    line = time_line(id, today(), zone(), start, request.args.get("show") == "talks")
    template = "suppliers/time_line.html"
    if hx.wanted():
        template = "suppliers/_entries.html" if start else "suppliers/_time_line.html"
    return render_template(template, s=supplier, line=line), 200, {"Vary": "HX-Request"}
