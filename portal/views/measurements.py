"""What a tester finds, one criterion of one batch at a time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user

from portal import errors, hx, uploads
from portal.access import permission
from portal.clock import stamp
from portal.domain.codes import looks_like_codes
from portal.domain.measuring import judge_reading, read_figures
from portal.domain.text import clean
from portal.forms.suppliers import whole
from portal.models import Measurement
from portal.models.base import Stale
from portal.models.sample_pages import Test, test_of
from portal.models.samples import Closed
from portal.views.samples import here

bp = Blueprint("measurements", __name__, url_prefix="/samples")
LONGEST_NOTE = 1000


@bp.get("/<id:id>/test")
@permission("write")
def sheet(id: int) -> Any:
    """My sheet: the batch of the address, or the first."""
    test = test_of(here(id))
    return render_template("samples/test.html", **about(test, chosen(test, request.args.get("batch"))))


def chosen(test: Test, text: str | None) -> Any:
    keys = [key for key, _number, _day in test.batches]
    wanted = whole(text)
    return wanted if wanted in keys else (keys[0] if keys else None)


def about(test: Test, batch: Any) -> dict[str, Any]:
    applying = [row.criterion for row in test.judged().rows]
    cells = {one.code: test.cell(batch, one.code, current_user.id) for one in applying} if batch else {}
    return {"s": test.sample, "t": test, "batch": batch, "criteria": applying, "cells": cells, "judge": judge}


def judge(criterion: Any, cell: Any) -> str:
    values = {key: Decimal(value) for key, value in cell.values.items()} if cell else {}
    return str(judge_reading(criterion, values, {}))


@bp.post("/<id:id>/batches/<id:batch>/<code>")
@permission("write")
def measure(id: int, batch: int, code: str) -> Any:
    test = test_of(here(id))
    criterion = next((row.criterion for row in test.judged().rows if row.criterion.code == code), None)
    if criterion is None or batch not in [key for key, _number, _day in test.batches]:
        abort(404)
    raw = {measure.key: request.form.get(measure.key, "")[:60] for measure in criterion.measures}
    values, faults = read_figures(criterion, raw)
    note = clean(request.form.get("note", "")).replace("\x00", "")[:LONGEST_NOTE].strip()
    seen = request.form.get("version", 0, int)
    if looks_like_codes(note):
        faults["note"] = "codes"  # type: ignore[assignment]
    if faults:
        return answer(test, batch, criterion, 422, raw=raw, note=note, faults=faults, seen=seen)
    try:
        Measurement.put(test.sample, batch, code, values, note, seen, stamp())
    except Closed:
        return errors.page(409)
    except Stale as stale:
        return answer(test, batch, criterion, 409, raw=raw, note=note, stored=stale.current, seen=stale.current.version)
    if upload := request.files.get("photo"):
        try:
            uploads.keep(upload, test.sample, stamp(), slot=f"{code}:{batch}")
        except uploads.BadFile as bad:
            fresh = test_of(here(id))
            return answer(fresh, batch, criterion, 422, faults={"photo": uploads.refusal(bad)})
    return answer(test_of(here(id)), batch, criterion, 200)


def answer(test: Test, batch: int, criterion: Any, status: int, **typed: Any) -> Any:
    if hx.wanted():
        cell = test.cell(batch, criterion.code, current_user.id)
        body = render_template(
            "samples/_cell.html", s=test.sample, batch=batch, c=criterion, cell=cell, typed=typed, judge=judge
        )
        return body, status
    if status == 200:
        return redirect(url_for(".sheet", id=test.sample.id, batch=batch, _anchor=criterion.code), 303)
    page = render_template("samples/test.html", **about(test, batch), wrong=criterion.code, typed=typed)
    return page, status
