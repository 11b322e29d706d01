"""Answer sheets: a workbook that goes to the supplier, and comes back filled in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort

from portal.access import permission
from portal.answer_sheets import sheet
from portal.exports import download
from portal.language import LANGUAGES
from portal.uploads import XLSX
from portal.views.inquiries import facts, here

bp = Blueprint("answer_sheets", __name__, url_prefix="/inquiries/<id:id>/answer-sheets")


@bp.get("/blank-<language>.xlsx")
@permission("read")
def blank(id: int, language: str) -> Any:
    """The questions, locked, in one of our languages; only the answers can be typed."""
    if language not in LANGUAGES:
        abort(404)
    return download(f"inquiry-{id}-{language}.xlsx", XLSX, sheet(facts(id), here(id), language))
