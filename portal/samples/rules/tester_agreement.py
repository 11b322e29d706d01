"""Whether testers agree: first on how much they judged alike, then Krippendorff's alpha (docs/methods.md 2.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from portal.core.rules.thresholds import Lookup

LEAST_UNITS = 8  # below that alpha says nothing
RELIABLE, TENTATIVE = "sampling.alpha_reliable", "sampling.alpha_tentative"


class Trust(StrEnum):
    reliable = "reliable"
    tentative = "tentative"
    unreliable = "unreliable"


@dataclass(frozen=True)
class Concord:
    """The agreement of testers: of `of` units that two or more judged, all judged `same` alike.

    `alpha` is at most 1, and 0 where they agree as chance would; None below eight units, and where every judgement is
    the same, since nothing varied.
    """

    same: int
    of: int
    alpha: Decimal | None

    def trust(self, lookup: Lookup) -> Trust | None:
        """By the two lines of the policy; None without an alpha."""
        if self.alpha is None:
            return None
        if self.alpha >= Decimal(lookup(RELIABLE)):
            return Trust.reliable
        return Trust.tentative if self.alpha >= Decimal(lookup(TENTATIVE)) else Trust.unreliable


def concord(units: Iterable[Sequence[str]]) -> Concord | None:
    """The agreement of the judgements of each unit; None where no unit has two."""
    judged = [unit for unit in units if len(unit) > 1]
    if not judged:
        return None
    same = sum(len(set(unit)) == 1 for unit in judged)
    alpha = nominal_alpha(judged) if len(judged) >= LEAST_UNITS else None
    return Concord(same, len(judged), None if alpha is None else round(Decimal(alpha.numerator) / alpha.denominator, 3))


def nominal_alpha(units: Iterable[Sequence[str]]) -> Fraction | None:
    """Krippendorff's alpha for classes without an order; any number of judges, units with one judgement left out.

    None where every judgement is the same: chance would agree too. Source: K. Krippendorff, Computing Krippendorff's
    Alpha-Reliability (2011).
    """
    observed: Counter[tuple[str, str]] = Counter()
    for unit in units:
        if len(unit) > 1:
            counts = Counter(unit)
            for judgement, many in counts.items():
                for other, more in counts.items():
                    pairs = many * (more - (judgement == other))
                    observed[judgement, other] += Fraction(pairs, len(unit) - 1)  # type: ignore[assignment]
    classes: Counter[str] = Counter()
    for (judgement, _other), number in observed.items():
        classes[judgement] += number
    total = Fraction(sum(classes.values()))
    apart = Fraction(sum(number for (judgement, other), number in observed.items() if judgement != other))
    chance = total * total - sum(Fraction(number) ** 2 for number in classes.values())
    return 1 - (total - 1) * apart / chance if chance else None
