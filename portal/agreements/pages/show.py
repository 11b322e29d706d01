"""The page of one agreement, which several views answer with."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template

from portal.agreements.forms import PaperForm, TemplateForm
from portal.agreements.models import CLAUSE, Agreement
from portal.agreements.pages.sheet import ClauseSheet, clause_sheet
from portal.agreements.queries import files, with_supplier
from portal.agreements.rules.agreements import AgreementFacts
from portal.references.pages.citations import Citation
from portal.references.pages.citations import citations as read_citations
from portal.references.queries import cited_by
from portal.settings.team import team
from portal.web.clock import today
from portal.web.submit_once import new_key
from portal.web.uploads import ACCEPT


def agreement_or_404(id: int) -> Any:
    """The row; 404 when it or its supplier is gone."""
    return with_supplier(id) or abort(404)


def facts(id: int) -> AgreementFacts:
    read = team().shelf.read(Agreement.id == id)
    return read[0] if read else abort(404)


def sheet_of(agreement: AgreementFacts) -> ClauseSheet:
    return clause_sheet(agreement, team().shelf.book)


def citations(agreement: AgreementFacts) -> list[Citation]:
    """The references its clause cites."""
    return read_citations(cited_by(agreement.supplier_id, str(agreement.written.of(CLAUSE).value or "")), today())


def agreement_page(
    agreement: Any, form: PaperForm | None = None, status: int = 200, template: TemplateForm | None = None
) -> Any:
    about = facts(agreement.id)
    body = render_template(
        "agreements/show.html",
        row=agreement,
        a=about,
        state=about.state(today()),
        sheet=sheet_of(about),
        cited=citations(about),
        papers=files(agreement.id),
        form=form or PaperForm(None, data={"key": new_key(), "on": today()}),
        accepts=ACCEPT,
        template=template
        or TemplateForm(None, data={"key": new_key(), "agreement": agreement.id, "name": about.title}),
    )
    return body, status
