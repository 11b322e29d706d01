"""The form about the clauses of an agreement, as a whole and clause by clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from flask import abort, make_response, render_template
from flask_babel import gettext as _
from peewee import DoesNotExist
from wtforms.fields.choices import SelectChoice

from portal import content
from portal.agreements.forms import ClausesForm
from portal.agreements.models import CLAUSE, ClausesTaken
from portal.agreements.pages.sheet import ClauseLine, ClauseSheet
from portal.agreements.pages.show import agreement_or_404, facts, sheet_of
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import clause_mark, given_from, written_from
from portal.agreements.words import said_text, title
from portal.references.models import Gone
from portal.references.queries import of_supplier
from portal.references.rules import cited
from portal.web.clock import stamp
from portal.web.conflicts import NOTHING, Difference
from portal.web.filters import listed, local_text
from portal.web.language import choose


@dataclass
class ClauseDesk:
    """An agreement whose clauses somebody writes: its row, what it says, and the marks of what the person saw."""

    row: Any
    agreement: AgreementFacts
    sheet: ClauseSheet
    marks: dict[str, str] = field(default_factory=dict)
    signed_on: date | None = None  # as the person saw it

    @classmethod
    def of(cls, id: int) -> ClauseDesk:
        agreement, row = facts(id), agreement_or_404(id)
        return cls(row, agreement, sheet_of(agreement), marks_of(row), row.signed_on)

    def line(self, key: str) -> ClauseLine:
        """404 for a clause the form does not ask for."""
        return (self.sheet.line(key) if key in self.sheet.keys else None) or abort(404)

    def filled(self, keys: tuple[str, ...]) -> ClausesForm:
        return offered(form_for(choose(), keys).filled(self.agreement.written), self.agreement)

    def typed(self, keys: tuple[str, ...]) -> ClausesForm:
        """What was sent, and the marks it carries."""
        form = offered(form_for(choose(), keys)(), self.agreement)
        self.marks, self.signed_on = form.marks, form.signed_on.data
        return form

    def write(self, form: ClausesForm) -> None:
        """Raises ClausesTaken and Gone; 404 where the agreement was deleted meanwhile."""
        try:
            self.row.write(form.marks, stamp(), form.written, form.signed_on.data)
        except DoesNotExist:
            abort(404)


@dataclass(frozen=True)
class TheirClause:
    """What a colleague wrote of a clause meanwhile."""

    name: str | None
    at: datetime | None
    text: str
    mark: str


@cache
def form_for(language: str, keys: tuple[str, ...]) -> type[ClausesForm]:
    book = content.clauses()
    return ClausesForm.about([book.clause(key) for key in keys], local_text)


def offered(form: ClausesForm, agreement: AgreementFacts) -> ClausesForm:
    """The references of the supplier, the one sealed last first, and what is cited without being on file."""
    if CLAUSE not in form:
        return form
    known = {
        reference.number: f"{reference.number} · {reference.product}"
        for reference in of_supplier(agreement.supplier_id)
    }
    stray = [number for number in cited(str(agreement.written.of(CLAUSE).value or "")) if number not in known]
    lost = [SelectChoice(number, _("%(number)s (not on file)", number=number)) for number in stray]
    form[CLAUSE].choices = [*(SelectChoice(number, text) for number, text in known.items()), *lost]
    return form


def marks_of(row: Any) -> dict[str, str]:
    return {key: clause_mark(kept) for key, kept in row.clauses.items()}


def unread_clauses(taken: ClausesTaken) -> list[tuple[str, str]]:
    """What stands of the clauses a person did not see who wants to sign: titles and texts."""
    theirs, book = written_from(content.clauses(), taken.current.clauses), content.clauses()
    clauses = [clause for clause in book.clauses if clause.key in taken.keys]
    return [(title(clause.key), said_text(clause, theirs.of(clause.key)) or NOTHING) for clause in clauses]


def refuse_gone(form: ClausesForm, gone: Gone) -> None:
    form[CLAUSE].errors = [_("%(number)s was deleted. Choose another one.", number=listed(gone.numbers))]


def clauses_page(desk: ClauseDesk, form: ClausesForm, status: int = 200, taken: ClausesTaken | None = None) -> Any:
    """All clauses; where a colleague was faster, what stands is beside what was typed, and is read with that."""
    if taken:
        desk.marks |= {key: clause_mark(taken.current.clauses.get(key)) for key in taken.keys}
        desk.signed_on = taken.current.signed_on
    about = {"conflict": taken.current, "signed": taken.signed, "more": differences(form, taken)} if taken else {}
    wrong = form.errors
    body = render_template(
        "agreements/clauses/edit.html",
        a=desk.agreement,
        desk=desk,
        sheet=desk.sheet,
        opened=[fold.topic.key for fold in desk.sheet.folds if fold.holds(wrong)],
        form=form,
        **about,
    )
    return body, status


def clause_fragment(
    desk: ClauseDesk, line: ClauseLine, form: ClausesForm, status: int = 200, taken: ClausesTaken | None = None
) -> Any:
    """One clause with something to say about it."""
    theirs = their_clause(line, taken) if taken else None
    body = render_template(
        "agreements/clauses/_clause.html",
        a=desk.agreement,
        desk=desk,
        sheet=desk.sheet,
        line=line,
        form=form,
        theirs=theirs,
    )
    return make_response(body, status)


def saved_fragment(id: int, key: str) -> Any:
    """A clause as it stands now, and with it what is still missing."""
    desk = ClauseDesk.of(id)
    line = desk.line(key)
    return render_template(
        "agreements/clauses/_saved.html",
        a=desk.agreement,
        desk=desk,
        sheet=desk.sheet,
        line=line,
        fold=desk.sheet.fold(line.clause.topic),
        form=desk.filled((key,)),
        saved=True,
    )


def their_clause(line: ClauseLine, taken: ClausesTaken) -> TheirClause:
    kept: Mapping[str, Any] = taken.current.clauses.get(line.clause.key) or {}
    text = said_text(line.clause, given_from(line.clause, kept)) or NOTHING
    return TheirClause(taken.current.saved_by, taken.current.saved_at, text, clause_mark(kept))


def differences(form: ClausesForm, taken: ClausesTaken) -> list[Difference]:
    """Clause by clause what a colleague wrote first, and what was typed."""
    theirs = written_from(content.clauses(), taken.current.clauses)
    return [
        (
            title(clause.key),
            said_text(clause, theirs.of(clause.key)) or NOTHING,
            said_text(clause, form.typed(clause.key)) or NOTHING,
        )
        for clause in form.clauses
        if clause.key in taken.keys
    ]
