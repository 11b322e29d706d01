"""What a comparison concludes, in a buyer's sentences: money first, then what is weak, open, and how firm it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from flask_babel import gettext as _

from portal.comparisons.pages.reasons.costs import (
    beside_sentences,
    cost_clauses,
    cost_line,
    cost_sentences,
    waiting_sentences,
)
from portal.comparisons.pages.reasons.offers import unlike_sentence
from portal.comparisons.pages.reasons.reservations import reservation_sentence
from portal.comparisons.pages.reasons.selling import dear_sentence, dear_sentences, margin_sentence
from portal.comparisons.pages.rows.cells import figure_text
from portal.comparisons.pages.rows.terms import payment_text
from portal.comparisons.rules.comparison import BelowState, Conclusion, points
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.scoring import ScorePart
from portal.comparisons.rules.sensitivity import Flip, Sensitivity
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.web.filters import listed, number, percent, sentences
from portal.web.words import word

LOW = Decimal("0.5")  # of the full marks of a criterion


class ComparisonVerdict(NamedTuple):
    """`lead` is the headline, `why` what it rests on, `unchecked` the one thing in the way, `firmness` how it holds."""

    lead: str
    why: str
    unchecked: str
    firmness: str


def verdict(sheet: SideBySide) -> ComparisonVerdict:
    conclusion, leader = sheet.comparison.conclusion, sheet.leader
    if conclusion is Conclusion.too_dear:
        return ComparisonVerdict(dear_sentence(sheet), sentences(dear_sentences(sheet)), "", "")
    if leader is None:
        return unranked_verdict(sheet)
    if conclusion is Conclusion.not_comparable:
        return ComparisonVerdict(unlike_sentence(sheet), apart_sentence(sheet), "", "")
    if conclusion is Conclusion.tied:
        why = sentences(filter(None, (cost_line(sheet), *waiting_sentences(sheet, leader))))
        return ComparisonVerdict(tied_sentence(sheet), why, "", "")
    held = sheet.comparison.reservations
    reasons = (why_sentence(sheet, leader), *beside_sentences(sheet, leader), margin_sentence(sheet, leader))
    return ComparisonVerdict(
        lead=lead_sentence(sheet, leader),
        why=sentences(filter(None, reasons)),
        unchecked=reservation_sentence(held[0], leader, sheet) if held else "",
        firmness=sentences((*firmness_sentences(sheet), *waiting_sentences(sheet, leader))),
    )


def unranked_verdict(sheet: SideBySide) -> ComparisonVerdict:
    """Little data is no failure: what is known is compared all the same."""
    if sheet.comparison.conclusion is Conclusion.not_enough_data:
        lead, *more = cost_sentences(sheet, sheet.cost_lead) if sheet.cost_lead else (_("No price is known yet."),)
        why = _("There is not enough data to rank anybody yet, which is no failure of theirs.")
        return ComparisonVerdict(lead, sentences((*more, why)), "", "")
    return ComparisonVerdict(nobody_sentence(sheet), "", "", "")


def nobody_sentence(sheet: SideBySide) -> str:
    states = [column.standing.state for column in sheet.columns]
    words = {
        "failed": number(states.count(BelowState.failed_gate)),
        "unable": number(states.count(BelowState.cannot_deliver)),
    }
    return _("Nobody can be recommended: %(failed)s fail a gate, %(unable)s cannot deliver or be compared.", **words)


def lead_sentence(sheet: SideBySide, leader: Column) -> str:
    words = {"name": leader.dossier.name, "points": number(round(points(leader.standing), 1))}
    if sheet.comparison.conclusion is Conclusion.recommended:
        return _("%(name)s is recommended, with %(points)s of 100 points.", **words)
    return _("%(name)s leads so far, with %(points)s of 100 points.", **words)


def tied_sentence(sheet: SideBySide) -> str:
    names, gap = listed(column.dossier.name for column in sheet.first), sheet.scheme.standards.tied_below
    return _("%(names)s are tied at the top: less than %(gap)s points apart.", names=names, gap=number(gap))


def apart_sentence(sheet: SideBySide) -> str:
    return sentences(
        (
            cost_line(sheet),
            _("Bring the offers to one basis first: ask each for the price with tax, delivered to your door."),
        )
    )


def why_sentence(sheet: SideBySide, leader: Column) -> str:
    """Money first, then the sample, then where a rival is better, or where it is low itself."""
    weak, rival = weakness(sheet, leader)
    parts = [*cost_clauses(sheet, leader)]
    sample = leader.value(ComparisonCriterion.sample_score)
    if sample is not None and (weak is None or weak.criterion != ComparisonCriterion.sample_score):
        parts.append(_("sample %(points)s points", points=number(round(sample, 1))))
    words = {"name": leader.dossier.name, "strong": _(", ").join(parts)}
    if weak is None:
        return _("%(name)s %(strong)s.", **words)
    words |= {"criterion": word(weak.criterion, "criterion").lower()}
    figure, other = weak_texts(weak.criterion, leader, rival, sheet)
    words |= {"figure": figure}
    if rival is None:
        return _(
            "%(name)s %(strong)s; low in %(criterion)s, %(figure)s, but no ranked supplier is known to be better.",
            **words,
        )
    return _(
        "%(name)s %(strong)s; weaker than %(rival)s in %(criterion)s, %(figure)s against %(other)s.",
        rival=rival.dossier.name,
        other=other,
        **words,
    )


def weak_texts(
    criterion: ComparisonCriterion, leader: Column, rival: Column | None, sheet: SideBySide
) -> tuple[str, str]:
    """Both figures as the table has them: payment in its terms, unless they are the same and only the days differ."""
    columns = (leader, rival or leader)
    terms, others = (payment_text(column.dossier) for column in columns)
    if criterion == ComparisonCriterion.payment and (rival is None or terms != others):
        return terms, others
    own, its = (figure_text(criterion, column.value(criterion), sheet.currency) for column in columns)
    return own, its


def weakness(sheet: SideBySide, leader: Column) -> tuple[ScorePart | None, Column | None]:
    """The criterion in which a ranked rival gains most on the leader, and who; without one, where it is low itself.

    The cost is told by itself.
    """
    rivals = [column for column in sheet.columns if column.standing.rank and column is not leader]
    parts = [part for part in leader.standing.score.parts if part.criterion != ComparisonCriterion.landed_cost]
    gains = [(gain(rival, part), part, rival) for part in parts for rival in rivals]
    most, part, rival = max(gains, key=lambda entry: entry[0], default=(Decimal(0), None, None))
    if most > 0:
        return part, rival
    low = [part for part in parts if part.lost and part.position is not None and part.position < LOW]
    return max(low, key=lambda part: part.lost, default=None), None


def gain(rival: Column, part: ScorePart) -> Decimal:
    """The points, before weights are renormalised, by which a rival is better; 0 where it is not, or nobody knows."""
    its = rival.part(part.criterion)
    if its is None or its.position is None or part.position is None:
        return Decimal(0)
    return part.weight * (its.position - part.position)


def firmness_sentences(sheet: SideBySide) -> Iterator[str]:
    """How often the lead holds in the weights tried, and the nearest change of one weight that costs it."""
    tested = sheet.comparison.sensitivity
    if tested is None:
        yield _("Only one supplier is ranked, so there is no second to hold against it.")
        return
    yield held_sentence(sheet, tested)
    if tested.nearest is not None:
        yield flip_sentence(sheet, tested.nearest)


def held_sentence(sheet: SideBySide, tested: Sensitivity) -> str:
    standards = sheet.scheme.standards
    words = {"tried": number(standards.draws), "swing": percent(standards.swing), "share": percent(tested.stays)}
    if tested.stays == 1 and tested.nearest is None and sheet.settled:
        return _("However the weights are set it stays first (%(tried)s tried).", **words)
    if tested.stays == 0:
        return _(
            "With each weight up to %(swing)s more or less, and what is unknown against it, it is first in none of "
            "%(tried)s tries: %(firmness)s.",
            firmness=word(tested.firmness, "firmness"),
            **words,
        )
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
    if words["now"] == words["then"]:
        return _("%(challenger)s overtakes at the least change of the weight of %(criterion)s, now %(now)s.", **words)
    if flip.to_weight > flip.from_weight:
        return _("%(challenger)s overtakes if the weight of %(criterion)s rises from %(now)s past %(then)s.", **words)
    return _("%(challenger)s overtakes if the weight of %(criterion)s falls from %(now)s below %(then)s.", **words)
