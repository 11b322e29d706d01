"""What it would take to cost the leader its place."""

from __future__ import annotations

from decimal import Decimal as D
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.comparisons.rules.criteria import Standards
from portal.comparisons.rules.scoring import points, score
from portal.comparisons.rules.sensitivity import Firmness, Flip, draws, firmness, flips, levels, sensitivity
from tests.samples.rivals import BEST_FIRST, WEIGHTS, plain_scheme

FIRST, SECOND, THIRD = BEST_FIRST
POSITIONS = st.tuples(*[st.one_of(st.none(), st.integers(0, 10).map(lambda tenth: D(tenth) / 10))] * 3)
STEPS = 50
ROUNDING = D("1e-20")  # below it a difference is none


def at(*figures):
    return tuple(None if figure is None else D(figure) for figure in figures)


def lead_of(scheme, leader, challengers):
    """The lead of one that stands at these positions, each a figure of 100."""

    def scored(positions):
        known = zip(scheme.criteria, positions, strict=True)
        return score({one: 100 * position for one, position in known if position is not None}, scheme)

    return sensitivity(scheme, scored(leader), {key: scored(its) for key, its in challengers.items()})


def moved(weights, place, x):
    """The weights with one at x and the others scaled to the rest."""
    rest = sum(weights) - weights[place]
    return [x if one == place else (1 - x) * weight / rest for one, weight in enumerate(weights)]


def test_b_draws_level_when_the_weight_rises_from_50_to_51_percent():
    """The sentence of METHODS 1.2: x = -R / (d - R) with d = -0.49 and R = 0.51."""
    found = lead_of(plain_scheme(50, 50), at("0.2", "0.71"), {2: at("0.69", "0.2")})
    assert found.nearest == Flip(FIRST, 2, D("0.5"), D("0.51"))
    assert found.nearest.distance == D("0.01")


def test_one_that_is_better_in_everything_is_never_overtaken():
    found = lead_of(plain_scheme(50, 50), at("0.9", "0.8"), {2: at("0.5", "0.6")})
    assert (found.nearest, found.stays, found.firmness) == (None, 1, Firmness.robust)


def test_where_a_criterion_makes_no_difference_its_whole_weight_only_draws_level_and_overtakes_nobody():
    assert list(flips(plain_scheme(50, 50), at("0.5", "0.9"), 2, at("0.5", "0.4"))) == []
    assert lead_of(plain_scheme(50, 50), at("0.5", "0.9"), {2: at("0.5", "0.4")}).nearest is None


def test_what_is_unknown_is_held_against_the_leader_and_for_the_others():
    """On what is known it is ahead in every draw; nobody can say so while a third of the weight is not known."""
    whole = lead_of(plain_scheme(1, 1, 1), at("0.9", "0.9", "0.9"), {2: at("0.6", "0.6", "0.6")})
    vague = lead_of(plain_scheme(1, 1, 1), at("0.9", "0.9", None), {2: at("0.6", "0.6", "0.6")})
    rival = lead_of(plain_scheme(1, 1, 1), at("0.7", "0.7", "0.7"), {2: at("0.6", "0.6", None)})
    assert (whole.firmness, whole.stays) == (Firmness.robust, 1)
    assert (vague.firmness, rival.firmness) == (Firmness.fragile, Firmness.fragile)


def test_the_nearest_of_all_challengers_and_criteria_is_told():
    leader, challengers = at("0.9", "0.3", "0.5"), {2: at("0.5", "0.6", "0.5"), 3: at("0.8", "0.4", "0.5")}
    every = [flip for key, its in challengers.items() for flip in flips(plain_scheme(5, 2, 3), leader, key, its)]
    nearest = lead_of(plain_scheme(5, 2, 3), leader, challengers).nearest
    assert {flip.challenger for flip in every} == {2, 3}
    assert nearest.distance == min(flip.distance for flip in every)
    assert nearest in every


def test_the_only_criterion_with_a_weight_cannot_be_moved_against_anything():
    assert levels([D(1), D(0)], 0, at("0.9", "0.1"), at("0.1", "0.9")) == []


def test_a_criterion_without_a_weight_may_rise_to_one():
    found = list(flips(plain_scheme(1, 0), at("0.6", "0.2"), 2, at("0.4", "0.6")))
    assert found == [Flip(SECOND, 2, D(0), D(1) / 3)]


def test_a_criterion_nobody_knows_changes_nothing():
    assert levels([D("0.5"), D("0.5")], 0, at(None, "0.9"), at(None, "0.1")) == []


