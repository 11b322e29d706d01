"""The home page: where the business stands and what is to be done."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from portal.access import permission

bp = Blueprint("home", __name__)


@bp.get("/")
@permission("read")
def index() -> Any:
    return render_template("home/index.html")
