"""Clauses taken over into an agreement: from where, and back again."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from peewee import DoesNotExist

from portal.agreements.forms import CopyForm
from portal.agreements.models import Agreement, AgreementSigned
from portal.agreements.pages.copying import CopySource, copy_into, offers, source_or_404
from portal.agreements.pages.show import agreement_or_404, facts
from portal.core.models.record import Stamp
from portal.core.models.undo import Undo
from portal.database import get_or_404
from portal.references.models import Gone
from portal.web.access import permission
from portal.web.undo import UNDOERS, UndoRefused, way_back

bp = Blueprint("copies", __name__, url_prefix="/agreements/<id:id>/copy")
TAKEN_OVER = "agreement.copy"
MOST = 100  # agreements named; those of the same supplier come first, then the newest


@bp.get("")
@permission("write")
def choose(id: int) -> Any:
    agreement = facts(id)
    if agreement.signed_on:
        return signed(id)
    ours, others = offers(agreement)
    more = max(0, len(others) - MOST)
    return render_template("agreements/copy.html", a=agreement, templates=ours, agreements=others[:MOST], more=more)


@bp.post("")
@permission("write")
def take(id: int) -> Any:
    row, agreement, form = agreement_or_404(id), facts(id), CopyForm()
    if not form.validate():
        abort(400)
    source = source_or_404(form.source.data or "")
    try:
        tell(id, source, copy_into(row, agreement, source), source.left_out(agreement))
    except AgreementSigned:
        return signed(id)
    except Gone:
        flash(_("A sealed sample it cites was deleted meanwhile: nothing was copied."))
    return redirect(url_for("clauses.edit", id=id), 303)


def signed(id: int) -> Any:
    flash(_("This agreement is signed: nothing is copied into it."))
    return redirect(url_for("agreements.show", id=id), 303)


def tell(id: int, source: CopySource, marks: dict[str, str], left: int) -> None:
    """What was copied, with the way back, and what was not."""
    if marks:
        flash(" ".join((copied_text(source, len(marks)), left_text(left))).strip(), way_back(TAKEN_OVER, id, marks))
    elif left:
        flash(left_text(left))
    else:
        flash(_("Nothing to copy from %(source)s: all it states is written here already.", source=source.name))


def copied_text(source: CopySource, number: int) -> str:
    return ngettext(
        "%(num)d clause copied from %(source)s: it is still to be agreed with this supplier.",
        "%(num)d clauses copied from %(source)s: they are still to be agreed with this supplier.",
        number,
        source=source.name,
    )


def left_text(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(num)d clause left out: it is not for the goods of this agreement.",
        "%(num)d clauses left out: they are not for the goods of this agreement.",
        number,
    )


def back(offer: Undo, by: Stamp) -> str:
    row: Agreement = get_or_404(Agreement, offer.object_id)
    try:
        row.put_back(offer.payload, by)
    except AgreementSigned:
        address = url_for("agreements.show", id=row.id)
        raise UndoRefused(_("This agreement is signed: what was copied stays in it."), address) from None
    except DoesNotExist:
        address = url_for("suppliers.show", id=row.supplier_id, _anchor="agreements")
        raise UndoRefused(_("This agreement was deleted: nothing was taken out of it."), address) from None
    return url_for("clauses.edit", id=row.id)


UNDOERS[TAKEN_OVER] = back
