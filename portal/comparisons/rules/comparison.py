"""Suppliers side by side: who is ranked, who stands below the line and why, who leads and how far to trust it.

METHODS 1.1 and 1.2. Answers are codes and figures; pages put them into words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from portal.comparisons.rules.criteria import LOWER_IS_BETTER, ComparisonCriterion, Scheme
from portal.comparisons.rules.gates import ComparisonGate
from portal.comparisons.rules.scoring import Score, ScorePart, Values, ranks, score
from portal.comparisons.rules.sensitivity import Sensitivity, sensitivity
from portal.core.rules.thresholds import Result
from portal.quotes.rules.terms import TaxBasis

CARRYING = 2  # criteria named in the sentence that says why the leader leads


class Below(StrEnum):
    """Why a supplier stands below the line and cannot win."""

    no_quote = "no_quote"
    expired = "expired"  # its only quotes have run out
    no_rate = "no_rate"  # its quote cannot be put into the team's currency
    too_little = "too_little"  # it covers less than the quantity asked for
    failed_gate = "failed_gate"
    not_enough_data = "not_enough_data"  # less than 70 % of the weight is known


class BelowState(StrEnum):
    """What stands below the line is in one of three states, never mixed: the first that holds is told."""

    failed_gate = "failed_gate"  # it cannot win; `failed` says at which gates
    cannot_deliver = "cannot_deliver"  # less than asked for, no rate, or a quote that ran out
    not_enough_data = "not_enough_data"  # nothing speaks against it: what is known is compared all the same


NOT_DELIVERED = frozenset({Below.expired, Below.no_rate, Below.too_little})


class BestMark(StrEnum):
    cost = "cost"
    quality = "quality"
    time = "time"


class Conclusion(StrEnum):
    recommended = "recommended"  # first alone, and nothing is held against it
    leads_so_far = "leads_so_far"  # first alone, with something that could change it
    tied = "tied"  # several share the first rank
    not_comparable = "not_comparable"  # the ranked offers are not on one basis of tax or delivery
    too_dear = "too_dear"  # every ranked offer costs as much as it may, or more; or every offer where none is ranked
    not_enough_data = "not_enough_data"  # nobody is ranked, and of somebody it is only the data that are missing
    nobody = "nobody"  # all fail a gate or cannot deliver


class Reservation(StrEnum):
    """Why the leader is not recommended; the first that holds is told first."""

    mixed_tax = "mixed_tax"  # of those ranked, or what nobody said of one of several
    mixed_terms = "mixed_terms"  # delivery that ends at different places
    loses = "loses"  # it costs more than a unit may cost, or as much as it sells for
    low_price = "low_price"  # a red price alarm
    serious_note = "serious_note"  # word of mouth of a court, fraud or a sanction that nobody answered
    papers_lacking = "papers_lacking"  # such goods need one that is not on file or ran out
    large_order = "large_order"  # its smallest order is many times what was asked for
    retired = "retired"  # or paused: nobody buys there at the moment
    run_out = "run_out"  # its quote ran out and is counted on request
    old_quote = "old_quote"  # older than a price may be, by the policy
    cost_unknown = "cost_unknown"  # something in its landed cost
    not_scored = "not_scored"  # its cost, as nobody said what such a unit costs or may cost
    tax_open = "tax_open"  # no tax in its price, or nobody knows: what it leaves at the sale price is not known
    carriage_open = "carriage_open"  # its delivery ends before the door, with carriage still to come
    unchecked_gate = "unchecked_gate"
    rival_may_overtake = "rival_may_overtake"  # a ranked one, once what is unknown is known
    stale_rate = "stale_rate"  # of a ranked offer, of the sale price, the reference cost or what a need allows
    no_rate = "no_rate"  # for the currency of one of these three
    no_sale_price = "no_sale_price"  # or none in the currency of the comparison


NOT_ALIKE = (Reservation.mixed_tax, Reservation.mixed_terms)


MARKED = {
    BestMark.cost: ComparisonCriterion.landed_cost,
    BestMark.quality: ComparisonCriterion.sample_score,
    BestMark.time: ComparisonCriterion.lead_time,
}


@dataclass(frozen=True)
class Candidate:
    """What is on record of a supplier. A value that is missing is unknown, and so is a gate.

    `least`: what is known of figures that are not known whole. `doubts`: what is held against its own offer.
    """

    key: int
    values: Values
    gates: Mapping[ComparisonGate, Result] = field(default_factory=dict)
    obstacles: Collection[Below] = ()  # of its quote: no_quote, expired, no_rate, too_little
    least: Values = field(default_factory=dict)
    doubts: Collection[Reservation] = ()
    tax: TaxBasis | None = None  # of its price; None: there is none
    delivery: str = ""  # where it ends: empty at the team's door, else the Incoterm


@dataclass(frozen=True)
class SupplierRank:
    """Where a supplier stands. `rank` is None below the line, for the reasons in `below`."""

    key: int
    score: Score
    below: tuple[Below, ...]
    failed: tuple[ComparisonGate, ...]
    unchecked: tuple[ComparisonGate, ...]
    rank: int | None = None
    tied: bool = False
    best: tuple[BestMark, ...] = ()

    @property
    def state(self) -> BelowState | None:
        """None above the line."""
        if not self.below:
            return None
        if Below.failed_gate in self.below:
            return BelowState.failed_gate
        return BelowState.cannot_deliver if NOT_DELIVERED & set(self.below) else BelowState.not_enough_data

    @property
    def able(self) -> bool:
        """Ranked, or only waiting for data: what is known of it is compared."""
        return self.state in (None, BelowState.not_enough_data)


@dataclass(frozen=True)
class Why:
    """What the leader's score is made of: the criteria that bring most points, and the other one that costs most."""

    carries: tuple[ScorePart, ...]
    costs: ScorePart | None


