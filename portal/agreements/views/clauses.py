"""What an agreement says of each clause."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal import content
from portal.agreements.forms import ClausesForm
from portal.agreements.models import CLAUSE
from portal.agreements.pages import agreement_or_404, facts, lines
from portal.agreements.rules.agreements import END_DATE, AgreementFacts
from portal.agreements.rules.clauses import written_from
from portal.agreements.words import said_text, title
from portal.core.models.change import Stale
from portal.references.models import Gone
from portal.references.queries import of_supplier
from portal.references.rules import cited
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import NOTHING, Difference
from portal.web.filters import listed, local_text
from portal.web.language import choose

bp = Blueprint("clauses", __name__, url_prefix="/agreements/<id:id>/clauses")


@cache
def form_for(language: str, keys: tuple[str, ...]) -> type[ClausesForm]:
    book = content.clauses()
    return ClausesForm.about([book.clause(key) for key in keys], local_text)


def asked(agreement: AgreementFacts) -> tuple[str, ...]:
    """The clauses the form is about; the end of the agreement stands among its days."""
    return tuple(
        line.clause.key for _topic, clauses in lines(agreement) for line in clauses if line.clause.key != END_DATE
    )


def offered(form: ClausesForm, agreement: AgreementFacts) -> ClausesForm:
    """The references of the supplier, the one sealed last first, and what is cited without being on file."""
    known = {
        reference.number: f"{reference.number} · {reference.product}"
        for reference in of_supplier(agreement.supplier_id)
    }
    stray = [number for number in cited(str(agreement.written.of(CLAUSE).value or "")) if number not in known]
    lost = [SelectChoice(number, _("%(number)s (not on file)", number=number)) for number in stray]
    form[CLAUSE].choices = [*(SelectChoice(number, text) for number, text in known.items()), *lost]
    return form


def page(agreement: AgreementFacts, form: ClausesForm, status: int = 200, conflict: Any = None, more: Any = ()) -> Any:
    topics = [(topic, [line for line in clauses if line.clause.key != END_DATE]) for topic, clauses in lines(agreement)]
    body = render_template(
        "agreements/clauses/edit.html", a=agreement, form=form, topics=topics, conflict=conflict, more=more
    )
    return body, status


@bp.get("")
@permission("write")
def edit(id: int) -> Any:
    agreement, row = facts(id), agreement_or_404(id)
    clauses = {key: agreement.written.of(key) for key in asked(agreement)}
    return page(agreement, offered(form_for(choose(), asked(agreement)).filled(clauses, row.version), agreement))


@bp.post("")
@permission("write")
def update(id: int) -> Any:
    agreement, row = facts(id), agreement_or_404(id)
    form = offered(form_for(choose(), asked(agreement))(), agreement)
    if not form.validate():
        return page(agreement, form, 422)
    try:
        row.write(form.seen, stamp(), form.written)
    except Gone as gone:
        form[CLAUSE].errors = [_("%(number)s was deleted. Choose another one.", number=listed(gone.numbers))]
        return page(agreement, form, 422)
    except Stale as stale:
        form.version.data = stale.current.version
        current: Any = stale.current
        return page(agreement, form, 409, current, differences(form, current.clauses))
    flash(_("Clauses saved"))
    return redirect(url_for("agreements.show", id=id), 303)


def differences(form: ClausesForm, kept: Any) -> list[Difference]:
    """Clause by clause where what was typed differs from what a colleague saved first."""
    theirs = written_from(content.clauses(), kept)
    pairs = [(clause, theirs.of(clause.key), form.typed(clause.key)) for clause in form.clauses]
    return [
        (title(clause.key), said_text(clause, stands) or NOTHING, said_text(clause, mine) or NOTHING)
        for clause, stands, mine in pairs
        if stands != mine
    ]
