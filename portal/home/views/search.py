"""The search of the page head: suppliers, products, papers and notes, grouped."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from portal.core.rules.search_marks import search_text, words_of
from portal.home.pages.search import search_groups
from portal.home.queries.search import MOST
from portal.web import hx
from portal.web.access import permission

bp = Blueprint("search", __name__, url_prefix="/search")
AT_ONCE = 5  # of each kind, while somebody types


@bp.get("")
@permission("read")
def index() -> Any:
    query = search_text(request.args)
    groups = search_groups(query, words_of(query))
    if hx.wanted():
        body = render_template("home/search/_quick.html", query=query, groups=groups, most=AT_ONCE)
    else:
        body = render_template("home/search/index.html", query=query, groups=groups, most=MOST)
    return body, 200, {"Vary": "HX-Request"}
