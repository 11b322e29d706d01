"""Photos and papers of a sealed sample or reference order."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _

from portal.checklists.forms import EvidenceForm
from portal.core.forms.files import fault
from portal.core.models.attachments import Attachment
from portal.database import get_or_404
from portal.references.pages.show import page_of, row_or_404
from portal.web import uploads
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.undo import restorable, restored, way_back

bp = Blueprint("reference_files", __name__, url_prefix="/references/<id:id>/files")


def place(id: int) -> str:
    return url_for("references.show", id=id, _anchor="files")


@bp.post("")
@permission("write")
def add(id: int) -> Any:
    row, form = row_or_404(id), EvidenceForm()
    if wrong := fault(form, _("Choose a file.")):
        return page_of(id, 422, wrong)
    uploads.keep(form.file.data, row, stamp())
    return redirect(place(id), 303)


@bp.post("/<id:file>/remove")
@permission("write")
def remove(id: int, file: int) -> Any:
    mine = Attachment.select().where(
        Attachment.object_type == "golden_sample",
        Attachment.object_id == row_or_404(id).id,
        Attachment.deleted_at.is_null(),
    )
    attachment: Attachment = get_or_404(mine, file)
    attachment.remove(stamp())
    flash(_("%(file)s removed", file=attachment.name), way_back("reference_file.remove", file))
    return redirect(place(id), 303)


restorable("reference_file.remove", Attachment, restored(lambda file: place(file.object_id)))
