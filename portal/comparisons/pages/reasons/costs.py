"""What the offers cost, in a buyer's sentences: who costs least, by how much, and what is not counted in that."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from flask_babel import gettext as _

from portal.comparisons.pages.reasons.offers import bases_differ, basis_sentences
from portal.comparisons.rules.comparison import BelowState
from portal.comparisons.rules.cost_lead import CostBasis, CostLead
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.core.rules.money import round_money, round_unit
from portal.quotes.rules.build_up import CostInput
from portal.web.filters import listed, money, number, sentences, unit_money
from portal.web.words import word


def cost_line(sheet: SideBySide) -> str:
    """Who costs least of those that can deliver, and what that saves."""
    lead = sheet.cost_lead
    return sentences(cost_sentences(sheet, lead)) if lead else ""


def cost_sentences(sheet: SideBySide, lead: CostLead) -> Iterator[str]:
    words = lead_words(sheet, lead) | {"names": names_of(sheet, lead.lowest)}
    if lead.known == 1:
        yield only_sentence(sheet, lead, words)
    elif lead.second is None:
        yield _("%(names)s cost the same: %(amount)s.", **words)
    else:
        yield least_sentence(lead, words)
    yield from counted_sentences(sheet, lead)
    if lead.lower:
        yield lower_sentence(sheet, lead.lower)
    yield from order_sentences(sheet, lead)
    if lead.known > 1 and not lead.alike:
        compared = [sheet.column(key) for key in lead.compared]
        yield from basis_sentences(compared, lead.basis is not CostBasis.landed_cost)
    if lead.stale:
        yield _("An exchange rate in it is old, so enter a new one before you rely on it.")


def only_sentence(sheet: SideBySide, lead: CostLead, words: dict[str, str]) -> str:
    if any(column.dossier.offer and column.standing.key not in lead.lowest for column in sheet.columns):
        return _("Of those with a price only %(names)s is left to compare: %(amount)s.", **words)
    return _("Only the price of %(names)s is known: %(amount)s.", **words)


def least_sentence(lead: CostLead, words: dict[str, str]) -> str:
    landed = lead.basis is CostBasis.landed_cost
    if lead.lower:
        return _(
            "Landed cost: %(names)s lowest of those known whole, %(amount)s; %(less)s less a unit than the next.",
            **words,
        )
    if landed and lead.exact:
        return _(
            "Landed cost: %(names)s lowest, %(amount)s; %(less)s less a unit than the next, %(saves)s for %(units)s.",
            **words,
        )
    if landed:
        return _("Landed cost: %(names)s lowest, %(amount)s; %(less)s less a unit than the next.", **words)
    if lead.basis is CostBasis.known_part and lead.exact:
        return _(
            "Cost as far as known: %(names)s lowest, %(amount)s; %(less)s less a unit than the next, %(saves)s for "
            "%(units)s.",
            **words,
        )
    if lead.basis is CostBasis.known_part:
        return _(
            "Cost as far as known: %(names)s lowest, %(amount)s; %(less)s less a unit than the next.",
            **words,
        )
    if lead.exact:
        return _(
            "Only unit price known: %(names)s lowest, %(amount)s; %(less)s less a unit than the next, %(saves)s for "
            "%(units)s.",
            **words,
        )
    return _("Only unit price known: %(names)s lowest, %(amount)s; %(less)s less a unit than the next.", **words)


def counted_sentences(sheet: SideBySide, lead: CostLead) -> Iterator[str]:
    """Which known fees are in a price that is not the whole cost, and of whom more is unknown than of others."""
    if lead.basis is not CostBasis.known_part:
        return
    offers = [offer for offer in sheet.asked if offer.key in lead.compared]
    fees = [
        f"{sheet.column(offer.key).dossier.name} {unit_money(round_unit(offer.on_top), sheet.currency)}"
        for offer in offers
        if offer.on_top
    ]
    yield _("Counted besides the price, a unit of freight, packing and fees: %(fees)s.", fees=listed(fees))
    first = [offer for offer in offers if offer.key in lead.lowest]
    rest = [offer for offer in offers if offer.key in lead.following]
    more = {name for mine in first for its in rest for name in mine.waiting - its.waiting}
    if more:
        costs = listed(word(name, "cost_input") for name in CostInput if name in more)
        names = names_of(sheet, lead.lowest)
        yield _("Of %(names)s nobody knows %(what)s, which can turn this round.", names=names, what=costs)


def lower_sentence(sheet: SideBySide, keys: tuple[int, ...]) -> str:
    return _("%(names)s may cost less: not all of its cost is known.", names=names_of(sheet, keys))


def order_sentences(sheet: SideBySide, lead: CostLead) -> Iterator[str]:
    """What those named sell instead of the quantity asked for."""
    for key in lead.lowest + lead.following:
        column = sheet.column(key)
        if column.cost and column.cost.ordered != sheet.quantity:
            words = {"name": column.dossier.name, **order_words(column)}
            yield _("An order from %(name)s is %(ordered)s for %(outlay)s.", **words)


def order_words(column: Column) -> dict[str, str]:
    cost = column.cost
    if cost is None:
        return {}
    outlay = money(cost.outlay_at_least, cost.currency)
    known = cost.outlay is not None
    return {"ordered": number(cost.ordered), "outlay": outlay if known else _("at least %(amount)s", amount=outlay)}


def lead_words(sheet: SideBySide, lead: CostLead) -> dict[str, str]:
    saving = lead.exact and not lead.lower
    less, written = lead.less or Decimal(0), money if lead.basis is CostBasis.landed_cost else unit_money
    return {
        "amount": written(lead.amount, sheet.currency),
        "less": a_unit(written(less, sheet.currency), saving and less * sheet.quantity != lead.saves),
        "saves": money(lead.saves, sheet.currency),
        "units": number(sheet.quantity),
    }


def a_unit(text: str, rounded: bool) -> str:
    """A difference a unit, as a round figure where the exact one of the whole order is said beside it."""
    return _("about %(amount)s", amount=text) if rounded else text


def names_of(sheet: SideBySide, keys: tuple[int, ...]) -> str:
    return listed(sheet.column(key).dossier.name for key in keys)


def cost_clauses(sheet: SideBySide, leader: Column) -> Iterator[str]:
    """The landed cost of the leader against the lowest of those like it, or the next one, and its order."""
    yield cost_clause(sheet, leader)
    if leader.cost and leader.cost.ordered != sheet.quantity:
        yield _("an order is %(ordered)s for %(outlay)s", **order_words(leader))


def cost_clause(sheet: SideBySide, leader: Column) -> str:
    own, key = leader.cost, leader.standing.key
    lead = sheet.beside(key)[0]
    if own is None or lead is None or own.per_unit is None:
        least = money(round_money(own.at_least, sheet.currency), sheet.currency) if own else _("unknown")
        return _("costs at least %(amount)s landed", amount=least)
    amount = round_money(own.per_unit, sheet.currency)
    words = lead_words(sheet, lead) | {"amount": money(amount, sheet.currency)}
    if lead.basis is not CostBasis.landed_cost or lead.known == 1:
        return _("costs %(amount)s landed", **words)
    if key in lead.lowest and len(lead.lowest) > 1:
        others = names_of(sheet, tuple(other for other in lead.lowest if other != key))
        return _("costs %(amount)s, as little as %(others)s", others=others, **words)
    return least_clause(lead, words) if key in lead.lowest else dearer_clause(sheet, leader, lead, words)


def least_clause(lead: CostLead, words: dict[str, str]) -> str:
    if lead.lower:
        return _("costs least of those known whole (%(amount)s, %(less)s less than the next)", **words)
    if lead.exact:
        return _("costs least (%(amount)s, %(less)s less than the next, %(saves)s saved on %(units)s)", **words)
    return _("costs least (%(amount)s, %(less)s less than the next)", **words)


def dearer_clause(sheet: SideBySide, leader: Column, lead: CostLead, words: dict[str, str]) -> str:
    amount = round_money(leader.cost.at_least, sheet.currency) if leader.cost else lead.amount
    over = amount - lead.amount
    exact = all(exact_order(sheet, key) for key in (*lead.lowest, *(first.key for first in sheet.comparison.first)))
    more = lead.totals[leader.standing.key] - min(lead.totals[key] for key in lead.lowest)
    words = words | {
        "over": a_unit(money(over, sheet.currency), exact and over * sheet.quantity != more),
        "more": money(more, sheet.currency),
        "lowest": names_of(sheet, lead.lowest),
    }
    if exact:
        return _("costs %(amount)s, %(over)s more than %(lowest)s, %(more)s more on %(units)s", **words)
    return _("costs %(amount)s, %(over)s more than %(lowest)s", **words)


def exact_order(sheet: SideBySide, key: int) -> bool:
    """Whether a supplier sells the quantity itself, no more of it."""
    cost = sheet.column(key).cost
    return cost is not None and cost.ordered == sheet.quantity


def beside_sentences(sheet: SideBySide, leader: Column) -> Iterator[str]:
    """Who costs less than the leader as far as is known, may do so, or was left out of that."""
    yield from known_part_sentences(sheet, leader)
    lead, apart = sheet.beside(leader.standing.key)
    waiting = {column.standing.key for column in sheet.columns if column.standing.state is BelowState.not_enough_data}
    lower = tuple(key for key in lead.lower if key not in waiting) if lead else ()
    if lower:
        yield lower_sentence(sheet, lower)
    silent = tuple(key for key in apart if silent_of(sheet, key, leader))
    differing = tuple(key for key in apart if key not in silent)
    if differing:
        yield _(
            "Not held against it, as tax or delivery differ or a rate is old: %(names)s.",
            names=names_of(sheet, differing),
        )
    if silent:
        yield _("Not held against it, as tax or delivery is not stated: %(names)s.", names=names_of(sheet, silent))


def known_part_sentences(sheet: SideBySide, leader: Column) -> Iterator[str]:
    """Of a leader whose cost is not known whole: who asks for less as far as is known, and by how much."""
    if leader.cost is None or leader.cost.per_unit is not None:
        return
    own, apart = round_money(leader.cost.at_least, sheet.currency), sheet.beside(leader.standing.key)[1]
    rooms = [
        (own - round_money(offer.cost.at_least, sheet.currency), sheet.column(offer.key).dossier.name)
        for offer in sheet.asked
        if offer.key not in apart
    ]
    less = [f"{name} {money(room, sheet.currency)}" for room, name in sorted(rooms, reverse=True) if room > 0]
    if less:
        yield _("By what is known so far others cost less a unit: %(less)s.", less=_(", ").join(less))


def silent_of(sheet: SideBySide, key: int, leader: Column) -> bool:
    """Whether the two do not differ as far as they say, and one of them does not say."""
    both = (sheet.column(key), leader)
    return any(column.silent_on_tax or column.silent_on_place for column in both) and not bases_differ(both)


def waiting_sentences(sheet: SideBySide, leader: Column) -> Iterator[str]:
    """Who is not ranked yet and what it would take to be cheaper than the leader, of those on its basis."""
    own = leader.cost.per_unit if leader.cost else None
    apart = sheet.beside(leader.standing.key)[1]
    for column in sheet.columns:
        cost, state = column.cost, column.standing.state
        if own is None or cost is None or state is not BelowState.not_enough_data or column.standing.key in apart:
            continue
        room = round_money(own, sheet.currency) - round_money(cost.at_least, sheet.currency)
        words = {"name": column.dossier.name, "room": money(room, sheet.currency)}
        if room > 0 and cost.unknown:
            costs = listed(word(name, "cost_input") for name in cost.unknown)
            yield _(
                "%(name)s is not ranked yet: it is cheaper only if %(what)s come to less than %(room)s a unit.",
                what=costs,
                **words,
            )
        elif room > 0:
            yield _("%(name)s costs %(room)s less a unit, but too little else is known of it to rank it.", **words)
