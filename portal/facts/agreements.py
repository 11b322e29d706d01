"""What the agreements say: figures of their clauses, clauses left out, and ends nobody looks after."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter

from portal import content
from portal.agreements.queries import Shelf
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import ClauseStanding
from portal.facts.answer import Answer, Missing, known_fact, share
from portal.facts.purchases import Params
from portal.facts.records import Records
from portal.suppliers.rules.pipeline import Status

Line = tuple[str, str, list[AgreementFacts]]


def lines(records: Records) -> list[Line]:
    """Name and status of every supplier on trial or active, with its agreements."""
    return shelf(records).bought_from()


def shelf(records: Records) -> Shelf:
    return Shelf(content.clauses(), records.home, int(records.limit("notice.renewal_days")))


def clause_number(records: Records, params: Params) -> Answer:
    """The largest or smallest figure (`pick`) that the agreements in force state for a clause, in its own unit.

    Where one in force states none, the others cannot pass for it: only a figure beyond the limit is an answer then.
    """
    key, largest = params["key"], params["pick"] == "max"
    bound = [
        agreement
        for _name, _status, theirs in records.once(lines)
        for agreement in theirs
        if agreement.binds(records.today)
    ]
    bound = [agreement for agreement in bound if agreement.written.of(key).standing is not ClauseStanding.na]
    stated = [
        (figure, agreement.supplier) for agreement in bound if (figure := agreement.written.number(key)) is not None
    ]
    silent = tuple(dict.fromkeys(agreement.supplier for agreement in bound if agreement.written.number(key) is None))
    if not stated:
        return Missing(silent)
    figure, supplier = (max if largest else min)(stated, key=itemgetter(0))
    if silent and not beyond(figure, params["enough"], largest):
        return Missing(silent)
    return known_fact(figure, records.today, value=figure, supplier=supplier, count=len(stated))


def beyond(figure: Decimal, enough: Decimal | int | None, largest: bool) -> bool:
    """Whether a figure is on the wrong side of its limit."""
    if enough is None:
        return False
    return figure > enough if largest else figure < enough


def clauses_filled(records: Records, params: Params) -> Answer:
    """The share of the named clauses (`keys`) that agreements in force with the suppliers bought from state.

    Until orders are kept nobody can say who the `top` by spend are, so every supplier bought from counts. A supplier
    without an agreement in force states none of them.
    """
    suppliers = records.once(lines)
    if not any(theirs for _name, _status, theirs in suppliers):
        return Missing(tuple(name for name, _status, _theirs in suppliers))
    ok, count, missing = 0, 0, []
    for name, _status, theirs in suppliers:
        standings = [
            best([agreement for agreement in theirs if agreement.binds(records.today)], clause)
            for clause in params["keys"]
        ]
        ok += standings.count(ClauseStanding.agreed)
        count += len(standings) - standings.count(ClauseStanding.na)
        missing += [name] if ClauseStanding.unstated in standings else []
    return (
        known_fact(share(ok, count), records.today, True, ok=ok, count=count, missing=tuple(missing), state=None)
        if count
        else Missing()
    )


def best(bound: list[AgreementFacts], clause: str) -> ClauseStanding:
    """What the agreements of one supplier together say of a clause."""
    standings = [agreement.written.of(clause).standing for agreement in bound]
    return next(
        (state for state in (ClauseStanding.agreed, ClauseStanding.na) if state in standings), ClauseStanding.unstated
    )


def agreements_expiring(records: Records, params: Params) -> Answer:
    """Agreements of active suppliers that are not in force, and those whose renewal was not begun in time.

    One that another signed agreement of the supplier about the same goods outlives does not count. Without such,
    an active supplier that has no signed agreement, or one without an end, leaves the answer open.
    """
    active = [(name, theirs) for name, status, theirs in records.once(lines) if status == Status.active]
    dated = [(agreement, theirs) for _name, theirs in active for agreement in standing(theirs, records.today)]
    expired = [agreement for agreement, theirs in dated if not in_force(agreement, theirs, records.today)]
    ahead = timedelta(days=int(records.limit("notice.renewal_days")))
    soon = [
        agreement
        for agreement, theirs in dated
        if in_force(agreement, theirs, records.today) and late(agreement, ahead, records.today)
    ]
    without = tuple(name for name, theirs in active if not standing(theirs, records.today))
    if not active or (without and not expired and not soon):
        return Missing(without)
    return known_fact(
        len(expired) + len(soon),
        records.today,
        expired=len(expired),
        soon=len(soon),
        count=len(dated),
        days=ahead.days,
        names=tuple(dict.fromkeys(agreement.supplier for agreement in (*expired, *soon))),
    )


def in_force(agreement: AgreementFacts, theirs: list[AgreementFacts], today: date) -> bool:
    """Whether it binds, or another of the supplier about the same goods does in its place."""
    return any(other.goods in (agreement.goods, "both") and other.binds(today) for other in theirs)


def late(agreement: AgreementFacts, ahead: timedelta, today: date) -> bool:
    """Whether the day for its renewal has come and none was begun by then."""
    if agreement.ends_on is None or agreement.ends_on - ahead > today:
        return False
    return agreement.renewal_on is None or agreement.renewal_on > agreement.ends_on - ahead


def standing(theirs: list[AgreementFacts], today: date) -> list[AgreementFacts]:
    """Of one supplier's agreements those that are signed and end, and that none about the same goods outlives."""
    signed = [
        (agreement, agreement.ends_on)
        for agreement in theirs
        if agreement.signed_on and agreement.signed_on <= today and agreement.ends_on
    ]
    return [
        agreement
        for agreement, end in signed
        if not any(other.goods in (agreement.goods, "both") and later > end for other, later in signed)
    ]
