"""Criteria, anchors and weights of a comparison."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from portal.comparisons.rules.criteria import (
    DEFAULT_WEIGHTS,
    LOWER_IS_BETTER,
    Anchors,
    BadScheme,
    ComparisonCriterion,
    Scheme,
    Standards,
    anchors_from,
    cost_anchors,
    default_anchors,
    scheme_for,
    standards_of,
    weights_from,
)
from portal.content import policy

LEAD = ComparisonCriterion.lead_time


def test_the_default_weights_share_out_a_hundred_points_over_every_criterion():
    assert set(DEFAULT_WEIGHTS) == set(ComparisonCriterion)
    assert sum(DEFAULT_WEIGHTS.values()) == 100


@pytest.mark.parametrize("digital", [False, True])
def test_the_default_anchors_cover_every_criterion_and_point_the_right_way(digital):
    found = scheme_for(digital=digital, cost=Anchors(D(90), D(50))).anchors
    assert set(found) == set(ComparisonCriterion)
    assert {one for one, ends in found.items() if ends.bad > ends.good} == LOWER_IS_BETTER


def test_digital_goods_are_held_to_other_anchors():
    assert default_anchors(True)[LEAD] == Anchors(D(3), D(0))
    assert default_anchors(True)[ComparisonCriterion.years] == default_anchors(False)[ComparisonCriterion.years]


@pytest.mark.parametrize(
    ("criterion", "figure"),
    [("sample_score", 80), ("batch_spread", "0.05"), ("moq_cover", 60), ("years", 3), ("payment", 0)],
)
def test_the_limits_of_the_policy_lie_half_way(criterion, figure):
    assert default_anchors(False)[ComparisonCriterion(criterion)].position(D(figure)) == D("0.5")


@pytest.mark.parametrize(("days", "position"), [(30, 0), (3, 1), ("16.5", "0.5"), (45, 0), (1, 1)])
def test_a_figure_lies_between_bad_and_good_and_never_outside(days, position):
    ends = Anchors(D(30), D(3))
    assert ends.position(D(days)) == D(position)
    assert ends.holds(D(days)) is (3 <= D(days) <= 30)


@pytest.mark.parametrize(
    ("reference", "ceiling", "ends"),
    [
        (100, None, (130, 70)),
        (100, 200, (130, 70)),
        (100, 90, (90, 70)),  # never above what it may cost
        (100, 70, (70, 35)),  # nobody is under the cheap end then: half of what it may cost
        (None, 90, (90, 45)),
        (None, 0, None),
        (None, None, None),
    ],
)
def test_cost_is_scored_against_the_reference_cost_and_never_above_what_it_may_cost(reference, ceiling, ends):
    r, c = (None if figure is None else D(figure) for figure in (reference, ceiling))
    found = cost_anchors(r, c, Standards())
    assert found == (None if ends is None else Anchors(D(ends[0]), D(ends[1])))


def test_prices_far_below_half_the_sale_price_are_told_apart():
    """Sold at 100 a unit: 20 against 45 are both less than half of it."""
    ends = cost_anchors(D(40), D(100), Standards())
    assert ends.position(D(29)) > ends.position(D(32)) > ends.position(D(45)) > 0
    assert ends.position(D(20)) == ends.position(D(28)) == 1  # what is below the red line earns no more


def test_the_figures_that_judge_are_the_policys():
    lookup = {f"comparison.{name}": D("0.5") for name in ("coverage", "tied_below", "swing", "robust_share")}
    lookup |= {f"comparison.{name}": D(2) for name in ("fragile_share", "robust_distance", "cost_good", "cost_bad")}
    lookup |= {"comparison.draws": D(9), "comparison.rate_days": D(7), "comparison.agreement_gate": "always"}
    lookup |= {"price_alarm.max_age_days": D(30), "comparison.order_times": D(3)}
    judging = standards_of(lookup.__getitem__)
    assert (judging.coverage, judging.cost_bad, judging.draws, judging.agreement_always) == (D("0.5"), 2, 9, True)
    assert judging.large_order(301, 100) and not judging.large_order(300, 100)
    assert standards_of(policy().lookup(None)) == Standards()


def test_without_a_reference_or_a_price_nobody_can_say_what_is_dear():
    found = scheme_for()
    assert found.position(ComparisonCriterion.landed_cost, D(40)) is None
    assert found.share(ComparisonCriterion.landed_cost) == D("0.3")


def test_the_teams_weights_replace_the_defaults_and_its_anchors_lie_over_them():
    found = scheme_for({LEAD: D(2), ComparisonCriterion.years: D(6)}, {LEAD: Anchors(D(60), D(10))})
    assert (found.criteria, found.share(LEAD)) == ((LEAD, ComparisonCriterion.years), D("0.25"))
    assert (found.anchors[LEAD].bad, found.anchors[ComparisonCriterion.years].good) == (D(60), D(5))


def test_a_weight_of_exactly_0_is_a_weight_beside_another():
    scheme = Scheme({LEAD: D(0), ComparisonCriterion.years: D(4)}, {})
    assert scheme.criteria == (LEAD, ComparisonCriterion.years)
    assert (scheme.share(LEAD), scheme.share(ComparisonCriterion.years)) == (0, 1)


@pytest.mark.parametrize(
    ("weights", "anchors", "fault", "criterion"),
    [
        ({}, {}, "no_weight", None),
        ({LEAD: D(0), ComparisonCriterion.years: D(0)}, {}, "no_weight", None),
        ({LEAD: D(-1), ComparisonCriterion.years: D(2)}, {}, "weight", LEAD),
        ({LEAD: D("NaN")}, {}, "weight", LEAD),
        ({LEAD: D("Infinity")}, {}, "weight", LEAD),
        ({LEAD: D(1)}, {LEAD: Anchors(D(3), D(3))}, "direction", LEAD),
        ({LEAD: D(1)}, {LEAD: Anchors(D(3), D(30))}, "direction", LEAD),
        ({LEAD: D(1)}, {ComparisonCriterion.years: Anchors(D(5), D(1))}, "direction", ComparisonCriterion.years),
        ({LEAD: D(1)}, {LEAD: Anchors(D("NaN"), D(1))}, "direction", LEAD),
        ({LEAD: D(1)}, {LEAD: Anchors(D("Infinity"), D(1))}, "direction", LEAD),
    ],
)
def test_weights_and_anchors_that_cannot_be_used_are_refused_by_name(weights, anchors, fault, criterion):
    with pytest.raises(BadScheme) as refused:
        Scheme(weights, anchors)
    assert (refused.value.fault, refused.value.criterion) == (fault, criterion)


def test_settings_are_read_whether_kept_as_text_or_number():
    assert weights_from({"years": "5", "lead_time": 15, "payment": 0.5}) == {
        LEAD: D(15),
        ComparisonCriterion.payment: D("0.5"),
        ComparisonCriterion.years: D(5),
    }
    assert anchors_from({"lead_time": {"bad": "30", "good": 3}}) == {LEAD: Anchors(D(30), D(3))}


def test_a_setting_of_a_criterion_that_is_no_more_is_left_out():
    assert weights_from({"colour": "5"}) == {}
    assert anchors_from({"colour": {}}) == {}


@pytest.mark.parametrize("text", ["", "many", None, "NaN", "Infinity"])
def test_a_setting_that_is_no_figure_is_refused_by_name(text):
    for read in (
        lambda: weights_from({"lead_time": text}),
        lambda: anchors_from({"lead_time": {"bad": 1, "good": text}}),
    ):
        with pytest.raises(BadScheme) as refused:
            read()
        assert (refused.value.fault, refused.value.criterion) == ("number", LEAD)
