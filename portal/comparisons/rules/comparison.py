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
    recommended = "recommended"  # first alone, every gate passed
    leads_so_far = "leads_so_far"  # first alone, with a gate nobody checked
    tied = "tied"  # several share the first rank
    not_enough_data = "not_enough_data"  # nobody is ranked, and of somebody it is only the data that are missing
    nobody = "nobody"  # all fail a gate or cannot deliver


MARKED = {
    BestMark.cost: ComparisonCriterion.landed_cost,
    BestMark.quality: ComparisonCriterion.sample_score,
    BestMark.time: ComparisonCriterion.lead_time,
}


@dataclass(frozen=True)
class Candidate:
    """What is on record of a supplier. A value that is missing is unknown, and so is a gate."""

    key: int
    values: Values
    gates: Mapping[ComparisonGate, Result] = field(default_factory=dict)
    obstacles: Collection[Below] = ()  # of its quote: no_quote, expired, no_rate, too_little


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

    @property
    def first(self) -> tuple[SupplierRank, ...]:
        """All that share the first rank."""
        return tuple(standing for standing in self.standings if standing.rank == 1)


def compare(
    candidates: Collection[Candidate], scheme: Scheme, gates: Sequence[ComparisonGate] = tuple(ComparisonGate)
) -> Comparison:
    """Candidates with different keys, in any order, by the scheme and the gates in force."""
    best_first = sorted(
        (judged(candidate, scheme, gates) for candidate in candidates),
        key=lambda standing: (-points(standing), standing.key),
    )
    above = [standing for standing in best_first if not standing.below]
    marked = {standing.key for standing in above or best_first if standing.able}
    marks = best_marks([candidate for candidate in candidates if candidate.key in marked])
    places = ranks([points(standing) for standing in above])
    ranked = tuple(
        replace(standing, rank=place, tied=places.count(place) > 1, best=marks[standing.key])
        for standing, place in zip(above, places, strict=True)
    )
    unranked = tuple(replace(standing, best=marks.get(standing.key, ())) for standing in best_first if standing.below)
    standings = ranked + unranked
    if not ranked:
        waiting = any(standing.able for standing in unranked)
        return Comparison(standings, Conclusion.not_enough_data if waiting else Conclusion.nobody)
    leader, challengers = ranked[0], {rival.key: rival.score.positions for rival in ranked[1:]}
    return Comparison(
        standings=standings,
        conclusion=conclusion(leader),
        leader=leader,
        ahead=points(leader) - points(ranked[1]) if len(ranked) > 1 else None,
        why=why(leader.score),
        sensitivity=sensitivity(scheme, leader.score.positions, challengers),
    )


def judged(candidate: Candidate, scheme: Scheme, gates: Sequence[ComparisonGate]) -> SupplierRank:
    """A candidate by itself: its score, its gates, and what keeps it below the line."""
    results = {gate: candidate.gates.get(gate, Result.unknown) for gate in gates}
    failed = tuple(gate for gate, result in results.items() if result is Result.failed)
    scored = score(candidate.values, scheme)
    reasons = {
        **{reason: reason in candidate.obstacles for reason in Below},
        Below.failed_gate: bool(failed),
        Below.not_enough_data: not scored.enough,
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


def conclusion(leader: SupplierRank) -> Conclusion:
    if leader.tied:
        return Conclusion.tied
    return Conclusion.leads_so_far if leader.unchecked else Conclusion.recommended


def why(scored: Score) -> Why:
    """The largest weighted contributions, and the largest loss among the other criteria that are known."""
    adding = sorted((part for part in scored.parts if part.points > 0), key=lambda part: -part.points)
    carries = tuple(adding[:CARRYING])
    losing = [part for part in scored.parts if part.lost > 0 and part not in carries]
    return Why(carries, max(losing, key=lambda part: part.lost, default=None))
