"""What a comparison concludes, in sentences: who leads and why, what is unchecked, and how firm the lead is."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext as _

from portal.comparisons.rules.comparison import Conclusion, Why, points
from portal.comparisons.rules.scoring import ScorePart
from portal.comparisons.rules.sensitivity import Flip
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.web.filters import listed, number, percent, sentences
from portal.web.words import word


class ComparisonVerdict(NamedTuple):
    """`lead` is empty where nobody can be recommended; `why` and `unchecked` where there is nothing to say."""

    lead: str
    why: str
    unchecked: str
    firmness: str


def verdict(sheet: SideBySide) -> ComparisonVerdict:
    leader = sheet.leader
    if leader is None or sheet.comparison.why is None:
        return ComparisonVerdict("", "", "", _("Nobody is ranked: there is no lead to test."))
    return ComparisonVerdict(
        lead=lead_sentence(sheet, leader),
        why=why_sentence(leader.dossier.name, sheet.comparison.why),
        unchecked=unchecked_sentence(leader),
        firmness=firmness_sentences(sheet, leader.dossier.name),
    )


def lead_sentence(sheet: SideBySide, leader: Column) -> str:
    if sheet.comparison.conclusion is Conclusion.tied:
        names = listed(column.dossier.name for column in sheet.first)
        return _("%(names)s are tied at the top: less than 0.5 points apart.", names=names)
    name, known = leader.dossier.name, number(round(points(leader.standing), 1))
    if sheet.comparison.conclusion is Conclusion.recommended:
        return _("%(name)s is recommended, with %(points)s of 100 points.", name=name, points=known)
    return _("%(name)s leads so far, with %(points)s of 100 points.", name=name, points=known)


def why_sentence(name: str, why: Why) -> str:
    """The criteria that carry the leader, and the one that costs it most."""
    if not why.carries:
        return ""
    most = listed(
        _("%(share)s of the target on %(criterion)s (weight %(weight)s)", **part_words(part)) for part in why.carries
    )
    if why.costs is None:
        return _("%(name)s scores because it reaches %(most)s.", name=name, most=most)
    return _(
        "%(name)s scores because it reaches %(most)s, but only %(share)s on %(criterion)s (weight %(weight)s).",
        name=name,
        most=most,
        **part_words(why.costs),
    )


def part_words(part: ScorePart) -> dict[str, str]:
    return {
        "share": percent(part.position),
        "criterion": word(part.criterion, "criterion").lower(),
        "weight": percent(part.weight),
    }


def unchecked_sentence(leader: Column) -> str:
    if not leader.standing.unchecked:
        return ""
    gates = listed(word(gate, "gate") for gate in leader.standing.unchecked)
    return _("Not recommended yet: nobody has checked %(gates)s.", gates=gates)


def firmness_sentences(sheet: SideBySide, leader: str) -> str:
    """The nearest change of one weight that costs the lead, and how often it holds in drawn weights."""
    tested = sheet.comparison.sensitivity
    if tested is None:
        return _("Only one supplier is ranked: there is no lead to test.")
    held = _(
        "In %(share)s of 500 drawn weights, each up to a fifth more or less, %(leader)s is first alone: %(firmness)s.",
        leader=leader,
        share=percent(tested.stays),
        firmness=word(tested.firmness, "firmness"),
    )
    return sentences((flip_sentence(sheet, leader, tested.nearest), held))


def flip_sentence(sheet: SideBySide, leader: str, flip: Flip | None) -> str:
    if flip is None:
        if sheet.comparison.conclusion is Conclusion.tied:
            return _("A tie has no lead to lose.")
        return _("No change of a single weight costs %(leader)s its place.", leader=leader)
    words = {
        "challenger": sheet.column(flip.challenger).dossier.name,
        "leader": leader,
        "criterion": word(flip.criterion, "criterion").lower(),
        "now": percent(flip.from_weight),
        "then": percent(flip.to_weight),
    }
    if flip.to_weight > flip.from_weight:
        return _(
            "%(challenger)s draws level with %(leader)s if the weight of %(criterion)s rises from %(now)s to %(then)s.",
            **words,
        )
    return _(
        "%(challenger)s draws level with %(leader)s if the weight of %(criterion)s falls from %(now)s to %(then)s.",
        **words,
    )
