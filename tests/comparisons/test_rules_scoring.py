"""The fixed-anchor score, held against a published method and its library."""

from __future__ import annotations

import json
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.comparisons.rules.criteria import Anchors, ComparisonCriterion, Scheme, scheme_for
from portal.comparisons.rules.scoring import ranks, score
from tests.samples.rivals import BEST_FIRST, FIGURES, WEIGHTS, plain_scheme, supplier

SPOTIS = json.loads(Path(__file__).with_name("spotis.json").read_text(encoding="utf-8"))
CLOSE = D("1e-20")
SAMPLE, PAPERS, YEARS = BEST_FIRST
MIXED = (
    ComparisonCriterion.sample_score,
    ComparisonCriterion.lead_time,
    ComparisonCriterion.years,
)  # better: more, less, more


def ours(rows, bounds, weights):
    ends = {
        one: Anchors(D(str(high)), D(str(low)))
        if one is ComparisonCriterion.lead_time
        else Anchors(D(str(low)), D(str(high)))
        for one, (low, high) in zip(MIXED, bounds, strict=True)
    }
    scheme = Scheme(dict(zip(MIXED, (D(str(one)) for one in weights), strict=True)), ends)
    return [score({one: D(str(x)) for one, x in zip(MIXED, row, strict=True)}, scheme).known for row in rows]


def test_the_published_example_of_spotis_comes_out_as_its_complement():
    """Dezert, Tchamova, Han, Tacnet 2020: 0.1989, 0.3705, 0.3063, 0.7491."""
    rows = [[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]]
    found = ours(rows, [(-5, 12), (-6, 10), (-8, 5)], [0.2, 0.3, 0.5])
    assert [round(1 - one / 100, 4) for one in found] == [D("0.1989"), D("0.3705"), D("0.3063"), D("0.7491")]


@pytest.mark.parametrize("vector", SPOTIS["vectors"])
def test_the_score_is_the_complement_of_spotis_by_another_library(vector):
    scores = ours(vector["rows"], SPOTIS["bounds"], vector["weights"])
    assert [float(score) for score in scores] == pytest.approx([100 * (1 - bad) for bad in vector["spotis"]])


def test_a_reaches_90_percent_on_price_and_50_on_lead_time_and_scores_82():
    """The sentence of METHODS 1.1: weights 40, 20 and 40 for the rest."""
    found = score(supplier(1, 90, 50, 90).values, plain_scheme(40, 20, 40))
    assert (found.known, found.worst, found.best, found.coverage) == (82, 82, 82, 1)
    assert [(part.weight, part.position, part.points) for part in found.parts] == [
        (D("0.4"), D("0.9"), 36),
        (D("0.2"), D("0.5"), 10),
        (D("0.4"), D("0.9"), 36),
    ]


def test_only_the_proportions_of_the_weights_count():
    values = supplier(1, 90, 50, 70).values
    assert score(values, plain_scheme(4, 2, 4)).known == score(values, plain_scheme(40, 20, 40)).known


def test_a_missing_figure_is_neither_0_nor_100_but_a_range():
    found = score(supplier(1, 80, None, 60).values, plain_scheme(50, 20, 30))
    assert (found.known, found.worst, found.best, found.coverage) == (D("72.5"), 58, 78, D("0.8"))
    assert found.parts[1].position is None and found.parts[1].points == 0


def test_nothing_known_is_no_score_at_all():
    found = score({}, plain_scheme(1, 1))
    assert (found.known, found.worst, found.best, found.coverage) == (None, 0, 100, 0)


def test_what_only_a_weight_of_0_knows_about_is_no_score_either():
    found = score(supplier(1, 80, None).values, plain_scheme(0, 1))
    assert (found.known, found.coverage, found.parts[0].points) == (None, 0, 0)


def test_a_cost_known_in_part_reaches_at_best_what_that_part_leaves():
    scheme = plain_scheme(1, 1, criteria=(ComparisonCriterion.landed_cost, ComparisonCriterion.lead_time))
    values, least = {ComparisonCriterion.lead_time: D(0)}, {ComparisonCriterion.landed_cost: D(40)}
    found = score(values, scheme, least)
    assert (found.known, found.worst, found.best) == (100, 50, 80)


def test_a_figure_beyond_an_anchor_is_clipped_and_marked():
    found = score(supplier(1, 120, 100, -1).values, plain_scheme(1, 1, 1))
    assert [(part.position, part.outside) for part in found.parts] == [(1, True), (1, False), (0, True)]


def test_a_cost_without_anchors_counts_as_unknown_though_its_figure_is_shown():
    found = score({ComparisonCriterion.landed_cost: D(40)}, scheme_for())
    part = found.parts[0]
    assert (part.criterion, part.figure, part.position, part.outside) == (
        ComparisonCriterion.landed_cost,
        D(40),
        None,
        False,
    )
    assert found.coverage == 0


@given(st.tuples(FIGURES, FIGURES, FIGURES), WEIGHTS)
def test_the_bars_add_up_to_the_score(figures, weights):
    found = score(supplier(1, *figures).values, plain_scheme(*weights))
    assert abs(sum(part.points for part in found.parts) - (found.known or 0)) < CLOSE


@given(st.tuples(FIGURES, FIGURES, FIGURES), st.tuples(*[st.integers(0, 100)] * 3), WEIGHTS)
def test_whatever_a_missing_figure_turns_out_to_be_the_score_stays_in_its_range(figures, later, weights):
    scheme = plain_scheme(*weights)
    before = score(supplier(1, *figures).values, scheme)
    filled = [one if one is not None else then for one, then in zip(figures, later, strict=True)]
    after = score(supplier(1, *filled).values, scheme).known
    assert before.worst - CLOSE <= after <= before.best + CLOSE


@given(st.tuples(FIGURES, FIGURES, FIGURES), WEIGHTS)
def test_the_order_in_which_figures_and_weights_come_changes_no_digit(figures, weights):
    values, scheme = supplier(1, *figures).values, plain_scheme(*weights)
    turned = Scheme(dict(reversed(scheme.weights.items())), dict(reversed(scheme.anchors.items())))
    assert score(dict(reversed(values.items())), turned) == score(values, scheme)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], []),
        ([90, 80, 80, 70], [1, 2, 2, 4]),
        (["82.0", "81.6", "81.4"], [1, 1, 3]),
        (["82.0", "81.5"], [1, 2]),
        (["82.0", "81.51"], [1, 1]),
        ([0, 0, 0], [1, 1, 1]),
    ],
)
def test_scores_less_than_half_a_point_below_the_first_of_a_rank_share_it(scores, expected):
    assert ranks([D(one) for one in scores], D("0.5")) == expected
