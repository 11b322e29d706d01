"""Which clauses go from one agreement to another: what is stated, never days, nor what belongs to another supplier.

What is taken over is a wording to talk about: nobody agreed it here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.agreements.rules.agreements import KINDS, AgreementFacts
from portal.agreements.rules.clauses import Clause, ClauseBook, ClauseStanding, ClauseType, GivenClause, Written

# Topics and clauses written for the very goods, not for the two sides.
OF_GOODS = frozenset({"goods_list", "price", "supply_cycle", "delivery", "returns", "quality", "data"})


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
    book: ClauseBook, source: Written, goods: str, target: AgreementFacts, same_supplier: bool = False
) -> dict[str, GivenClause]:
    """What `target` takes over from an agreement on `goods`, still to be agreed: only clauses that are for its own
    goods and of which nobody wrote anything there."""
    return {
        key: replace(wording, open=True)
        for key, wording in unwritten(book, source, target, same_supplier)
        if suits(book.clause(key), goods, target)
    }


def left_out(
    book: ClauseBook, source: Written, goods: str, target: AgreementFacts, same_supplier: bool = False
) -> tuple[str, ...]:
    """Keys of what `target` could use a wording of, were it for its goods."""
    clauses = unwritten(book, source, target, same_supplier)
    return tuple(key for key, _wording in clauses if not suits(book.clause(key), goods, target))


def unwritten(
    book: ClauseBook, source: Written, target: AgreementFacts, same_supplier: bool
) -> Iterator[tuple[str, GivenClause]]:
    for key, wording in lasting(book, source, same_supplier):
        if key not in target.written.clauses:
            yield key, wording


def suits(clause: Clause, goods: str, target: AgreementFacts) -> bool:
    """Whether a clause of an agreement on `goods` is for those of `target`.

    Between goods of another kind only what any goods of the target must state, or what is about the two sides alone.
    """
    if not clause.concerns(target.conditions()):
        return False
    strange = set(KINDS[goods]) - set(target.kinds)
    if not strange or clause.core.origins(target.kinds):
        return True
    return not clause.core.origins(strange) and clause.topic not in OF_GOODS and clause.key not in OF_GOODS
