"""Tested codes of one batch of a digital sample: pasted, never kept; their results; whether they stay alive."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.codes.forms import CheckForm, CodesForm, ResultForm
from portal.codes.keys import code_key, mark
from portal.codes.models import CodeCheck, SampleCode
from portal.codes.pages import CodeSheet, faults, missing_check, page_of, repeated
from portal.codes.rules import First, holds_code, read_paste
from portal.core.forms.base import whole
from portal.core.models.change import Stale
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.samples.models.samples import Batch, Closed
from portal.samples.pages.show import batch_of, closed
from portal.web import hx
from portal.web.access import permission
from portal.web.clock import stamp, today
from portal.web.submit_once import earlier, once
from portal.web.undo import UNDOERS, UndoRefused, way_back
from portal.web.words import choices

bp = Blueprint("codes", __name__, url_prefix="/samples/<id:id>/batches/<id:batch>/codes")
bp.register_error_handler(Closed, closed)


@bp.get("")
@permission("read")
def show(id: int, batch: int) -> Any:
    sheet = CodeSheet(id, batch_of(id, batch))
    if not sheet.digital:
        return redirect(url_for("samples.show", id=id))
    return page_of(sheet)


@bp.post("")
@permission("write")
def add(id: int, batch: int) -> Any:
    """What was pasted is read, hashed and forgotten: no answer holds it."""
    if first := earlier():
        return hx.see(first)
    sheet, form = CodeSheet(id, batch_of(id, batch)), CodesForm().offer(choices("code_result"), today())
    sheet.digital_only()
    valid, key = form.validate(), code_key()
    text = form.codes.data or ""
    paste = read_paste(text, key)
    refusals = faults(paste)
    pasted = {code.fingerprint for code in paste.codes}
    if holds_code(form.note.data or "", text) or sheet.names_code(form.note.data or "", key, pasted):
        form.note.refuse()
        valid = False
    if not valid or refusals:
        return refused(sheet, form, refusals)
    about = First(form.result.data), form.tested_on.data, form.note.data or ""

    def record() -> str:
        SampleCode.record(sheet.batch, paste.codes, *about, mark(key), stamp())
        return address(id, batch)

    place = once(record)
    flash(" ".join([ngettext("%(num)d code added.", "%(num)d codes added.", len(paste.codes)), *repeated(paste)]))
    return hx.see(place)


def refused(sheet: CodeSheet, form: CodesForm, refusals: list[str]) -> Any:
    """The box of faults alone, so that the browser's own field keeps its text; or the page, with that field empty."""
    refusals = [f"{field.label.text}: {error}" for field in form for error in field.errors] + refusals
    if hx.wanted():
        return render_template("codes/_faults.html", refusals=refusals), 422
    return page_of(sheet, 422, codes=form, refusals=refusals)


@bp.post("/results")
@permission("write")
def judge(id: int, batch: int) -> Any:
    sheet, form = CodeSheet(id, batch_of(id, batch)), ResultForm().offer(choices("code_result"), today())
    if not form.validate() or not picked():
        return page_of(sheet, 422, result=form, unpicked=not picked())
    SampleCode.judge(sheet.batch, picked(), First(form.result.data), form.tested_on.data, stamp())
    return redirect(address(id, batch, "list"), 303)


@bp.post("/take-out")
@permission("write")
def take_out(id: int, batch: int) -> Any:
    sheet, seen = CodeSheet(id, batch_of(id, batch)), picked()
    if not seen:
        return page_of(sheet, 422, unpicked=True)
    SampleCode.take_out(sheet.batch, seen, stamp())
    undo = way_back("batch.codes_remove", batch, list(seen))
    flash(ngettext("%(num)d code taken out", "%(num)d codes taken out", len(seen)), undo)
    return redirect(address(id, batch, "list"), 303)


def picked() -> dict[int, int]:
    """The ticked codes, with the version of each that the person saw."""
    pairs = [code.partition("-") for code in request.form.getlist("code")]
    return {whole(id) or 0: whole(version) or 0 for id, _dash, version in pairs}


@bp.post("/checks")
@permission("write")
def check(id: int, batch: int) -> Any:
    sheet, form = CodeSheet(id, batch_of(id, batch)), CheckForm()
    point = sheet.point(whole(request.form.get("day")) or 0)
    valid = form.validate()
    if sheet.names_code(form.note.data or "", code_key()):
        form.note.refuse()
        valid = False
    if not valid or missing_check(form, sheet, point, today()):
        return page_of(sheet, 422, day=point.day, check=form)
    seen = whole(form.version.data) or 0
    try:
        CodeCheck.put(sheet.batch, point.day, seen, stamp(), **form.about)
    except Stale as stale:
        form.version.data = stale.current.version
        return page_of(CodeSheet(id, sheet.batch), 409, day=point.day, check=form, conflict=stale.current)
    flash(_("Check of day %(day)s saved", day=point.day))
    return redirect(address(id, batch, "checks"), 303)


def address(id: int, batch: int, anchor: str = "") -> str:
    return url_for("codes.show", id=id, batch=batch, _anchor=anchor or None)


def bring_back(offer: Undo, by: Stamp) -> str:
    batch: Any = get_or_404(Batch, offer.object_id)
    shown_at = address(batch.sample_id, batch.id, "list")
    try:
        SampleCode.put_back(batch, offer.payload, by)
    except Closed:
        raise UndoRefused(_("The verdict is signed: the codes stay out."), shown_at) from None
    return shown_at


UNDOERS["batch.codes_remove"] = bring_back
