"""The papers of an agreement: each as it stood on a day, none in place of another."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.agreements.forms import PaperForm
from portal.agreements.models import AgreementFile
from portal.agreements.pages.show import agreement_or_404, agreement_page
from portal.core.models.change import change
from portal.database import get_or_404
from portal.web import uploads
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.submit_once import once
from portal.web.undo import restorable, restored, way_back

bp = Blueprint("papers", __name__, url_prefix="/agreements/<id:id>/papers")


def place(agreement: int) -> str:
    return url_for("agreements.show", id=agreement, _anchor="papers")


@bp.post("")
@permission("write")
def add(id: int) -> Any:
    row, form = agreement_or_404(id), PaperForm()
    if not form.validate():
        return agreement_page(row, form, 422)
    return redirect(once(lambda: kept(id, form)), 303)


def kept(id: int, form: PaperForm) -> str:
    with change(stamp()):
        about = {"on": form.on.data, "note": form.note.data, "by": current_user.id}
        paper = AgreementFile.add(stamp(), agreement=id, **about)
        uploads.keep(form.file.data, paper, stamp())
    flash(_("Paper saved"))
    return place(id)


@bp.post("/<id:paper>/remove")
@permission("write")
def remove(id: int, paper: int) -> Any:
    agreement_or_404(id)
    mine = AgreementFile.select().where(AgreementFile.agreement == id, AgreementFile.deleted_at.is_null())
    kept: AgreementFile = get_or_404(mine, paper)
    kept.remove(stamp())
    flash(_("Paper taken off the page"), way_back("agreement_file.remove", paper))
    return redirect(place(id), 303)


restorable("agreement_file.remove", AgreementFile, restored(lambda paper: place(paper.agreement_id)))
