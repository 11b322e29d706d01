"""What keeps the leader from being recommended, one sentence for each reason."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from portal.comparisons.pages.reasons.costs import order_words
from portal.comparisons.pages.reasons.offers import lacking_sentence, quote_age, stale_rates
from portal.comparisons.pages.reasons.selling import ceiling_text
from portal.comparisons.pages.watch import gates_text, papers_in, plain_gates, retest
from portal.comparisons.rules.comparison import Reservation
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.market.words import alarm_sentence
from portal.quotes.rules.terms import TaxBasis
from portal.web.filters import day, listed, number, unit_money
from portal.web.words import word


def reservation_sentence(doubt: Reservation, leader: Column, sheet: SideBySide) -> str:
    """The one thing that keeps the leader from being recommended."""
    return _("Not recommended yet: %(reason)s", reason=REASONS[doubt](leader, sheet))


def gate_reason(leader: Column, _sheet: SideBySide) -> str:
    if retest(leader):
        return _("its sample is to be tested again.")
    if plain := plain_gates(leader):
        return _("nobody has checked %(gates)s.", gates=gates_text(plain))
    return _("no agreement in force is whole.")


def cost_reason(leader: Column, _sheet: SideBySide) -> str:
    inputs = leader.cost.unknown if leader.cost else ()
    costs = listed(word(name, "cost_input") for name in inputs)
    return _("its cost is only a lower limit while nobody knows %(what)s.", what=costs)


def loss_reason(leader: Column, sheet: SideBySide) -> str:
    ceiling, cost = sheet.worth.ceiling, leader.cost
    if ceiling is None or cost is None:
        return ""
    words = {"cost": unit_money(cost.at_least, sheet.currency), "most": ceiling_text(ceiling, sheet.currency)}
    return _("it costs %(cost)s, and %(most)s.", **words)


def alarm_reason(leader: Column, sheet: SideBySide) -> str:
    alarm = sheet.worth.alarms.get(leader.standing.key)
    return alarm_sentence(alarm, sheet.currency) if alarm else ""


def papers_reason(leader: Column, sheet: SideBySide) -> str:
    kinds = [kind for state in ("missing", "expired") for kind in papers_in(state, sheet, leader)]
    return _(
        "papers that such goods need are missing or ran out: %(kinds)s.",
        kinds=listed(word(kind, "document") for kind in kinds),
    )


def order_reason(leader: Column, sheet: SideBySide) -> str:
    return _(
        "one must buy %(ordered)s for %(asked)s asked: %(outlay)s outlay. Ask for a smaller first order.",
        asked=number(sheet.quantity),
        **order_words(leader),
    )


def status_reason(leader: Column, _sheet: SideBySide) -> str:
    return _("it is kept as %(status)s.", status=word(leader.dossier.status, "status").lower())


def run_out_reason(leader: Column, _sheet: SideBySide) -> str:
    offer = leader.dossier.offer
    return _("its quote ran out on %(day)s.", day=day(offer.valid_until if offer else None))


def old_reason(leader: Column, sheet: SideBySide) -> str:
    return _("its quote is %(age)s days old; a price counts for %(most)s.", **quote_age(leader, sheet))


def tax_reason(leader: Column, _sheet: SideBySide) -> str:
    if leader.cost and leader.cost.tax_basis is TaxBasis.unknown:
        return _("nobody said whether there is tax in its price.")
    return _("its price is without tax, so what it costs in the end is not known.")


def carriage_reason(leader: Column, _sheet: SideBySide) -> str:
    incoterm = leader.dossier.offer.incoterm if leader.dossier.offer else ""
    return _("the carriage from %(incoterm)s to your door is not in its cost.", incoterm=incoterm)


def rate_reason(_leader: Column, sheet: SideBySide) -> str:
    return next((line.before for line in stale_rates(sheet)), "")


def rival_reason(_leader: Column, sheet: SideBySide) -> str:
    names = listed(sheet.column(key).dossier.name for key in sheet.comparison.overtaking)
    return _("%(names)s may still overtake it once what is unknown is known.", names=names)


REASONS: dict[Reservation, Callable[[Column, SideBySide], str]] = {
    Reservation.mixed_tax: lambda _leader, _sheet: _("the prices are not alike in tax."),
    Reservation.mixed_terms: lambda _leader, _sheet: _("the delivery ends at different places."),
    Reservation.loses: loss_reason,
    Reservation.low_price: alarm_reason,
    Reservation.serious_note: lambda _leader, _sheet: _(
        "word of mouth of a court, fraud or a sanction waits for an answer."
    ),
    Reservation.papers_lacking: papers_reason,
    Reservation.large_order: order_reason,
    Reservation.retired: status_reason,
    Reservation.run_out: run_out_reason,
    Reservation.old_quote: old_reason,
    Reservation.cost_unknown: cost_reason,
    Reservation.not_scored: lambda _leader, _sheet: _("nobody said what a unit usually costs or what it sells for."),
    Reservation.tax_open: tax_reason,
    Reservation.carriage_open: carriage_reason,
    Reservation.unchecked_gate: gate_reason,
    Reservation.rival_may_overtake: rival_reason,
    Reservation.stale_rate: rate_reason,
    Reservation.no_rate: lambda _leader, sheet: lacking_sentence(sheet),
    Reservation.no_sale_price: lambda _leader, _sheet: _("without a sale price nobody can say if it earns anything."),
}
