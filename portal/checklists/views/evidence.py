"""The files of an item: added, taken away, brought back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from portal.checklists.forms import EvidenceForm
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run, SignedOff
from portal.checklists.pages.item_panel import panel
from portal.checklists.pages.save_item import ItemPlace, item_or_404, signed_off, touched
from portal.checklists.rules.items import Item, ItemType
from portal.core.forms.files import fault
from portal.core.models.attachments import Attachment
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.web import hx, uploads
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import UNDOERS, way_back

bp = Blueprint("evidence", __name__, url_prefix="/runs/<id:id>/items/<code>/files")


@bp.post("")
@permission("write")
def add(id: int, code: str) -> Any:
    form = EvidenceForm()
    if wrong := fault(form, _("Choose a file.")):
        return files_response(id, code, 422, wrong)
    try:
        with change(stamp()):
            run, item = touched(id, code)
            file = uploads.keep(form.file.data, run, stamp(), slot=code)
            Answer.filed(run, code, "file", file.name, stamp(), answering(run, item))
    except SignedOff:
        return signed_off()
    return files_response(id, code)


@bp.post("/<id:file>/remove")
@permission("write")
def remove(id: int, code: str, file: int) -> Any:
    attachment: Attachment = get_or_404(files_of_item(id, code), file)
    try:
        with change(stamp()):
            run, item = touched(id, code)
            attachment.remove(stamp())
            Answer.filed(run, code, "remove_file", attachment.name, stamp(), answering(run, item))
            undo = way_back("evidence.remove", attachment.id, {"code": code})
    except SignedOff:
        return signed_off()
    message = _("%(file)s removed", file=attachment.name)
    if not hx.wanted():
        flash(message, undo)
    return files_response(id, code, toast=(message, undo))


def files_of_item(id: int, code: str) -> Any:
    return Attachment.select().where(
        Attachment.object_type == "run",
        Attachment.object_id == id,
        Attachment.slot == code,
        Attachment.deleted_at.is_null(),
    )


def answering(run: Run, item: Item) -> list[int] | None:
    """The files that are the answer of an item that asks for a file."""
    return [file.id for file in files_of_item(run.id, item.code)] if item.type is ItemType.file else None


def bring_back(offer: Undo, by: Stamp) -> str:
    file: Attachment = get_or_404(Attachment, offer.object_id)
    code = str(offer.payload["code"])
    with change(by):
        run, item = touched(file.object_id, code)
        file.restore(by)
        Answer.filed(run, code, "restore_file", file.name, by, answering(run, item))
    return url_for("answers.show", id=file.object_id, code=item_or_404(run, code).code)


UNDOERS["evidence.remove"] = bring_back


def files_response(id: int, code: str, status: int = 200, fault: str = "", toast: tuple[str, str] | None = None) -> Any:
    if not hx.wanted() and status == 200:
        return redirect(url_for("answers.show", id=id, code=code), 303)
    place = ItemPlace.find(id, code)
    template = "checklists/answers/_changed.html" if hx.wanted() else "checklists/answers/show.html"
    about = {"panel": panel(place), "line": place.line, "box": place.box, "fault": fault, "toast": toast}
    return render_template(template, place=place, **about), status