def test_one_of_whom_only_this_criterion_is_known_has_no_score_without_it_to_draw_level_with():
    assert levels([D("0.5"), D("0.5")], 0, at("0", None), at("0.1", "0.5")) == []


def test_two_alike_stay_alike_and_neither_is_first_alone():
    found = lead_of(plain_scheme(1, 1), at("0.5", "0.5"), {2: at("0.5", "0.5")})
    assert (found.nearest, found.stays, found.firmness) == (None, 0, Firmness.fragile)


def test_with_nobody_else_ranked_there_is_nothing_to_lose():
    assert lead_of(plain_scheme(1), at("0.5"), {}) is None


@settings(max_examples=50, deadline=None)
@example(at(None, "0", None), at("0.5", "0.1", None), (52, 1, 29), 1)
@example(at("0.2", "0.9", None), at("0.8", "0.1", "0.3"), (1, 1, 1), 0)
@example(at("0.8", "0.1", "0.3"), at("0.2", "0.9", None), (1, 1, 1), 0)
@given(POSITIONS, POSITIONS, WEIGHTS, st.integers(0, 2))
def test_the_closed_form_finds_what_a_walk_over_every_weight_finds(a, b, weights, place):
    """With any figures missing: a change of lead between two steps has a level there, and at a level scores agree."""
    shares = [D(one) / sum(weights) for one in weights]
    found = levels(shares, place, a, b)

    def ahead(x):
        mine, its = points(moved(shares, place, x), a), points(moved(shares, place, x), b)
        return None if mine is None or its is None else mine - its

    assert all(abs(ahead(x)) < D("1e-12") for x in found if 0 < x < 1)
    walk = [(D(step) / STEPS, ahead(D(step) / STEPS)) for step in range(1, STEPS)]
    for (low, before), (high, after) in pairwise(walk):
        if before and after and before * after < 0 and min(abs(before), abs(after)) > ROUNDING:
            assert any(low < x < high for x in found)


@given(st.tuples(*[st.integers(0, 10)] * 3), st.tuples(*[st.integers(0, 10)] * 3), WEIGHTS, st.integers(0, 2))
def test_with_everything_known_the_level_is_that_of_the_formula(a, b, weights, place):
    """x = -R / (d - R) where it lies within 0 and 1, otherwise never (METHODS 1.2)."""
    shares = [D(one) / sum(weights) for one in weights]
    d = D(a[place] - b[place]) / 10
    rest = (
        sum(shares[j] * (a[j] - b[j]) for j in range(3) if j != place)
        / 10
        / sum(shares[j] for j in range(3) if j != place)
    )
    found = levels(shares, place, [D(one) / 10 for one in a], [D(one) / 10 for one in b])
    x = None if abs(d - rest) < D("1e-20") else -rest / (d - rest)
    if x is not None and D("1e-9") < x < 1 - D("1e-9"):
        assert abs(found[0] - x) < D("1e-12")
    elif x is None or not -D("1e-9") < x < 1 + D("1e-9"):
        assert found == []


def test_draws_are_the_same_each_time_and_stay_within_20_percent():
    factors = [factor for draw in draws(8, 500, D("0.2")) for factor in draw]
    assert len(factors) == 8 * 500
    assert D("0.8") <= min(factors) < D("0.81") and D("1.19") < max(factors) <= D("1.2")
    assert abs(sum(factors) / len(factors) - 1) < D("0.01")
    assert draws(8, 500, D("0.2"))[0][:3] == (D("1.163"), D("1.075"), D("1.107"))


def test_the_share_of_draws_falls_with_the_lead():
    shares = [
        lead_of(plain_scheme(50, 50), at("0.5", "0.5"), {2: at(D("0.5") - gain, D("0.5") + gain - lead)}).stays
        for gain, lead in ((D("0.3"), D("0.001")), (D("0.3"), D("0.05")), (D("0.3"), D("0.2")))
    ]
    assert D("0.45") < shares[0] < D("0.56") < shares[1] < D("0.9") < shares[2] == 1


@pytest.mark.parametrize(
    ("distance", "stays", "found"),
    [
        (None, "0.95", "robust"),
        ("0.10", "0.95", "robust"),
        ("0.09", "1", "leaning"),
        ("0.10", "0.94", "leaning"),
        (None, "0.70", "leaning"),
        (None, "0.69", "fragile"),
        ("0.30", "0.69", "fragile"),
    ],
)
def test_a_lead_is_robust_far_from_a_flip_and_fragile_where_three_draws_in_ten_turn_it(distance, stays, found):
    nearest = None if distance is None else Flip(FIRST, 2, D("0.5"), D("0.5") - D(distance))
    assert firmness(nearest, D(stays), Standards()) is Firmness(found)
