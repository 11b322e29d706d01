"""A test of the team's own as the sheet judges it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.core.rules.freeze import freeze, thaw
from portal.samples.rules.measuring import judge_reading, read_figures, spread
from portal.samples.rules.sample_facts import BatchLine, SampleCell, SampleFacts
from portal.samples.rules.sample_tests import SampleTest
from portal.samples.rules.sampling import OwnTest, OwnWay, Severity, renumbered
from tests.checklists.lists import criterion_table, make_template

POWER = OwnTest(
    code="T1",
    name="Output power",
    way=OwnWay.number,
    unit="W",
    least=Decimal(60),
    most=Decimal(70),
    severity=Severity.critical,
)
HUM = OwnTest(code="T2", name="Does it hum?", way=OwnWay.yes_no, expected=False, severity=Severity.major)
HEAT = OwnTest(code="T3", name="Heat", way=OwnWay.number, unit="°C", most=Decimal(45), severity=Severity.minor)
FEEL = OwnTest(code="T4", name="Feel", way=OwnWay.score, least=Decimal(4), severity=Severity.minor)


def judged(test, figure):
    return judge_reading(test.criterion, {"figure": Decimal(figure)}, {}).value


@pytest.mark.parametrize(
    ("test", "figure", "result"),
    [
        *((POWER, "60", "pass"), (POWER, "70", "pass"), (POWER, "59.9", "fail"), (POWER, "70.1", "fail")),
        *((HUM, 0, "pass"), (HUM, 1, "fail"), (HEAT, "45", "pass"), (HEAT, "45.5", "fail"), (HEAT, "-3", "pass")),
        *((FEEL, 4, "pass"), (FEEL, 3, "fail")),
    ],
)
def test_a_figure_is_held_against_both_ends(test, figure, result):
    assert judged(test, figure) == result


def test_a_figure_may_be_typed_with_its_unit_and_below_zero():
    assert read_figures(POWER.criterion, {"figure": "64.2 W"}) == ({"figure": "64.2"}, {})
    assert read_figures(HEAT.criterion, {"figure": "-3"}) == ({"figure": "-3"}, {})


def test_a_number_without_a_limit_is_no_test():
    with pytest.raises(ValueError, match="needs a limit"):
        OwnTest(name="Weight", way=OwnWay.number, severity=Severity.minor)


def sample_test(*own, cells=()):
    facts = SampleFacts(
        supplier="North Star",
        product="Charger",
        promised_on=None,
        received_on=None,
        batches=(BatchLine(1, "A"), BatchLine(2, "B")),
        cells=cells,
        own=own,
    )
    return SampleTest(make_template(criterion_table("PH02", "major")), facts)


def test_it_stands_behind_the_shipped_ones_unless_it_was_taken_off():
    removed = OwnTest(code="T2", name="Old", way=OwnWay.yes_no, severity=Severity.minor, removed=True)
    test = sample_test(POWER, removed)
    assert [criterion.code for criterion in test.template.criteria] == ["PH02", "T1"]
    assert test.template.groups[-1].key == "own"


def test_it_comes_back_from_what_was_frozen_as_it_was():
    test = sample_test(POWER, HUM)
    assert thaw(SampleFacts, freeze(test.facts)) == test.facts


def test_batches_differ_too_much_beyond_half_of_the_way_between_the_ends():
    [measure] = POWER.criterion.measures
    near, far = (spread(measure, {1: [Decimal("64")], 2: [Decimal(low)]}) for low in ("59", "58.9"))
    test = sample_test(POWER)
    assert not test.uneven(POWER.criterion, near)
    assert test.uneven(POWER.criterion, far)


@pytest.mark.parametrize(("limit", "tolerance"), [("1", Decimal(1)), ("0.5", Decimal("0.5")), ("0", None)])
def test_a_deviation_may_be_as_large_as_its_limit_and_of_none_there_is_no_share(limit, tolerance):
    [measure] = (table := criterion_table("PH02", "major"))["measures"]
    template = make_template(table | {"measures": [measure | {"value": Decimal(limit)}]})
    test = SampleTest(template, sample_test().facts)
    [criterion] = template.criteria
    assert test.tolerance(criterion, criterion.measures[0]) == tolerance


def test_one_end_leaves_no_tolerance():
    [measure] = HEAT.criterion.measures
    wide = spread(measure, {1: [Decimal(10)], 2: [Decimal(44)]})
    assert not sample_test(HEAT).uneven(HEAT.criterion, wide)


def test_two_testers_of_one_batch_are_judged_like_any_other():
    cells = tuple(SampleCell(1, "T1", key, "Mei", {"figure": Decimal(figure)}) for key, figure in ((7, 64), (8, 57)))
    row = sample_test(POWER, cells=cells).row("T1")
    assert (row.result.value, row.disagreements) == ("fail", (1,))


def test_own_tests_of_two_samples_meet_by_what_they_measure_not_by_their_code():
    ours, theirs = sample_test(POWER, HUM), sample_test(HUM, POWER)
    own = [test.criterion for test in ours.facts.own]
    assert [theirs.code_of(criterion, ours) for criterion in own] == ["T1", "T2"]
    renamed = sample_test(
        OwnTest(code="T1", name="Power", way=OwnWay.number, least=Decimal(1), severity=Severity.minor)
    )
    assert renamed.code_of(own[0], ours) == ""
    assert theirs.code_of(ours.template.criteria[0], ours) == "PH02"


def test_a_copy_begins_with_those_that_stand_numbered_anew():
    removed = OwnTest(code="T1", name="Old", way=OwnWay.yes_no, severity=Severity.minor, removed=True)
    assert [(test.code, test.name) for test in renumbered([removed, HUM, POWER])] == [
        ("T1", "Does it hum?"),
        ("T2", "Output power"),
    ]
