"""A supplier's page, which several rooms answer with."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import whole
from portal.inquiries.queries.page import of as asked
from portal.inquiries.rules.inquiries import wait
from portal.path.pages.proposals import PathProposal, path_proposal
from portal.path.pages.supplier_path import SupplierPath
from portal.path.rules import Lag, proposed
from portal.settings.team import team
from portal.suppliers.forms.suppliers import StatusMoveForm
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.pages.cards import (
    note_row,
    page_parts,
    paper_row,
    quote_card,
    review_card,
    sample_row,
    seal_rows,
    since,
)
from portal.suppliers.pages.forms import tiers
from portal.suppliers.pages.screening import screening, screening_tag
from portal.suppliers.pages.tags import ending_tag, notices, status_tag
from portal.suppliers.pages.time_line import FIRST_ENTRIES, talk_form, time_line_card
from portal.suppliers.queries.lines import SupplierRecord
from portal.suppliers.queries.page import dossier
from portal.suppliers.rules.pipeline import WORKING, Status, moves
from portal.web.clock import now, today, zone
from portal.web.words import word

REFUSALS = {
    "same": _l("It already stands there"),
    "not_allowed": _l("It cannot go there from here"),
    "banned": _l("A banned category blocks this supplier"),
    "reason": _l("This step needs a reason"),
}  # of a move, by its fault


class SupplierPathCard(NamedTuple):
    way: SupplierPath
    list_url: str  # of the list of the step where it is; empty at the end of the path
    step: str
    lag: str  # how status and lists disagree
    proposal: PathProposal | None  # what its records say besides


def suppliers_on_file() -> Any:
    return Supplier.select().where(Supplier.deleted_at.is_null())


def move_form(supplier: Any, form: StatusMoveForm | None = None, to: str = "") -> StatusMoveForm:
    """`to`: the status an address proposes; the form is open at it."""
    form = form or StatusMoveForm(formdata=None, version=supplier.version, to=to)
    form.to.choices = [SelectChoice(str(to), word(to, "status")) for to in moves(Status(supplier.status))]
    return form


def supplier_page(
    supplier: Any, move: StatusMoveForm, status: int = 200, refused: Any = None, conflict: bool = False
) -> Any:
    """`refused`: the answer to a move that is not allowed, and the banned categories of the supplier."""
    record = dossier(supplier.id, today(), notices())
    shown_cards = cards(supplier, record)
    agreed = any(agreement.binds(today()) for agreement, _mark in shown_cards["agreements"])
    body = render_template(
        "suppliers/show.html",
        supplier=supplier,
        record=record,
        **warnings(supplier, record, refused),
        **shown_cards,
        path=path_card(supplier, record, agreed),
        parts=page_parts(shown_cards),
        line=time_line_card(supplier.id, size=FIRST_ENTRIES),
        talk=talk_form(),
        move=move,
        conflict=conflict,
    )
    return body, status


def warnings(supplier: Any, record: SupplierRecord, refused: Any) -> dict[str, Any]:
    """What stands above the cards; categories in the way are named once."""
    working, active = supplier.status in WORKING, supplier.status == Status.active
    return {
        "refusal": REFUSALS[refused[0].fault] if refused else "",
        "in_the_way": refused[1] if refused and refused[0].fault == "banned" else [],
        "banned": record.banned if not refused else [],
        "unproven": active and not record.proven,
        "endings": [(paper.id, ending_tag(paper.expires_on, paper.kind)) for paper in record.endings if working],
    }


def cards(supplier: Any, record: SupplierRecord) -> dict[str, Any]:
    shelf, day = team().shelf, today()
    signed = shelf.read(Supplier.id == supplier.id)
    verdict, reasons = screening(supplier, record, day)
    return {
        "status": status_tag(supplier.status),
        "quotes": quote_card(record.quotes, signed, day),
        "samples": [sample_row(sample, day) for sample in record.samples],
        "seals": seal_rows(record.samples, day),
        "inquiries": [(inquiry, wait(inquiry, now(), zone())) for inquiry in asked((supplier.id,))],
        "agreements": [(agreement, shelf.mark(agreement, day)) for agreement in signed],
        "papers": [paper_row(paper, supplier.legal_name) for paper in record.documents],
        "notes": [note_row(note) for note in record.notes],
        "verdict": screening_tag(verdict),
        "reasons": reasons,
        "since": since(supplier),
        "tier": tiers().get(supplier.tier, "—"),
        "review": review_card(supplier, day),
    }


def path_card(supplier: Any, record: SupplierRecord, agreed: bool) -> SupplierPathCard:
    way = SupplierPath.of(supplier, record.labels, whole(request.args.get("need")))
    step = way.path.open_step
    list_url, name = (way.list_of(step), word(step, "step")) if step else ("", "")
    to = None if record.banned else proposed(Status(supplier.status), record.proven, agreed)
    proposal = path_proposal(to, agreed, step, list_url) if to else None
    return SupplierPathCard(way, list_url, name, lag_text(supplier, way), proposal)


def lag_text(supplier: Any, way: SupplierPath) -> str:
    """How the status and the lists disagree; empty: they do not."""
    step = word(way.path.open_step, "step") if way.path.open_step else _("the end of the path")
    standing = {"status": word(supplier.status, "status"), "step": step}
    if way.lag is Lag.lists_behind:
        return _("The status says %(status)s; by the lists the supplier stands at %(step)s.", **standing)
    if way.lag is Lag.status_behind:
        return _("The status says %(status)s; by the lists the supplier came to %(step)s already.", **standing)
    return ""
