"""What the freight is, asked once of all who quote a product without it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request

from portal.home.pages.freight_questions import freight_question, languages_of_question
from portal.home.queries.freight_gaps import freight_gaps
from portal.products.queries.list import with_category
from portal.web.access import permission
from portal.web.clock import today
from portal.web.language import LANGUAGES, choose

bp = Blueprint("freight_questions", __name__, url_prefix="/freight-questions")


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    product, asked = with_category(id) or abort(404), request.args.get("language", "")
    language = asked if asked in LANGUAGES else choose()
    return render_template(
        "home/freight/show.html",
        product=product,
        gaps=freight_gaps(id, today()),
        text=freight_question(product.name, language),
        ways=languages_of_question(id, language),
    )
