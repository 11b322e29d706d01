"""The page of an agreement, which several rooms answer with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template

from portal.agreements.forms import PaperForm
from portal.agreements.models import CLAUSE, Agreement
from portal.agreements.queries import files, found
from portal.agreements.rules.agreements import END_DATE, AgreementFacts
from portal.agreements.rules.clauses import Clause, ClauseStanding, ClauseTopic, GivenClause
from portal.references.pages.citations import Citation
from portal.references.pages.citations import citations as read_citations
from portal.references.queries import cited_by
from portal.settings.team import team
from portal.web.clock import today
from portal.web.submit_once import new_key
from portal.web.uploads import ACCEPT


@dataclass(frozen=True)
class ClauseLine:
    """A clause and what the agreement says of it."""

    clause: Clause
    given: GivenClause
    needed: bool

    @property
    def standing(self) -> ClauseStanding:
        return self.given.standing


def here(id: int) -> Any:
    """The row; 404 when it or its supplier is gone."""
    return found(id) or abort(404)


def facts(id: int) -> AgreementFacts:
    every = team().shelf.read(Agreement.id == id)
    return every[0] if every else abort(404)


def lines(one: AgreementFacts) -> Iterator[tuple[ClauseTopic, list[ClauseLine]]]:
    """By topic the clauses that concern it: those it needs, those nobody needs by rule, and what is written anyway."""
    book, known = team().shelf.book, one.conditions()
    for topic in book.topics:
        asked = [clause for clause in book.of_topic(topic.key) if concerns(one, clause)]
        if asked:
            yield topic, [ClauseLine(clause, given(one, clause.key), clause.needed(known)) for clause in asked]


def concerns(one: AgreementFacts, clause: Clause) -> bool:
    return clause.must_when is None or clause.needed(one.conditions()) or clause.key in one.written.given


def given(one: AgreementFacts, key: str) -> GivenClause:
    """The end of the agreement stands among its days."""
    return GivenClause(one.ends_on) if key == END_DATE and one.ends_on else one.written.of(key)


def citations(one: AgreementFacts) -> list[Citation]:
    """The references its clause cites."""
    return read_citations(cited_by(one.supplier_id, str(one.written.of(CLAUSE).value or "")), today())


def shown(agreement: Any, form: PaperForm | None = None, status: int = 200) -> Any:
    one = facts(agreement.id)
    body = render_template(
        "agreements/show.html",
        row=agreement,
        a=one,
        state=one.state(today()),
        missing=one.missing(team().shelf.book),
        topics=list(lines(one)),
        cited=citations(one),
        papers=files(agreement.id),
        form=form or PaperForm(None, data={"key": new_key(), "on": today()}),
        accepts=ACCEPT,
    )
    return body, status
