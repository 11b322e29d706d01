"""Photos and files of a sample: of one criterion, or of the sample as a whole."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.checklists.forms import EvidenceForm
from portal.core.forms.base import whole
from portal.core.forms.files import fault as fault_of
from portal.core.models.attachments import Attachment
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.samples.models.samples import Closed, Sample
from portal.samples.pages.show import closed, sample_or_404, sample_page
from portal.samples.pages.tester_sheet import FileFault, TesterSheet
from portal.web import hx, uploads
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import UNDOERS, UndoRefused, way_back
from portal.web.uploads import ACCEPT

bp = Blueprint("photos", __name__, url_prefix="/samples/<id:id>/files")
bp.register_error_handler(Closed, closed)


@bp.post("")
@permission("write")
def add(id: int) -> Any:
    """A file for the criterion named in `code`, else for the whole sample."""
    sheet, code = TesterSheet(id), request.form.get("code", "")
    code = code if sheet.test.row(code) else ""
    form = EvidenceForm()
    if wrong := fault_of(form, _("Choose a file.")):
        return answered(id, code, wrong)
    with change(stamp()):
        Sample.lock(id)
        uploads.keep(form.file.data, sheet.sample, stamp(), slot=code)
    return answered(id, code)


@bp.post("/<id:file>/remove")
@permission("write")
def remove(id: int, file: int) -> Any:
    attachment: Attachment = get_or_404(mine(sample_or_404(id).id), file)
    with change(stamp()):
        Sample.lock(id)
        attachment.remove(stamp())
        undo = way_back("photo.remove", attachment.id)
    toast = _("%(file)s removed", file=attachment.name), undo
    if not hx.wanted():
        flash(*toast)
    return answered(id, attachment.slot, toast=toast)


def mine(id: int) -> Any:
    files = Attachment.select().where(Attachment.object_type == "sample", Attachment.object_id == id)
    return files.where(Attachment.deleted_at.is_null())


def answered(id: int, code: str, fault: str = "", toast: Any = None) -> Any:
    """The files of one place alone, or the page they stand on."""
    batch = whole(request.form.get("batch"))
    if not hx.wanted() and not fault:
        on_sheet = url_for("measurements.sheet", id=id, batch=batch, _anchor=code)
        return redirect(on_sheet if code and batch else url_for("samples.show", id=id, _anchor="files"), 303)
    status, sheet = 422 if fault else 200, TesterSheet(id)
    if hx.wanted():
        files = [file for file in sheet.files if file.slot == code]
        about = {"s": sheet.sample, "code": code, "files": files, "accepts": ACCEPT, "batch": batch or ""}
        editable = sheet.sample.verdict is None
        return render_template(
            "samples/_files_answer.html", editable=editable, fault=fault, toast=toast, **about
        ), status
    line = sheet.batch(batch)
    return (
        (sheet.page(line, fault=FileFault(code, fault)), status)
        if code and line
        else sample_page(sheet.sample, status, fault=fault)
    )


def bring_back(offer: Undo, by: Stamp) -> str:
    file: Attachment = get_or_404(Attachment, offer.object_id)
    address = url_for("samples.show", id=file.object_id, _anchor="files")
    try:
        with change(by):
            Sample.lock(file.object_id)
            file.restore(by)
    except Closed:
        raise UndoRefused(_("The verdict is signed: the file stays out."), address) from None
    return address


UNDOERS["photo.remove"] = bring_back
