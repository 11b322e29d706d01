"""What a small sample proves about the lot it was taken from (METHODS 2.2)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import exp, fsum, lgamma, log

CONFIDENCE = Decimal("0.95")  # one-sided
STEPS = 60  # halvings: more than a float can tell apart
TENTH = Decimal("0.1")


def upper_bound(bad: int, tested: int, confidence: Decimal = CONFIDENCE) -> Decimal | None:
    """The largest share of bad ones in the lot, 0 to 1, that `bad` of `tested` does not speak against.

    Exact one-sided bound of Clopper and Pearson (1934): the share at which so few bad ones would be found with a
    probability of 1 - confidence. For none bad it is 1 - 0.05^(1/n). None where nothing was tested. Raises ValueError
    for less than 0 bad, or more than tested.
    """
    if not 0 <= bad <= tested:
        raise ValueError(f"{bad} bad of {tested}")
    if tested == 0:
        return None
    if bad == tested:
        return Decimal(1)
    least, most, rest = 0.0, 1.0, 1 - float(confidence)
    for _step in range(STEPS):
        middle = (least + most) / 2
        if at_most(bad, tested, middle) > rest:
            least = middle
        else:
            most = middle
    return Decimal(str(most))


def at_most(bad: int, tested: int, share: float) -> float:
    """Probability, 0 to 1, of `bad` or fewer among `tested`, `share` of the lot being bad; share above 0, below 1."""
    return fsum(
        exp(
            lgamma(tested + 1)
            - lgamma(number + 1)
            - lgamma(tested - number + 1)
            + number * log(share)
            + (tested - number) * log(1 - share)
        )
        for number in range(bad + 1)
    )


def as_shown(share: Decimal) -> Decimal:
    """A share as a percentage people can remember: whole from 10 % on, one decimal below; 0 to 100."""
    percent = share * 100
    if percent >= 10:
        return percent.quantize(Decimal(1), ROUND_HALF_UP)
    return percent.quantize(TENTH, ROUND_HALF_UP)
