"""Several products against several suppliers. The address holds everything."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for

from portal.baskets.forms import BasketFilter
from portal.baskets.pages.choose import choice_of, choose_page
from portal.baskets.pages.scope import scope_of
from portal.baskets.pages.sheet import sheet
from portal.web.access import permission

bp = Blueprint("baskets", __name__, url_prefix="/baskets")


@bp.get("")
@permission("read")
def index() -> Any:
    wanted = BasketFilter(request.args)
    return start(wanted)


def start(wanted: BasketFilter, status: int = 200) -> Any:
    """Choose products and their quantities, and who is asked."""
    scope = scope_of(wanted)
    return render_template("baskets/index.html", **choose_page(wanted, scope, choice_of(wanted, scope))), status


@bp.get("/show")
@permission("read")
def show() -> Any:
    wanted = BasketFilter(request.args)
    if not wanted.validate():
        return start(wanted, 422)
    if not wanted.complete:
        return redirect(url_for(".show", **wanted.address))
    scope = scope_of(wanted)
    choice = choice_of(wanted, scope)
    page = choose_page(wanted, scope, choice) | sheet(wanted, scope, choice)
    return render_template("baskets/show.html", **page)


@bp.get("/print")
@permission("read")
def printed() -> Any:
    wanted = BasketFilter(request.args)
    if not wanted.validate():
        abort(404)
    scope = scope_of(wanted)
    page = sheet(wanted, scope, choice_of(wanted, scope))
    return render_template("baskets/print.html", **page, back=url_for(".show", **wanted.address))