@dataclass(frozen=True)
class Comparison:
    """Ranked suppliers first, best score first, then those below the line.

    `leader` has the highest score, also where it shares its rank; `ahead` are its points over the next one.
    """

    standings: tuple[SupplierRank, ...]
    conclusion: Conclusion
    leader: SupplierRank | None = None
    ahead: Decimal | None = None
    why: Why | None = None
    sensitivity: Sensitivity | None = None
    reservations: tuple[Reservation, ...] = ()  # against the leader
    overtaking: tuple[int, ...] = ()  # ranked ones that may overtake it once what is unknown is known

    @property
    def first(self) -> tuple[SupplierRank, ...]:
        """All that share the first rank."""
        return tuple(standing for standing in self.standings if standing.rank == 1)


def compare(
    candidates: Collection[Candidate], scheme: Scheme, gates: Sequence[ComparisonGate] = tuple(ComparisonGate)
) -> Comparison:
    """Candidates with different keys, in any order, by the scheme and the gates in force."""
    known = {candidate.key: candidate for candidate in candidates}
    best_first = sorted(
        (judged(candidate, scheme, gates) for candidate in candidates),
        key=lambda standing: (-points(standing), standing.key),
    )
    above = [standing for standing in best_first if not standing.below]
    marks = best_marks([known[standing.key] for standing in above or best_first if standing.able])
    places = ranks([points(standing) for standing in above], scheme.standards.tied_below)
    ranked = tuple(
        replace(standing, rank=place, tied=places.count(place) > 1, best=marks[standing.key])
        for standing, place in zip(above, places, strict=True)
    )
    unranked = tuple(replace(standing, best=marks.get(standing.key, ())) for standing in best_first if standing.below)
    if not ranked:
        return Comparison(unranked, unranked_conclusion(unranked, known))
    return led(ranked, unranked, known, scheme)


def unranked_conclusion(unranked: Collection[SupplierRank], known: Mapping[int, Candidate]) -> Conclusion:
    """Where nobody is ranked. What is known of a cost can be too much already."""
    waiting = [standing for standing in unranked if standing.able]
    priced = [standing for standing in waiting if Below.no_quote not in standing.below]
    if priced and all(Reservation.loses in known[standing.key].doubts for standing in priced):
        return Conclusion.too_dear
    return Conclusion.not_enough_data if waiting else Conclusion.nobody


