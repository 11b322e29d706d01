"""Schemes and suppliers that the tests of a comparison start from."""

from __future__ import annotations

from decimal import Decimal as D

from hypothesis import strategies as st

from portal.comparisons.rules.comparison import Candidate
from portal.comparisons.rules.criteria import LOWER_IS_BETTER, Anchors, ComparisonCriterion, Scheme
from portal.comparisons.rules.gates import ComparisonGate
from portal.core.rules.thresholds import Result

ALL_PASSED = dict.fromkeys(ComparisonGate, Result.passed)
BEST_FIRST = (ComparisonCriterion.sample_score, ComparisonCriterion.papers, ComparisonCriterion.years)  # more is better


def plain_scheme(*weights, criteria=BEST_FIRST):
    """Criteria from 0 (bad) to 100 (good), so that a figure is its own score."""
    names = criteria[: len(weights)]
    ends = {one: Anchors(D(100), D(0)) if one in LOWER_IS_BETTER else Anchors(D(0), D(100)) for one in names}
    return Scheme({one: D(weight) for one, weight in zip(names, weights, strict=True)}, ends)


def supplier(key, *figures, criteria=BEST_FIRST, gates=None, obstacles=()):
    """A supplier with every gate passed; None leaves a figure unknown."""
    known = {one: D(figure) for one, figure in zip(criteria, figures, strict=False) if figure is not None}
    return Candidate(key, known, ALL_PASSED | (gates or {}), obstacles)


FIGURES = st.one_of(st.none(), st.integers(0, 100))
WEIGHTS = st.tuples(*[st.integers(1, 100)] * 3)
KNOWN_ROWS = st.lists(st.tuples(*[st.integers(0, 100)] * 3), min_size=2, max_size=5)
