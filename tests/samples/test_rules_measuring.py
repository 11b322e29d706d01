"""Figures of a sample test."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.checklists.rules.answers import AnswerFault
from portal.core.rules.thresholds import Result
from portal.samples.rules.measuring import (
    InForce,
    SampleReading,
    judge_reading,
    limit_in_force,
    read_figures,
    spreads,
    widest,
)
from portal.samples.rules.sampling import LimitFrom
from tests.checklists.lists import make_criterion

SMELL = [
    {"key": "smell", "op": "<=", "value": 2, "unit": "score"},
    {"key": "report", "op": "==", "value": 1, "unit": "yes_no"},
]


def values(**figures):
    return {key: Decimal(figure) for key, figure in figures.items()}


def test_figures_are_read_by_measure_and_blanks_left_out():
    kept, faults = read_figures(make_criterion(measures=SMELL), {"smell": " ２ ", "report": "", "other": "9"})
    assert (kept, faults) == ({"smell": "2"}, {})


def test_each_figure_that_cannot_be_is_refused_by_its_own_measure():
    kept, faults = read_figures(make_criterion(measures=SMELL), {"smell": "6", "report": "maybe"})
    assert kept == {}
    assert faults == {"smell": AnswerFault.out_of_range, "report": AnswerFault.not_an_option}


@pytest.mark.parametrize(("typed", "value"), [("yes", "1"), ("no", "0"), ("1", "1"), ("0", "0")])
def test_yes_and_no_are_one_and_nought(typed, value):
    assert read_figures(make_criterion(measures=SMELL), {"report": typed})[0] == {"report": value}


def test_a_deviation_is_an_amount_and_an_early_day_is_negative():
    assert read_figures(make_criterion(), {"deviation": "-5"})[1] == {"deviation": AnswerFault.out_of_range}
    late = make_criterion(measures=[{"key": "late_days", "op": "<=", "value": 2, "unit": "day"}])
    assert read_figures(late, {"late_days": "-5"})[0] == {"late_days": "-5"}


def test_a_percentage_is_kept_as_people_read_it_off():
    assert read_figures(make_criterion(), {"deviation": "1.5 %"})[0] == {"deviation": "1.5"}


def test_all_figures_must_hold():
    criterion = make_criterion(measures=SMELL)
    assert judge_reading(criterion, values(smell="2", report="1"), {}) is Result.passed
    assert judge_reading(criterion, values(smell="2", report="0"), {}) is Result.failed


def test_a_figure_that_is_missing_never_passes_but_one_outside_its_limit_fails_at_once():
    criterion = make_criterion(measures=SMELL)
    assert judge_reading(criterion, values(smell="2"), {}) is Result.unknown
    assert judge_reading(criterion, {}, {}) is Result.unknown
    assert judge_reading(criterion, values(smell="3"), {}) is Result.failed


def test_the_limit_of_the_product_comes_first_where_the_criterion_says_so():
    criterion = make_criterion(limit_from="spec_first")
    own = {"PH01.deviation": Decimal("0.5")}
    assert limit_in_force(criterion, criterion.measures[0], own) == InForce(Decimal("0.5"), LimitFrom.spec_first)
    assert judge_reading(criterion, values(deviation="1"), own) is Result.failed


def test_without_a_limit_of_its_own_the_default_holds():
    criterion = make_criterion(limit_from="spec_first")
    assert limit_in_force(criterion, criterion.measures[0], {}) == InForce(Decimal(2), LimitFrom.default)
    assert judge_reading(criterion, values(deviation="2"), {}) is Result.passed


def test_a_criterion_with_a_fixed_limit_does_not_move():
    own = {"PH01.deviation": Decimal("0.5")}
    assert judge_reading(make_criterion(), values(deviation="2"), own) is Result.passed


def reading(batch, figure, tester=1):
    return SampleReading(code="PH01", values=values(deviation=figure), batch=batch, tester=tester)


def test_the_spread_is_between_the_medians_of_the_batches():
    found = spreads(
        make_criterion(),
        [reading("A", "64"), reading("A", "65", 2), reading("A", "90", 3), reading("B", "57"), reading("C", "60")],
    )
    assert [one.by_batch for one in found] == [{"A": 65, "B": 57, "C": 60}]
    assert found[0].difference == 8
    assert found[0].relative == Decimal(8) / 65


def test_a_percentage_differs_by_its_points_and_other_figures_by_a_share_of_the_largest():
    found = spreads(make_criterion(), [reading("A", "1"), reading("B", "2")])
    assert (found[0].difference, found[0].share) == (1, Decimal("0.01"))
    score = make_criterion(measures=SMELL[:1])
    smells = [SampleReading(code="PH01", values=values(smell=figure), batch=batch) for batch, figure in ("A1", "B2")]
    wider = spreads(score, smells)[0]
    assert wider.share == wider.relative == Decimal("0.5")
    assert widest([*found, wider]) is wider


def test_one_batch_and_yes_or_no_have_no_spread():
    assert spreads(make_criterion(), [reading("A", "1"), reading("A", "2", 2)]) == ()
    yes_no = make_criterion(measures=SMELL[1:])
    assert spreads(yes_no, [SampleReading(code="PH01", values=values(report="1"), batch=one) for one in "AB"]) == ()


def test_a_spread_of_nothing_but_zeros_is_not_divided():
    found = spreads(make_criterion(), [reading("A", "0"), reading("B", "0")])
    assert (found[0].difference, found[0].relative, widest(found)) == (0, None, None)


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.decimals(0, 1000, places=2)), max_size=12))
def test_a_spread_is_never_wider_than_the_figures(found):
    figures = [figure for _, figure in found]
    for one in spreads(make_criterion(), [reading(batch, figure) for batch, figure in found]):
        assert 0 <= one.difference <= max(figures) - min(figures)
        assert one.relative is None or 0 <= one.relative <= 1


FAILED_UNITS = [{"key": "failed_units", "op": "<=", "value": 0, "unit": "count"}]


def test_beside_a_count_of_bad_units_it_may_be_said_of_how_many():
    def read(raw):
        return read_figures(make_criterion(measures=FAILED_UNITS), raw)

    assert read({"failed_units": "1", "tested": "１０"})[0] == {"failed_units": "1", "tested": "10"}
    assert read({"failed_units": "1", "tested": ""}) == ({"failed_units": "1"}, {})


@pytest.mark.parametrize("tested", ["0", "1", "2.5", "-3"])
def test_not_fewer_can_be_tested_than_were_bad_and_no_part_of_one(tested):
    found = read_figures(make_criterion(measures=FAILED_UNITS), {"failed_units": "2", "tested": tested})
    assert found[1] == {"tested": AnswerFault.out_of_range}


def test_where_nothing_is_counted_nobody_is_asked_of_how_many():
    assert read_figures(make_criterion(), {"deviation": "1", "tested": "10"})[0] == {"deviation": "1"}
