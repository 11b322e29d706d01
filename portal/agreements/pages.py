"""The list of agreements, and the page of one, which several rooms answer with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, url_for
from flask_babel import gettext as _

from portal.agreements.forms import PaperForm
from portal.agreements.models import CLAUSE, Agreement
from portal.agreements.queries import files, with_supplier
from portal.agreements.rules.agreements import END_DATE, AgreementFacts, AgreementMark, AgreementState
from portal.agreements.rules.clauses import Clause, ClauseStanding, ClauseTopic, GivenClause
from portal.agreements.words import unit, value_text
from portal.references.pages.citations import Citation
from portal.references.pages.citations import citations as read_citations
from portal.references.queries import cited_by
from portal.settings.team import team
from portal.web.clock import today
from portal.web.filters import number
from portal.web.list_filters import ListWay
from portal.web.submit_once import new_key
from portal.web.uploads import ACCEPT
from portal.web.words import pairs

Judged = list[tuple[AgreementFacts, AgreementMark]]
PER_PAGE = 50
GAPS = "gaps"  # signed or sent without a clause it needs
UNBOUND = (AgreementState.draft, AgreementState.ended)


@dataclass(frozen=True)
class ClauseLine:
    """A clause and what the agreement says of it."""

    clause: Clause
    stated: GivenClause
    needed: bool

    @property
    def standing(self) -> ClauseStanding:
        return self.stated.standing

    @property
    def text(self) -> str:
        """What is agreed; empty where nothing is."""
        return value_text(self.clause, self.stated)

    @property
    def unit(self) -> str:
        return unit(self.clause)

    @property
    def need(self) -> str:
        return _("needed") if self.needed else _("not needed")

    @property
    def hint(self) -> str:
        """Beside its field: whether it is needed, and the usual figure."""
        if self.clause.suggested is None:
            return self.need
        figure = number(self.clause.suggested)
        return _("%(need)s · usual: %(figure)s %(unit)s", need=self.need, figure=figure, unit=self.unit)


def agreement_or_404(id: int) -> Any:
    """The row; 404 when it or its supplier is gone."""
    return with_supplier(id) or abort(404)


def facts(id: int) -> AgreementFacts:
    read = team().shelf.read(Agreement.id == id)
    return read[0] if read else abort(404)


def lines(agreement: AgreementFacts) -> Iterator[tuple[ClauseTopic, list[ClauseLine]]]:
    """By topic the clauses that concern it: those it needs, those nobody needs by rule, and what is written anyway."""
    book, conditions = team().shelf.book, agreement.conditions()
    for topic in book.topics:
        clauses = [clause for clause in book.of_topic(topic.key) if concerns(agreement, clause)]
        if clauses:
            yield (
                topic,
                [ClauseLine(clause, clause_of(agreement, clause.key), clause.needed(conditions)) for clause in clauses],
            )


def concerns(agreement: AgreementFacts, clause: Clause) -> bool:
    return clause.must_when is None or clause.needed(agreement.conditions()) or clause.key in agreement.written.clauses


def clause_of(agreement: AgreementFacts, key: str) -> GivenClause:
    """The end of the agreement stands among its days."""
    return GivenClause(agreement.ends_on) if key == END_DATE and agreement.ends_on else agreement.written.of(key)


def citations(agreement: AgreementFacts) -> list[Citation]:
    """The references its clause cites."""
    return read_citations(cited_by(agreement.supplier_id, str(agreement.written.of(CLAUSE).value or "")), today())


def agreement_page(agreement: Any, form: PaperForm | None = None, status: int = 200) -> Any:
    about = facts(agreement.id)
    body = render_template(
        "agreements/show.html",
        row=agreement,
        a=about,
        state=about.state(today()),
        missing=about.missing(team().shelf.book),
        topics=list(lines(about)),
        cited=citations(about),
        papers=files(agreement.id),
        form=form or PaperForm(None, data={"key": new_key(), "on": today()}),
        accepts=ACCEPT,
    )
    return body, status


def agreement_list(show: str, page: int) -> dict[str, Any]:
    """A page of the agreements of a state, or of those with gaps; the addresses before and after it."""
    agreements = judged()
    rows = matching(agreements, show)
    return {
        "rows": rows[(page - 1) * PER_PAGE : page * PER_PAGE],
        "ways": list(ways(agreements, show)),
        "show": show or None,
        "previous": list_address(show, page - 1) if page > 1 else "",
        "next": list_address(show, page + 1) if len(rows) > page * PER_PAGE else "",
    }


def list_address(show: str, page: int | None = None) -> str:
    return url_for("agreements.index", show=show or None, page=page)


def ways(agreements: Judged, show: str) -> Iterator[ListWay]:
    states, gaps = Counter(mark.state for _facts, mark in agreements), len(matching(agreements, GAPS))
    yield ListWay(len(agreements), _("All"), list_address(""), show == "")
    for state, text in pairs("agreement_state"):
        yield ListWay(states[AgreementState(state)], text, list_address(state), show == state)
    yield ListWay(gaps, _("With missing clauses"), list_address(GAPS), show == GAPS, gaps > 0)


def judged() -> Judged:
    shelf, day = team().shelf, today()
    return [(agreement, shelf.mark(agreement, day)) for agreement in shelf.read()]


def matching(agreements: Judged, show: str) -> Judged:
    if show == GAPS:
        return [pair for pair in agreements if pair[1].missing and pair[1].state not in UNBOUND]
    return [pair for pair in agreements if show not in tuple(AgreementState) or pair[1].state == show]
