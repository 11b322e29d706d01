"""The weights of a comparison: a slider for each criterion, and its share of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.comparisons.forms import ComparisonFilter, Weight
from portal.comparisons.pages.comparison import team_weights
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.side_by_side import SideBySide
from portal.quotes.words import pieces_text
from portal.web.filters import percent
from portal.web.words import word


class WeightSlider(NamedTuple):
    code: ComparisonCriterion
    label: str
    share: str
    field: Weight


def weighing(wanted: ComparisonFilter, sheet: SideBySide | None) -> dict[str, Any]:
    """The form that moves quantity and weights; `pairs` are all that the comparison depends on."""
    return {
        "wanted": wanted,
        "sliders": list(sliders(wanted, sheet)),
        "pairs": list(address_pairs(wanted)),
        "moved": moved(wanted),
        "weighed": weighed_text(wanted),
        "was": fingerprint(team_weights()),
        "team_address": team_address(wanted),
    }


def moved(wanted: ComparisonFilter) -> bool:
    """Whether the weights are others than the team's: then their form stands open."""
    return {code: int(weight) for code, weight in wanted.weights.items()} != {
        code: int(team_weights().get(code, 0)) for code in wanted.weights
    }


def weighed_text(wanted: ComparisonFilter) -> str:
    """What stands in the folded form."""
    weights = _("weights of your own") if moved(wanted) else _("the team's weights")
    return f"{pieces_text(wanted.quantity.data or 1)} · {weights}"


def team_address(wanted: ComparisonFilter) -> str:
    """The same comparison with the weights of the team."""
    suppliers, quantity = wanted.supplier.data, wanted.quantity.data
    return url_for("comparisons.show", product=wanted.product.data, quantity=quantity, supplier=suppliers)


def sliders(wanted: ComparisonFilter, sheet: SideBySide | None) -> Iterator[WeightSlider]:
    for code in ComparisonCriterion:
        share = percent(sheet.scheme.share(code) if sheet else 0)
        yield WeightSlider(code, word(code, "criterion"), share, wanted.weight(code))


def address_pairs(wanted: ComparisonFilter) -> Iterator[tuple[str, Any]]:
    """A name and a value for each hidden field; a name with several values comes several times."""
    for name, value in wanted.address.items():
        yield from ((name, part) for part in (value if isinstance(value, list) else [value]))


def fingerprint(weights: Mapping[ComparisonCriterion, Decimal]) -> str:
    """The weights the page was opened with, in the order of the criteria."""
    return "-".join(f"{weights.get(criterion, Decimal(0)):f}" for criterion in ComparisonCriterion)
