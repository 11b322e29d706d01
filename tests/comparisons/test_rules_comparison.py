"""Suppliers side by side: ranks, the line, the leader."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.comparisons.rules.comparison import Below, BelowState, BestMark, Conclusion, compare
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.gates import ComparisonGate
from portal.comparisons.rules.sensitivity import Firmness
from portal.core.rules.thresholds import Result
from tests.samples.rivals import BEST_FIRST, KNOWN_ROWS, WEIGHTS, plain_scheme, supplier

EQUAL = plain_scheme(1, 1, 1)
COSTS = (ComparisonCriterion.landed_cost, ComparisonCriterion.sample_score, ComparisonCriterion.lead_time)


def standing(found, key):
    return next(one for one in found.standings if one.key == key)


def test_the_best_score_comes_first_and_leads():
    found = compare([supplier(1, 40, 50, 60), supplier(2, 90, 80, 70)], EQUAL)
    assert [(one.key, one.rank) for one in found.standings] == [(2, 1), (1, 2)]
    assert (found.leader.key, found.ahead) == (2, 30)


def test_ranks_are_1_2_2_4_with_ties_marked():
    found = compare([supplier(key, score) for key, score in ((1, 90), (2, 80), (3, 80), (4, 70))], plain_scheme(1))
    assert [(one.key, one.rank, one.tied) for one in found.standings] == [
        (1, 1, False),
        (2, 2, True),
        (3, 2, True),
        (4, 4, False),
    ]


def test_equal_scores_come_in_the_order_of_their_keys():
    found = compare([supplier(3, 80), supplier(1, 80), supplier(2, 80)], plain_scheme(1))
    assert [one.key for one in found.standings] == [1, 2, 3]


def test_less_than_half_a_point_apart_nobody_leads_alone():
    found = compare([supplier(1, "80.4"), supplier(2, 80)], plain_scheme(1))
    assert (found.conclusion, [one.key for one in found.first]) == (Conclusion.tied, [1, 2])


def test_with_every_gate_passed_the_leader_is_recommended():
    assert compare([supplier(1, 90), supplier(2, 50)], plain_scheme(1)).conclusion is Conclusion.recommended


def test_with_a_gate_unchecked_the_leader_only_leads_so_far_and_the_gate_is_named():
    found = compare([supplier(1, 90, gates={ComparisonGate.sample: Result.unknown}), supplier(2, 50)], plain_scheme(1))
    assert (found.conclusion, found.leader.unchecked) == (Conclusion.leads_so_far, (ComparisonGate.sample,))


def test_an_unchecked_gate_of_another_supplier_does_not_matter():
    found = compare([supplier(1, 90), supplier(2, 50, gates={ComparisonGate.sample: Result.unknown})], plain_scheme(1))
    assert found.conclusion is Conclusion.recommended


def test_a_gate_nobody_mentions_is_unchecked():
    bare = replace(supplier(1, 90), gates={})
    assert compare([bare], plain_scheme(1)).leader.unchecked == tuple(ComparisonGate)


def test_a_failed_gate_puts_the_best_score_below_the_line_with_its_name():
    found = compare([supplier(1, 99, gates={ComparisonGate.licence: Result.failed}), supplier(2, 50)], plain_scheme(1))
    assert (found.leader.key, standing(found, 1).rank) == (2, None)
    assert (standing(found, 1).below, standing(found, 1).failed) == ((Below.failed_gate,), (ComparisonGate.licence,))
    assert standing(found, 1).score.known == 99


def test_a_gate_that_is_not_in_force_is_not_asked():
    found = compare(
        [supplier(1, 99, gates={ComparisonGate.licence: Result.failed})],
        plain_scheme(1),
        gates=(ComparisonGate.category,),
    )
    assert found.conclusion is Conclusion.recommended


@pytest.mark.parametrize("obstacle", ["no_quote", "expired", "no_rate", "too_little"])
def test_what_keeps_a_quote_from_being_compared_puts_its_supplier_below_the_line(obstacle):
    found = compare([supplier(1, 99, obstacles=[Below(obstacle)]), supplier(2, 50)], plain_scheme(1))
    assert (found.leader.key, standing(found, 1).below) == (2, (Below(obstacle),))


def test_too_little_data_puts_a_supplier_below_the_line():
    found = compare([supplier(1, 99, None), supplier(2, 50, 50)], plain_scheme(69, 31))
    assert (found.leader.key, standing(found, 1).below) == (2, (Below.not_enough_data,))


def test_every_reason_is_named():
    lost = supplier(1, None, gates={ComparisonGate.sample: Result.failed}, obstacles=[Below.no_rate])
    assert compare([lost], plain_scheme(1)).standings[0].below == (
        Below.no_rate,
        Below.failed_gate,
        Below.not_enough_data,
    )


@pytest.mark.parametrize(
    ("gates", "obstacles", "figure", "state"),
    [
        ({ComparisonGate.licence: Result.failed}, [Below.too_little], None, BelowState.failed_gate),
        ({}, [Below.too_little], None, BelowState.cannot_deliver),
        ({}, [Below.no_rate], 50, BelowState.cannot_deliver),
        ({}, [Below.expired], 50, BelowState.cannot_deliver),
        ({}, [], None, BelowState.not_enough_data),
        ({}, [Below.no_quote], 50, BelowState.not_enough_data),
        ({}, [], 50, None),
    ],
)
def test_below_the_line_are_three_states_never_mixed_and_little_data_is_no_failure(gates, obstacles, figure, state):
    judged = compare([supplier(1, figure, gates=gates, obstacles=obstacles)], plain_scheme(1)).standings[0]
    assert judged.state is state


def test_where_nobody_is_ranked_the_best_marks_are_among_all_that_can_deliver():
    scheme = plain_scheme(1, 1, 8, criteria=COSTS)
    known = {1: (20, 50), 2: (10, 60), 3: (1, 99)}
    candidates = [supplier(key, *row, criteria=COSTS) for key, row in known.items()]
    candidates[2] = replace(candidates[2], obstacles=[Below.too_little])
    sheet = compare(candidates, scheme)
    assert sheet.conclusion is Conclusion.not_enough_data
    assert [standing(sheet, key).best for key in known] == [(), (BestMark.cost, BestMark.quality), ()]


@pytest.mark.parametrize("candidates", [[], [supplier(1, 99, obstacles=[Below.expired])]])
def test_without_anybody_above_the_line_nobody_leads(candidates):
    found = compare(candidates, plain_scheme(1))
    assert (found.conclusion, found.leader, found.why, found.sensitivity) == (Conclusion.nobody, None, None, None)


def test_a_single_supplier_has_a_score_but_nobody_to_be_compared_with():
    found = compare([supplier(1, 40)], plain_scheme(1))
    assert (found.leader.score.known, found.ahead, found.sensitivity) == (40, None, None)


def test_best_marks_go_to_the_cheapest_the_best_sample_and_the_fastest():
    scheme = plain_scheme(1, 1, 1, criteria=COSTS)
    found = compare([supplier(1, 10, 70, 9, criteria=COSTS), supplier(2, 20, 80, 3, criteria=COSTS)], scheme)
    assert standing(found, 1).best == (BestMark.cost,)
    assert standing(found, 2).best == (BestMark.quality, BestMark.time)


def test_best_marks_are_shared_by_equals():
    scheme = plain_scheme(1, 1, 1, criteria=COSTS)
    rows = [(10, 70, 9), (10, 60, 9), (11, 70, 3)]
    found = compare([supplier(key, *row, criteria=COSTS) for key, row in enumerate(rows)], scheme)
    assert [standing(found, key).best for key in range(3)] == [
        (BestMark.cost, BestMark.quality),
        (BestMark.cost,),
        (BestMark.quality, BestMark.time),
    ]


def test_below_the_line_nobody_gets_a_mark_or_keeps_another_from_one():
    scheme = plain_scheme(1, 1, 1, criteria=COSTS)
    rows = {1: (5, 99, 1), 2: (10, 70, 9), 3: (20, 60, 9)}
    candidates = [supplier(key, *row, criteria=COSTS) for key, row in rows.items()]
    candidates[0] = replace(candidates[0], obstacles=[Below.expired])
    found = compare(candidates, scheme)
    assert (standing(found, 1).best, standing(found, 2).best) == ((), (BestMark.cost, BestMark.quality, BestMark.time))


def test_the_only_one_whose_figure_is_known_is_not_the_best():
    scheme = plain_scheme(80, 20, criteria=COSTS)
    found = compare([supplier(1, 10, 70, criteria=COSTS), supplier(2, 20, criteria=COSTS)], scheme)
    assert standing(found, 1).best == (BestMark.cost,)


def test_the_leader_is_explained_by_what_brings_most_and_what_costs_most():
    """A scores 82 of 100: 90 % on two criteria of weight 40, but only 50 % on the one of weight 20."""
    found = compare([supplier(1, 90, 50, 90), supplier(2, 10, 10, 10)], plain_scheme(40, 20, 40))
    first, second, third = BEST_FIRST
    assert [part.criterion for part in found.why.carries] == [first, third]
    assert (found.why.costs.criterion, found.why.costs.position, found.why.costs.weight) == (second, D("0.5"), D("0.2"))


def test_what_brings_most_is_not_told_again_as_what_costs_most():
    found = compare([supplier(1, 60, 100, 95)], plain_scheme(80, 10, 10))
    first, second, third = BEST_FIRST
    assert ([part.criterion for part in found.why.carries], found.why.costs.criterion) == ([first, second], third)


def test_a_leader_without_fault_and_one_without_merit_are_told_as_such():
    assert compare([supplier(1, 100, 100, 100)], EQUAL).why.costs is None
    assert compare([supplier(1, 0, 0, 0)], EQUAL).why.carries == ()


def test_the_sensitivity_is_that_of_the_leader_against_all_others_above_the_line():
    candidates = [supplier(1, 20, 71), supplier(2, 69, 20), supplier(3, 69, 21, obstacles=[Below.expired])]
    found = compare(candidates, plain_scheme(50, 50)).sensitivity
    assert (found.nearest.challenger, found.nearest.to_weight) == (2, D("0.51"))
    assert found.firmness is Firmness.fragile


@settings(max_examples=20)
@given(KNOWN_ROWS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_in_which_suppliers_come_changes_nothing(rows, weights, random):
    candidates = [supplier(key, *row) for key, row in enumerate(rows)]
    mixed = random.sample(candidates, len(candidates))
    assert compare(mixed, plain_scheme(*weights)) == compare(candidates, plain_scheme(*weights))
