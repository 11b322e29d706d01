"""Comparisons kept for later, each with the conclusion a person wrote."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.comparisons.forms import ComparisonFilter, Keys, SnapshotForm
from portal.comparisons.models import Snapshot
from portal.comparisons.pages import laid_out, team_weights
from portal.comparisons.queries.start import recent
from portal.database import get_or_404
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.submit_once import new_key, once

bp = Blueprint("snapshots", __name__, url_prefix="/snapshots")
MANY = 200
LONGEST = 4000  # letters of an address


@bp.get("")
@permission("read")
def index() -> Any:
    return render_template("comparisons/snapshots/index.html", rows=recent(limit=MANY), problem="")


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    snapshot: Snapshot = get_or_404(Snapshot, id)
    return render_template("comparisons/snapshots/show.html", snapshot=snapshot, sheet=snapshot.sheet)


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    snapshot: Snapshot = get_or_404(Snapshot, id)
    back = url_for(".show", id=id)
    return render_template("comparisons/print.html", snapshot=snapshot, sheet=snapshot.sheet, back=back)


@bp.get("/pair")
@permission("read")
def pair() -> Any:
    """Two of them side by side, the older one first."""
    chosen = Keys("").bind(form=ComparisonFilter(), name="snapshot")
    chosen.process(request.args)
    if len(chosen.data) != 2:
        problem = _("Choose two snapshots.")
        return render_template("comparisons/snapshots/index.html", rows=recent(limit=MANY), problem=problem), 422
    both: list[Snapshot] = sorted((get_or_404(Snapshot, key) for key in chosen.data), key=lambda one: (one.at, one.id))
    sheets = [one.sheet for one in both]
    names = {column.dossier.supplier: column.dossier.name for sheet in sheets for column in sheet.columns}
    differs = len({(sheet.goods.id, sheet.quantity, sheet.currency) for sheet in sheets}) > 1
    return render_template(
        "comparisons/snapshots/pair.html", snapshots=both, sheets=sheets, names=names, differs=differs
    )


@bp.get("/new")
@permission("write")
def new() -> Any:
    wanted = asked_for(request.query_string.decode("utf-8", "replace"))
    form = SnapshotForm(formdata=None, key=new_key())
    return page(wanted, form)


@bp.post("")
@permission("write")
def create() -> Any:
    wanted, form = asked_for(request.form.get("query", "")), SnapshotForm()
    if not form.validate():
        return page(wanted, form, 422)
    return redirect(once(lambda: kept(wanted, form)), 303)


def asked_for(query: str) -> ComparisonFilter:
    """The comparison of an address, or the page that is not there."""
    wanted = ComparisonFilter(MultiDict(parse_qsl(query[:LONGEST])))
    wanted.weigh(team_weights())
    if not wanted.validate():
        abort(404)
    return wanted


def kept(wanted: ComparisonFilter, form: SnapshotForm) -> str:
    sheet = laid_out(wanted)
    if sheet is None:
        abort(404)
    query = urlencode(wanted.address, doseq=True)
    snapshot = Snapshot.take(
        sheet, form.title.data or "", form.conclusion.data or "", query, current_user.name, stamp()
    )
    flash(_("Snapshot kept."))
    return url_for(".show", id=snapshot.id)


def page(wanted: ComparisonFilter, form: SnapshotForm, status: int = 200) -> Any:
    sheet = laid_out(wanted)
    if sheet is None:
        abort(404)
    if form.title.data is None:
        form.title.data = sheet.goods.name[:120]
    query = urlencode(wanted.address, doseq=True)
    return render_template("comparisons/snapshots/new.html", form=form, sheet=sheet, wanted=wanted, query=query), status
