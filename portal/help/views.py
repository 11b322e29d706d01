"""The guide through the portal, and the words of the trade."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from portal.core.rules.search_marks import search_text
from portal.help.pages import guide_steps, help_terms
from portal.web.access import permission

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
@permission("read")
def index() -> Any:
    return render_template("help/index.html", steps=guide_steps())


@bp.get("/terms")
@permission("read")
def terms() -> Any:
    query = search_text(request.args)
    return render_template("help/terms.html", query=query, terms=help_terms(query))
