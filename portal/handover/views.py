"""An administrator merges two suppliers: choose the one that stays, see what moves, type the name."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.core.models.change import Stale
from portal.core.rules.search_marks import search_text, words_of
from portal.core.rules.text import folded
from portal.database import get_or_404
from portal.handover.forms import MergeForm
from portal.handover.models.merging import belongings, merge, missing_facts
from portal.handover.pages import moving_texts
from portal.home.queries import search
from portal.suppliers.forms.suppliers import SupplierForm
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.pages.forms import blocked
from portal.suppliers.queries.list import look_alikes
from portal.suppliers.rules.pipeline import Banned
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("merges", __name__, url_prefix="/suppliers")


@bp.get("/<id:id>/merge")
@permission("merge")
def choose(id: int) -> Any:
    """Which supplier stays: look-alikes first, others by searching."""
    gone = standing(id)
    twins = look_alikes(gone.name, gone.legal_name, gone.company_code, gone.website, id)
    query = search_text(request.args)
    hits = [hit for hit in search.suppliers(words_of(query)) if hit.id != id] if query else []
    return render_template("suppliers/merge.html", gone=gone, twins=twins, query=query, hits=hits)


@bp.get("/<id:id>/merge/<id:into>")
@permission("merge")
def preview(id: int, into: int) -> Any:
    gone, kept = both(id, into)
    return page(gone, kept, MergeForm(formdata=None, version=gone.version))


@bp.post("/<id:id>/merge/<id:into>")
@permission("merge")
def perform(id: int, into: int) -> Any:
    gone, kept = both(id, into)
    form = MergeForm()
    if not form.validate() or folded(form.name.data) != folded(gone.name):
        form.name.errors = form.name.errors or [_("This is not the name. Type: %(name)s", name=gone.name)]
        return page(gone, kept, form, 422)
    try:
        merge(gone, kept, form.seen, stamp())
    except Banned as banned:
        form.name.errors = [blocked(banned)]
        return page(gone, kept, form, 422)
    except Stale:
        form.version.data = gone.version
        return page(standing(id), kept, form, 409)
    flash(_("%(gone)s is now part of %(kept)s", gone=gone.name, kept=kept.name))
    return redirect(url_for("suppliers.show", id=kept.id), 303)


def standing(id: int) -> Any:
    return get_or_404(Supplier.select().where(Supplier.deleted_at.is_null()), id)


def both(id: int, into: int) -> tuple[Any, Any]:
    if id == into:
        abort(404)
    return standing(id), standing(into)


def page(gone: Supplier, kept: Supplier, form: MergeForm, status: int = 200) -> Any:
    labels = SupplierForm(formdata=None)
    body = render_template(
        "suppliers/merge_preview.html",
        gone=gone,
        kept=kept,
        form=form,
        moving=moving_texts(belongings(gone)),
        facts=[labels[name].label.text for name in missing_facts(gone, kept)],
        stale=status == 409,
    )
    return body, status
