"""The home page: what to do next, and where the business stands."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from portal.home.pages.first_page import first_page
from portal.web.access import permission

bp = Blueprint("home", __name__)


@bp.get("/")
@permission("read")
def index() -> Any:
    return first_page("all" in request.args)
