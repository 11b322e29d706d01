"""A tester's own sheet: what was found, one criterion of one batch at a time."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.core.forms.base import whole
from portal.core.forms.reopening import is_reopening
from portal.core.models.change import Stale
from portal.core.rules.card_codes import looks_like_codes
from portal.core.rules.text import clean
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Closed
from portal.samples.pages.cells import CellBox, Typed, typed
from portal.samples.pages.show import closed
from portal.samples.pages.tester_sheet import Bench, TesterSheet
from portal.samples.rules.measuring import TESTED, read_figures
from portal.samples.rules.sampling import SampleCriterion
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("measurements", __name__, url_prefix="/samples/<id:id>")
bp.register_error_handler(Closed, closed)
LONGEST_NOTE = 1000  # characters


@bp.get("/test")
@permission("write")
def sheet(id: int) -> Any:
    """My sheet of the batch in the address, or of the first."""
    mine = TesterSheet(id)
    first = next(iter(mine.test.facts.batches), None)
    return mine.page(mine.batch(whole(request.args.get("batch"))) or first)


@bp.get("/batches/<id:batch>/<code>")
@permission("write")
def cell(id: int, batch: int, code: str) -> Any:
    bench = Bench(id, batch)
    return answered(bench, bench.box(bench.criterion(code)))


@bp.post("/batches/<id:batch>/<code>")
@permission("write")
def measure(id: int, batch: int, code: str) -> Any:
    bench = Bench(id, batch)
    criterion = bench.criterion(code)
    values, sent = read(criterion)
    if sent.faults or sent.note_fault or is_reopening():
        return answered(bench, typed(bench.box(criterion), sent), 422)
    try:
        Measurement.put(bench.sample, batch, code, values, sent.note, sent.seen, stamp())
    except Stale:
        return answered(bench, typed(bench.box(criterion), sent, bench.cell(code)), 409)
    if not hx.wanted():
        return redirect(url_for(".sheet", id=id, batch=batch, _anchor=code), 303)
    return answered(bench, bench.box(criterion))


def read(criterion: SampleCriterion) -> tuple[dict[str, str], Typed]:
    """The figures of the form, and what was typed. The button "save mine" says in `over` what was seen meanwhile."""
    raw = {measure.key: request.form.get(f"v-{measure.key}", "") for measure in criterion.measures}
    raw |= {TESTED: request.form.get(f"v-{TESTED}", "")}
    values, faults = read_figures(criterion, raw)
    note = clean(request.form.get("note", "")).replace("\x00", "").strip()
    seen = whole(request.form.get("over")) or whole(request.form.get("seen")) or 0
    return values, Typed(raw, note, seen, faults, note_fault(note))


def note_fault(note: str) -> str:
    if looks_like_codes(note):
        return _("This looks like card codes. Codes are never kept here: take them out.")
    return _("At most %(number)s characters.", number=LONGEST_NOTE) if len(note) > LONGEST_NOTE else ""


def answered(bench: Bench, box: CellBox, status: int = 200) -> Any:
    """The cell alone, or the whole sheet with it."""
    if not hx.wanted():
        return TesterSheet(bench.sample.id).page(box.batch, box), status
    answer = make_response(render_template("samples/_cell_answer.html", box=box, tally=bench.tally), status)
    if request.method == "GET":
        answer.headers["HX-Reswap"] = "outerHTML"
    return answer
