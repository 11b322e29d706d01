"""What the agreements say: figures of their clauses, clauses left out, and ends nobody looks after."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter

from portal import content
from portal.agreements.queries import Shelf
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import ClauseStanding
from portal.facts.answer import FIRST_SUPPLIER, Answer, Link, Missing, at, known_fact, share
from portal.facts.purchases import Params
from portal.facts.records import Records
from portal.suppliers.rules.pipeline import Status

Line = tuple[int, str, str, list[AgreementFacts]]


def lines(records: Records) -> list[Line]:
    """Id, name and status of every supplier on trial or active, with its agreements."""
    return shelf(records).bought_from()


def shelf(records: Records) -> Shelf:
    return Shelf(content.clauses(), records.home, int(records.limit("notice.renewal_days")))


def unsigned(suppliers: list[Line]) -> Link:
    """Where an agreement of these suppliers comes into force: a draft is signed, else one is drawn up."""
    if not suppliers:
        return FIRST_SUPPLIER
    agreements = [agreement for *_supplier, theirs in suppliers for agreement in theirs]
    drawn = next((agreement for agreement in agreements if agreement.signed_on is None), None)
    return (
        at("agreements.show", drawn.id, "signed_on") if drawn else at("suppliers.show", suppliers[0][0], "agreements")
    )


def stating(suppliers: list[Line], today: date, clause: str) -> Link:
    """The clause in an agreement in force; where none is, where one comes into force."""
    agreements = [agreement for *_supplier, theirs in suppliers for agreement in theirs]
    binding = next((agreement for agreement in agreements if agreement.binds(today)), None)
    return at("agreements.show", binding.id, clause) if binding else unsigned(suppliers)


def clause_number(records: Records, params: Params) -> Answer:
    """The largest or smallest figure (`pick`) that the agreements in force state for a clause, in its own unit.

    Where one in force states none, the others cannot pass for it: only a figure beyond the limit is an answer then.
    """
    key, largest = params["key"], params["pick"] == "max"
    bound = [
        agreement
        for *_supplier, theirs in records.once(lines)
        for agreement in theirs
        if agreement.binds(records.today)
    ]
    bound = [agreement for agreement in bound if agreement.written.of(key).standing is not ClauseStanding.na]
    stated = [
        (figure, agreement.supplier) for agreement in bound if (figure := agreement.written.number(key)) is not None
    ]
    silent = [agreement for agreement in bound if agreement.written.number(key) is None]
    names = tuple(dict.fromkeys(agreement.supplier for agreement in silent))
    if not stated:
        lacking = (
            at("agreements.show", silent[0].id, key) if silent else stating(records.once(lines), records.today, key)
        )
        return Missing(names, link=lacking)
    figure, supplier = (max if largest else min)(stated, key=itemgetter(0))
    if silent and not beyond(figure, params["enough"], largest):
        return Missing(names, link=at("agreements.show", silent[0].id, key))
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
    if not any(theirs for *_supplier, theirs in suppliers):
        return Missing(tuple(name for _key, name, *_rest in suppliers), link=unsigned(suppliers))
    ok, count, missing = 0, 0, []
    for _key, name, _status, theirs in suppliers:
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
        else Missing(link=stating(suppliers, records.today, params["keys"][0]))
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
    active = [line for line in records.once(lines) if line[2] == Status.active]
    dated = [(agreement, theirs) for *_supplier, theirs in active for agreement in standing(theirs, records.today)]
    expired = [agreement for agreement, theirs in dated if not in_force(agreement, theirs, records.today)]
    ahead = timedelta(days=int(records.limit("notice.renewal_days")))
    soon = [
        agreement
        for agreement, theirs in dated
        if in_force(agreement, theirs, records.today) and late(agreement, ahead, records.today)
    ]
    without = [line for line in active if not standing(line[3], records.today)]
    if not active or (without and not expired and not soon):
        names = tuple(name for _key, name, *_rest in without)
        return Missing(names, link=undated(without[0]) if without else FIRST_SUPPLIER)
    return known_fact(
        len(expired) + len(soon),
        records.today,
        expired=len(expired),
        soon=len(soon),
        count=len(dated),
        days=ahead.days,
        names=tuple(dict.fromkeys(agreement.supplier for agreement in (*expired, *soon))),
    )


def undated(supplier: Line) -> Link:
    """Where the end of a signed agreement is written down, else the day one is signed, else an agreement."""
    *_about, theirs = supplier
    signed = next((agreement for agreement in theirs if agreement.signed_on and not agreement.ends_on), None)
    if signed:
        return at("agreements.show", signed.id, "ends_on")
    return unsigned([supplier])


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
