"""The page of a sealed sample or reference order, which two rooms answer with, and its form."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from flask import abort, render_template
from flask_babel import gettext as _

from portal.agreements.models import Cited, citing
from portal.core.models.attachments import Attachment
from portal.references.models import GoldenSample
from portal.references.pages.list import gaps_text
from portal.references.pages.notices import ahead
from portal.references.queries import find, read
from portal.references.rules import Reference, ReferenceGap
from portal.web.clock import today
from portal.web.uploads import ACCEPT

NO_LONGER = (ReferenceGap.expired, ReferenceGap.replaced)


class MissingText(NamedTuple):
    """What kind of trouble a reference has, and with what."""

    lead: str
    gaps: str


def row_or_404(id: int) -> Any:
    return find(id) or abort(404)


def reference_or_404(id: int) -> Reference:
    references = read(GoldenSample.id == id)
    return references[0] if references else abort(404)


def page_of(id: int, status: int = 200, fault: str = "", refused: Cited | None = None) -> Any:
    """The page of one, which two rooms answer with."""
    reference = reference_or_404(id)
    body = render_template(
        "references/show.html",
        reference=reference,
        state=reference.state(today(), ahead()),
        missing=missing_text(reference, today()),
        agreements=citing(reference.number),
        older=read(GoldenSample.replaced_by == id),
        files=Attachment.of("golden_sample", [id]).get(id, []),
        accepts=ACCEPT,
        fault=fault,
        refused=refused,
    )
    return body, status


def missing_text(reference: Reference, today: date) -> MissingText | None:
    """None where it is ready."""
    gaps = reference.missing(today)
    if not gaps:
        return None
    lead = _("It does not hold any more:") if gaps[0] in NO_LONGER else _("Not ready yet, it lacks:")
    return MissingText(lead, gaps_text(gaps))


def form_page(form: Any, batch: Any, row: Any = None, status: int = 200, conflict: Any = None) -> Any:
    digital = batch.sample.kind == "digital"
    body = render_template(
        "references/edit.html",
        form=form,
        batch=batch,
        row=row,
        conflict=conflict,
        title=form_title(row, digital),
        contents_hint=_(
            "What was ordered, its face value, channel, and how fast it arrived."
            " Never card codes: they are not kept here."
        )
        if digital
        else _("Version, colour, material, accessories"),
        place_hint=_("Folder or account where the record lies") if digital else _("Shelf, box, room"),
    )
    return body, status


def form_title(row: Any, digital: bool) -> str:
    if row is not None:
        return _("Edit %(number)s", number=row.number)
    return _("Add the reference order") if digital else _("Seal a sample")
