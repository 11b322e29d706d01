"""The files a supplier sent with its answers: of one question, or of the whole inquiry."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from portal.core.forms.files import fault
from portal.core.models.attachments import Attachment
from portal.database import get_or_404
from portal.inquiries.forms.inquiries import ReplyFileForm
from portal.inquiries.pages.sheet_reading import SHEETS
from portal.inquiries.pages.show import inquiry_facts, inquiry_page, inquiry_row, question_names
from portal.web import uploads
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import restorable, restored, way_back

bp = Blueprint("reply_files", __name__, url_prefix="/inquiries/<id:id>/files")


@bp.post("")
@permission("write")
def add(id: int) -> Any:
    row, form = inquiry_row(id), ReplyFileForm().offer(question_names(inquiry_facts(id)))
    if wrong := fault(form, _("Choose a file.")):
        form.file.errors = form.file.errors or [] if form.question.errors else [wrong]
        return inquiry_page(id, status=422, reply_file=form)
    uploads.keep(form.file.data, row, stamp(), slot=form.question.data)
    return redirect(place(id), 303)


@bp.post("/<id:file>/remove")
@permission("write")
def remove(id: int, file: int) -> Any:
    attachment: Attachment = get_or_404(files_of_replies(inquiry_row(id).id), file)
    attachment.remove(stamp())
    flash(_("%(file)s removed", file=attachment.name), way_back("reply_file.remove", attachment.id))
    return redirect(place(id), 303)


def files_of_replies(id: int) -> Any:
    """Sheets that came back are not among them: what was read from one stays to be seen."""
    of = (Attachment.object_type == "inquiry") & (Attachment.object_id == id) & (Attachment.slot != SHEETS)
    return Attachment.select().where(of, Attachment.deleted_at.is_null())


def place(id: int) -> str:
    return url_for("inquiries.show", id=id, _anchor="files")


restorable("reply_file.remove", Attachment, restored(lambda file: place(inquiry_row(file.object_id).id)))
