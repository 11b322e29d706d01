"""Comparisons kept for later, each with the conclusion a person wrote."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from portal.comparisons.forms import ComparisonFilter, Keys
from portal.comparisons.pages.comparison import comparison_of, team_weights
from portal.comparisons.pages.paper import paper
from portal.comparisons.pages.sections import preview
from portal.database import get_or_404
from portal.snapshots.forms import SnapshotForm
from portal.snapshots.models import Snapshot
from portal.snapshots.pages import snapshot_list, snapshot_page, snapshot_pair
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.submit_once import new_key, once

bp = Blueprint("snapshots", __name__, url_prefix="/snapshots")
LONGEST = 4000  # letters of an address


@bp.get("")
@permission("read")
def index() -> Any:
    return render_template("snapshots/index.html", **snapshot_list())


@bp.get("/<id:id>")
@permission("read")
def show(id: int) -> Any:
    snapshot: Snapshot = get_or_404(Snapshot, id)
    return render_template("snapshots/show.html", **snapshot_page(snapshot))


@bp.get("/<id:id>/print")
@permission("read")
def printed(id: int) -> Any:
    snapshot: Snapshot = get_or_404(Snapshot, id)
    back = url_for(".show", id=id)
    return render_template(
        "comparisons/print.html", **paper(snapshot.sheet, snapshot.conclusion), snapshot=snapshot, back=back
    )


@bp.get("/pair")
@permission("read")
def pair() -> Any:
    """Two of them side by side, the older one first."""
    chosen = Keys("").bind(form=ComparisonFilter(), name="snapshot")
    chosen.process(request.args)
    if len(chosen.data) != 2:
        problem = _("Choose two snapshots.")
        return render_template("snapshots/index.html", **snapshot_list(problem)), 422
    snapshots: list[Snapshot] = [get_or_404(Snapshot, key) for key in chosen.data]
    snapshots.sort(key=lambda snapshot: (snapshot.at, snapshot.id))
    return render_template("snapshots/pair.html", **snapshot_pair(snapshots))


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
    sheet = comparison_of(wanted)
    if sheet is None:
        abort(404)
    query = urlencode(wanted.address, doseq=True)
    snapshot = Snapshot.take(
        sheet, form.title.data or "", form.conclusion.data or "", query, current_user.name, stamp()
    )
    flash(_("Snapshot saved."))
    return url_for(".show", id=snapshot.id)


def page(wanted: ComparisonFilter, form: SnapshotForm, status: int = 200) -> Any:
    sheet = comparison_of(wanted)
    if sheet is None:
        abort(404)
    if form.title.data is None:
        form.title.data = sheet.goods.name[:120]
    query = urlencode(wanted.address, doseq=True)
    body = render_template("snapshots/new.html", **preview(sheet), form=form, wanted=wanted, query=query)
    return body, status
