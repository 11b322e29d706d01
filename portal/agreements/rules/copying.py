"""Which clauses go from one agreement to another: what is stated, never days, nor what belongs to another supplier."""

from __future__ import annotations

from collections.abc import Iterator

from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import ClauseBook, ClauseStanding, ClauseType, GivenClause, Written


def lasting(book: ClauseBook, written: Written, same_supplier: bool = False) -> Iterator[tuple[str, GivenClause]]:
    """Keys and clauses that hold beyond one agreement. A remark without a value belongs to the talks it was made in.

    Numbers of sealed samples are those of one supplier.
    """
    for clause in book.clauses:
        wording = written.of(clause.key)
        bound = clause.type is ClauseType.date or (clause.type is ClauseType.reference and not same_supplier)
        if wording.standing is not ClauseStanding.unstated and not bound:
            yield clause.key, wording


def copied(
    book: ClauseBook, source: Written, target: AgreementFacts, same_supplier: bool = False
) -> dict[str, GivenClause]:
    """What `target` takes over: only clauses that concern it and of which nobody wrote anything there."""
    known = target.conditions()
    return {
        key: wording
        for key, wording in lasting(book, source, same_supplier)
        if book.clause(key).concerns(known) and key not in target.written.clauses
    }
