"""A sample's own limits: those of the product, of the supplier's promise, or of the law."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.checklists.forms import FAULTS
from portal.checklists.rules.answers import AnswerFault, BadAnswer, plain
from portal.core.forms.base import whole
from portal.core.models.change import Stale
from portal.samples.models.samples import Closed
from portal.samples.pages.show import as_it_stands, closed, sample_or_404
from portal.samples.rules.measuring import figure_from
from portal.samples.rules.sample_tests import SampleTest
from portal.samples.rules.sampling import LimitFrom, Measure, SampleCriterion
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("limits", __name__, url_prefix="/samples/<id:id>/limits")
bp.register_error_handler(Closed, closed)


class LimitLine(NamedTuple):
    criterion: SampleCriterion
    measure: Measure
    key: str
    typed: str
    fault: AnswerFault | None = None


def own(test: SampleTest) -> list[tuple[SampleCriterion, Measure, str]]:
    """The figures whose limit may be this sample's own."""
    asked = [row.criterion for row in test.sheet.rows if row.criterion.limit_from is not LimitFrom.default]
    return [
        (criterion, measure, f"{criterion.code}.{measure.key}") for criterion in asked for measure in criterion.measures
    ]


@bp.get("")
@permission("write")
def edit(id: int) -> Any:
    sample = sample_or_404(id)
    kept = as_it_stands(sample)
    limits = kept.facts.limits
    lines = [
        LimitLine(criterion, measure, key, plain(limits[key]) if key in limits else "")
        for criterion, measure, key in own(kept)
    ]
    return page(sample, lines, sample.version)


def page(sample: Any, lines: list[LimitLine], version: int, status: int = 200, conflict: bool = False) -> Any:
    about = {"s": sample, "lines": lines, "version": version, "conflict": conflict, "faults": FAULTS}
    return render_template("own_tests/limits.html", **about), status


@bp.post("")
@permission("write")
def update(id: int) -> Any:
    sample = sample_or_404(id)
    lines = [read(criterion, measure, key) for criterion, measure, key in own(as_it_stands(sample))]
    seen = whole(request.form.get("version")) or 0
    if any(line.fault for line in lines):
        return page(sample, lines, seen, 422)
    try:
        sample.correct(seen, stamp(), limits={line.key: line.typed for line in lines if line.typed})
    except Stale as stale:
        return page(sample, lines, stale.current.version, 409, conflict=True)
    flash(_("Limits saved"))
    return redirect(url_for("samples.show", id=id, _anchor="sheet"), 303)


def read(criterion: SampleCriterion, measure: Measure, key: str) -> LimitLine:
    text = request.form.get(key, "").strip()[:40]
    try:
        return LimitLine(criterion, measure, key, plain(figure_from(measure, text)) if text else "")
    except BadAnswer as bad:
        return LimitLine(criterion, measure, key, text, bad.fault)