def led(
    ranked: tuple[SupplierRank, ...],
    unranked: tuple[SupplierRank, ...],
    known: Mapping[int, Candidate],
    scheme: Scheme,
) -> Comparison:
    """A comparison in which somebody is ranked."""
    leader = ranked[0]
    overtaking = tuple(
        rival.key for rival in ranked[1:] if leader.score.worst - rival.score.best < scheme.standards.tied_below
    )
    held = reservations(leader, [known[standing.key] for standing in ranked], overtaking)
    return Comparison(
        standings=ranked + unranked,
        conclusion=conclusion(leader, held, [known[standing.key] for standing in ranked]),
        leader=leader,
        ahead=points(leader) - points(ranked[1]) if len(ranked) > 1 else None,
        why=why(leader.score),
        sensitivity=sensitivity(scheme, leader.score, {rival.key: rival.score for rival in ranked[1:]}),
        reservations=held,
        overtaking=overtaking,
    )


def reservations(
    leader: SupplierRank, ranked: Sequence[Candidate], overtaking: Collection[int]
) -> tuple[Reservation, ...]:
    """What keeps the leader, the first of those ranked, from being recommended."""
    taxes = {candidate.tax for candidate in ranked if candidate.tax}
    several = len(ranked) > 1
    holding = {
        Reservation.mixed_tax: several and (len(taxes) > 1 or TaxBasis.unknown in taxes),
        Reservation.mixed_terms: len({candidate.delivery for candidate in ranked}) > 1,
        Reservation.unchecked_gate: bool(leader.unchecked),
        Reservation.rival_may_overtake: bool(overtaking),
        Reservation.stale_rate: any(Reservation.stale_rate in candidate.doubts for candidate in ranked),
    }
    return tuple(doubt for doubt in Reservation if holding.get(doubt) or doubt in ranked[0].doubts)


def judged(candidate: Candidate, scheme: Scheme, gates: Sequence[ComparisonGate]) -> SupplierRank:
    """A candidate by itself: its score, its gates, and what keeps it below the line."""
    results = {gate: candidate.gates.get(gate, Result.unknown) for gate in gates}
    failed = tuple(gate for gate, result in results.items() if result is Result.failed)
    scored = score(candidate.values, scheme, candidate.least)
    reasons = {
        **{reason: reason in candidate.obstacles for reason in Below},
        Below.failed_gate: bool(failed),
        Below.not_enough_data: scored.coverage < scheme.standards.coverage,
    }
    return SupplierRank(
        key=candidate.key,
        score=scored,
        below=tuple(reason for reason, holds in reasons.items() if holds),
        failed=failed,
        unchecked=tuple(gate for gate, result in results.items() if result is Result.unknown),
    )


def points(standing: SupplierRank) -> Decimal:
    return standing.score.known or Decimal(0)


def best_marks(candidates: Sequence[Candidate]) -> dict[int, tuple[BestMark, ...]]:
    """Who is best at cost, quality and time, ties included; nobody where fewer than two are known.

    Asked of the ranked ones, or of all that can deliver where nobody is ranked.
    """
    winners: dict[BestMark, set[int]] = {}
    for mark, criterion in MARKED.items():
        known = {rival.key: rival.values[criterion] for rival in candidates if criterion in rival.values}
        if len(known) > 1:
            best = min(known.values()) if criterion in LOWER_IS_BETTER else max(known.values())
            winners[mark] = {key for key, figure in known.items() if figure == best}
    return {rival.key: tuple(mark for mark, keys in winners.items() if rival.key in keys) for rival in candidates}


def conclusion(leader: SupplierRank, held: Collection[Reservation], ranked: Sequence[Candidate]) -> Conclusion:
    if all(Reservation.loses in candidate.doubts for candidate in ranked):
        return Conclusion.too_dear
    if any(doubt in held for doubt in NOT_ALIKE):
        return Conclusion.not_comparable
    if leader.tied:
        return Conclusion.tied
    return Conclusion.leads_so_far if held else Conclusion.recommended


def why(scored: Score) -> Why:
    """The largest weighted contributions, and the largest loss among the other criteria that are known."""
    adding = sorted((part for part in scored.parts if part.points > 0), key=lambda part: -part.points)
    carries = tuple(adding[:CARRYING])
    losing = [part for part in scored.parts if part.lost > 0 and part not in carries]
    return Why(carries, max(losing, key=lambda part: part.lost, default=None))
