"""What a comparison concludes, in a buyer's sentences: money first, then what is weak, open, and how firm it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext as _

from portal.comparisons.pages.rows.cells import figure_text
from portal.comparisons.pages.watch import reservation_sentence
from portal.comparisons.rules.comparison import BelowState, Conclusion, Reservation, points
from portal.comparisons.rules.cost_lead import CostBasis, CostLead
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.scoring import ScorePart
from portal.comparisons.rules.sensitivity import Flip, Sensitivity
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.core.rules.money import round_money
from portal.web.filters import listed, money, number, percent, sentences, unit_money
from portal.web.words import word


class ComparisonVerdict(NamedTuple):
    """`lead` is the headline, `why` what it rests on, `unchecked` the one thing in the way, `firmness` how it holds."""

    lead: str
    why: str
    unchecked: str
    firmness: str


def verdict(sheet: SideBySide) -> ComparisonVerdict:
    conclusion, leader = sheet.comparison.conclusion, sheet.leader
    if leader is None:
        return unranked_verdict(sheet)
    if conclusion is Conclusion.too_dear:
        lead, why = _("Nobody can be recommended: every offer costs more than it may."), dear_sentence(sheet, leader)
        return ComparisonVerdict(lead, why, "", "")
    if conclusion is Conclusion.not_comparable:
        return ComparisonVerdict(unlike_sentence(sheet), apart_sentence(sheet), "", "")
    if conclusion is Conclusion.tied:
        why = sentences(filter(None, (cost_line(sheet), *waiting_sentences(sheet, leader))))
        return ComparisonVerdict(tied_sentence(sheet), why, "", "")
    held = sheet.comparison.reservations
    return ComparisonVerdict(
        lead=lead_sentence(sheet, leader),
        why=sentences(filter(None, (why_sentence(sheet, leader), margin_sentence(sheet, leader)))),
        unchecked=reservation_sentence(held[0], leader, sheet) if held else "",
        firmness=sentences((*firmness_sentences(sheet), *waiting_sentences(sheet, leader))),
    )


def unranked_verdict(sheet: SideBySide) -> ComparisonVerdict:
    """Little data is no failure: what is known is compared all the same."""
    if sheet.comparison.conclusion is Conclusion.not_enough_data:
        why = _("There is not enough data to rank anybody yet, which is no failure of theirs.")
        return ComparisonVerdict(cost_line(sheet) or _("No price is known yet."), why, "", "")
    return ComparisonVerdict(nobody_sentence(sheet), "", "", "")


def nobody_sentence(sheet: SideBySide) -> str:
    states = [column.standing.state for column in sheet.columns]
    words = {
        "failed": number(states.count(BelowState.failed_gate)),
        "unable": number(states.count(BelowState.cannot_deliver)),
    }
    return _("Nobody can be recommended: %(failed)s fail a gate, %(unable)s cannot deliver this.", **words)


def lead_sentence(sheet: SideBySide, leader: Column) -> str:
    words = {"name": leader.dossier.name, "points": number(round(points(leader.standing), 1))}
    if sheet.comparison.conclusion is Conclusion.recommended:
        return _("%(name)s is recommended, with %(points)s of 100 points.", **words)
    return _("%(name)s leads so far, with %(points)s of 100 points.", **words)


def tied_sentence(sheet: SideBySide) -> str:
    names, gap = listed(column.dossier.name for column in sheet.first), sheet.scheme.standards.tied_below
    return _("%(names)s are tied at the top: less than %(gap)s points apart.", names=names, gap=number(gap))


def unlike_sentence(sheet: SideBySide) -> str:
    """What the ranked offers differ in."""
    ranked = [column for column in sheet.columns if column.standing.rank and column.dossier.offer]
    if Reservation.mixed_tax in sheet.comparison.reservations:
        taxes = sorted({column.dossier.offer.terms.tax_basis for column in ranked if column.dossier.offer})
        return _("Not comparable yet: %(terms)s.", terms=against(word(tax, "tax_basis") for tax in taxes))
    terms = sorted({column.dossier.offer.incoterm for column in ranked if column.dossier.offer})
    return _("Not comparable yet: %(terms)s.", terms=against(term or _("no delivery term") for term in terms))


def against(texts: Iterator[str]) -> str:
    return _(" against ").join(texts)


def apart_sentence(sheet: SideBySide) -> str:
    return sentences(
        (
            cost_line(sheet),
            _("Bring the offers to one basis first: ask each for the price with tax, delivered to your door."),
        )
    )


def dear_sentence(sheet: SideBySide, leader: Column) -> str:
    """The least that is asked against what a unit may cost."""
    ranked = [column.cost.at_least for column in sheet.columns if column.standing.rank and column.cost]
    ceiling = sheet.worth.ceiling
    if ceiling is None or not ranked:
        return ""
    least, most = money(round_money(min(ranked), sheet.currency), sheet.currency), money(ceiling.amount, sheet.currency)
    if ceiling.sale == ceiling.amount:
        return _("The cheapest costs %(least)s landed, a unit sells for %(most)s.", least=least, most=most)
    return _("The cheapest costs %(least)s landed, a unit may cost %(most)s at most.", least=least, most=most)


def cost_line(sheet: SideBySide) -> str:
    """Who costs least of those that can deliver, and what that saves."""
    lead = sheet.cost_lead
    if lead is None:
        return ""
    words = lead_words(sheet, lead) | {"names": names_of(sheet, lead.lowest)}
    landed = lead.basis is CostBasis.landed_cost
    if lead.known == 1:
        line = _("Only the price of %(names)s is known: %(amount)s.", **words)
    elif lead.second is None:
        line = _("%(names)s cost the same: %(amount)s.", **words)
    elif landed:
        line = _(
            "Landed cost: %(names)s lowest, %(amount)s; %(less)s less a unit than the next, %(saves)s for %(units)s.",
            **words,
        )
    else:
        line = _(
            "Only unit price known: %(names)s lowest, %(amount)s; %(less)s less a unit than the next, %(saves)s for "
            "%(units)s.",
            **words,
        )
    unlike = _("The prices are not alike in tax or delivery, so ask before you rely on it.")
    return line if lead.alike or lead.known == 1 else sentences((line, unlike))


def lead_words(sheet: SideBySide, lead: CostLead) -> dict[str, str]:
    less, written = lead.less or Decimal(0), money if lead.basis is CostBasis.landed_cost else unit_money
    return {
        "amount": written(lead.amount, sheet.currency),
        "less": written(less, sheet.currency),
        "saves": money(less * sheet.quantity, sheet.currency),
        "units": number(sheet.quantity),
    }


def names_of(sheet: SideBySide, keys: tuple[int, ...]) -> str:
    return listed(sheet.column(key).dossier.name for key in keys)


def why_sentence(sheet: SideBySide, leader: Column) -> str:
    """Money first, then the sample, then where it is weakest."""
    weak = weakest(leader)
    parts = [cost_clause(sheet, leader)]
    sample = leader.value(ComparisonCriterion.sample_score)
    if sample is not None and (weak is None or weak.criterion != ComparisonCriterion.sample_score):
        parts.append(_("sample %(points)s points", points=number(round(sample, 1))))
    strong = _(", ").join(parts)
    if weak is None:
        return _("%(name)s %(strong)s.", name=leader.dossier.name, strong=strong)
    return _(
        "%(name)s %(strong)s; weak in %(criterion)s %(figure)s.",
        name=leader.dossier.name,
        strong=strong,
        criterion=word(weak.criterion, "criterion").lower(),
        figure=figure_text(weak.criterion, weak.figure, sheet.currency),
    )


def weakest(leader: Column) -> ScorePart | None:
    """Where most points are lost, but for the cost, which is told by itself."""
    lost = [part for part in leader.standing.score.parts if part.lost and part.criterion != "landed_cost"]
    return max(lost, key=lambda part: part.lost, default=None)


def cost_clause(sheet: SideBySide, leader: Column) -> str:
    """The landed cost of the leader against the lowest, or the next one."""
    lead, own, key = sheet.cost_lead, leader.cost, leader.standing.key
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
    if key in lead.lowest:
        return _("costs least (%(amount)s, %(less)s less than the next, %(saves)s saved on %(units)s)", **words)
    over = amount - lead.amount
    words |= {"over": money(over, sheet.currency), "more": money(over * sheet.quantity, sheet.currency)}
    return _(
        "costs %(amount)s, %(over)s more than %(lowest)s, %(more)s more on %(units)s",
        lowest=names_of(sheet, lead.lowest),
        **words,
    )


def margin_sentence(sheet: SideBySide, leader: Column) -> str:
    """What a unit leaves at the sale price."""
    ceiling, own = sheet.worth.ceiling, leader.cost
    if ceiling is None or ceiling.sale is None or own is None or own.per_unit is None or ceiling.sale <= own.per_unit:
        return ""
    sale = round_money(ceiling.sale, sheet.currency)
    left = sale - round_money(own.per_unit, sheet.currency)
    return _(
        "Sold at %(sale)s it leaves %(left)s a unit.",
        sale=money(sale, sheet.currency),
        left=money(left, sheet.currency),
    )


def waiting_sentences(sheet: SideBySide, leader: Column) -> Iterator[str]:
    """Who is not ranked yet and what it would take to be cheaper than the leader."""
    own = leader.cost.per_unit if leader.cost else None
    for column in sheet.columns:
        cost = column.cost
        if own is None or cost is None or column.standing.state is not BelowState.not_enough_data:
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


def firmness_sentences(sheet: SideBySide) -> Iterator[str]:
    """How often the lead holds in the weights tried, and the nearest change of one weight that costs it."""
    tested = sheet.comparison.sensitivity
    if tested is None:
        yield _("Only one supplier is ranked, so nobody can overtake it.")
        return
    yield held_sentence(sheet, tested)
    if tested.nearest is not None:
        yield flip_sentence(sheet, tested.nearest)


def held_sentence(sheet: SideBySide, tested: Sensitivity) -> str:
    standards = sheet.scheme.standards
    words = {"tried": number(standards.draws), "swing": percent(standards.swing), "share": percent(tested.stays)}
    if tested.stays == 1 and tested.nearest is None:
        return _("However the weights are set it stays first (%(tried)s tried).", **words)
    if tested.stays == 1:
        return _("With each weight up to %(swing)s more or less it stays first (%(tried)s tried).", **words)
    return _(
        "With each weight up to %(swing)s more or less, and what is unknown against it, it is first in %(share)s of "
        "%(tried)s tries: %(firmness)s.",
        firmness=word(tested.firmness, "firmness"),
        **words,
    )


def flip_sentence(sheet: SideBySide, flip: Flip) -> str:
    words = {
        "challenger": sheet.column(flip.challenger).dossier.name,
        "criterion": word(flip.criterion, "criterion").lower(),
        "now": percent(flip.from_weight),
        "then": percent(flip.to_weight),
    }
    if flip.to_weight > flip.from_weight:
        return _("%(challenger)s overtakes if the weight of %(criterion)s rises from %(now)s past %(then)s.", **words)
    return _("%(challenger)s overtakes if the weight of %(criterion)s falls from %(now)s below %(then)s.", **words)
