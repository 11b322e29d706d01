"""Filters and columns of a list that a person keeps. Everybody has their own, viewers too."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.core.models.saved_views import SavedView
from portal.core.rules.text import clean
from portal.database import get_or_404
from portal.suppliers.pages.figures import PAGE, chosen_columns
from portal.suppliers.queries.filter import SupplierFilter
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("saved_views", __name__, url_prefix="/saved-views")
LONGEST, PREFIX = 60, "f-"


@bp.post("")
@permission("own")
def keep() -> Any:
    filters = {name.removeprefix(PREFIX): value for name, value in request.form.items() if name.startswith(PREFIX)}
    query = SupplierFilter.read(filters).address
    name = clean(request.form.get("name", "")).replace("\x00", "").replace("\n", " ").strip()
    if not name or len(name) > LONGEST or not query:
        flash(_("Give the view a name of up to 60 characters."))
    else:
        SavedView.keep("suppliers", name, query, stamp())
        flash(_("View “%(view)s” saved", view=name))
    return redirect(f"{url_for('suppliers.index')}?{query}", 303)


@bp.post("/columns")
@permission("own")
def columns() -> Any:
    """The columns of the list, as this person wants to see them from now on."""
    wanted = chosen_columns({PAGE: request.form.getlist("column")})
    current_user.row.choose_columns(PAGE, None if "anew" in request.form else list(wanted))
    query = SupplierFilter.read(dict(parse_qsl(request.form.get("list", "")[:1000]))).address
    return redirect(f"{url_for('suppliers.index')}?{query}", 303)


@bp.post("/<id:id>/forget")
@permission("own")
def forget(id: int) -> Any:
    view: Any = get_or_404(SavedView.select().where(SavedView.user == current_user.id), id)
    view.forget(stamp())
    flash(_("View “%(view)s” forgotten", view=view.name))
    return redirect(url_for("suppliers.index"), 303)
