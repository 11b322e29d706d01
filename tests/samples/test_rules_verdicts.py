"""A whole sample test, and the verdict the rule proposes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.rules.plain_data import Malformed
from portal.core.rules.thresholds import Result
from portal.samples.rules.measuring import SampleReading
from portal.samples.rules.sampling import SampleTemplate, Severity
from portal.samples.rules.verdicts import SampleVerdict, VerdictReason, VoteCount, propose, sheet
from tests.checklists.lists import criterion_table, lookup, make_template

CRITICAL = criterion_table("PH01", "critical")
MAJOR = criterion_table("PH02", "major")
MINORS = [criterion_table(f"PH1{number}", "minor") for number in range(5)]


def found(code, figure, batch="A", tester=1):
    return SampleReading(code=code, values={"deviation": Decimal(figure)}, batch=batch, tester=tester)


def laid_out(template, *readings, batches=("A",), own=None, **known):
    return sheet(template, batches, readings, known, own or {})


def proposed(template, *readings, batches=("A",)):
    return propose(laid_out(template, *readings, batches=batches), lookup)


def with_minors(*failing):
    readings = [found(one["code"], 9 if place in failing else 0) for place, one in enumerate(MINORS)]
    return make_template(CRITICAL, MAJOR, *MINORS), [found("PH01", 0), found("PH02", 0), *readings]


def test_a_sample_without_failures_passes_with_full_score():
    template, readings = with_minors()
    verdict = proposed(template, *readings)
    assert (verdict.outcome, verdict.score, verdict.reasons) == (
        SampleVerdict.passed,
        100,
        (VerdictReason.score_passes,),
    )


def test_a_critical_failure_drops_the_sample_even_before_the_rest_is_measured():
    verdict = proposed(make_template(CRITICAL, MAJOR), found("PH01", 9))
    assert (verdict.outcome, verdict.reasons) == (SampleVerdict.drop, (VerdictReason.critical_failed,))
    assert verdict.failed[Severity.critical] == ("PH01",)
    assert verdict.open == ("PH02",)


def test_a_major_failure_means_retest_whatever_the_score():
    majors = [criterion_table(f"PH3{number}") for number in range(9)]
    readings = [found(one["code"], 0) for one in majors]
    verdict = proposed(make_template(MAJOR, *majors), found("PH02", 9), *readings)
    assert verdict.score == 90
    assert (verdict.outcome, verdict.reasons) == (SampleVerdict.retest, (VerdictReason.major_failed,))


def test_otherwise_the_weighted_score_decides():
    template, readings = with_minors(0)
    assert proposed(template, *readings).score == Decimal(700) / 8
    assert proposed(template, *readings).outcome is SampleVerdict.passed
    assert proposed(with_minors(0, 1)[0], *with_minors(0, 1)[1]).outcome is SampleVerdict.retest
    template, readings = with_minors(0, 1, 2, 3)
    verdict = proposed(template, *readings)
    assert (verdict.score, verdict.outcome, verdict.reasons) == (50, SampleVerdict.drop, (VerdictReason.score_drops,))


@pytest.mark.parametrize(("failing", "outcome"), [(1, "pass"), (2, "retest"), (3, "drop")])
def test_the_lines_of_the_score_belong_to_the_better_side(failing, outcome):
    readings = [found(one["code"], 9 if place < failing else 0) for place, one in enumerate(MINORS)]
    assert proposed(make_template(*MINORS), *readings).outcome is SampleVerdict(outcome)


def test_an_open_required_criterion_leaves_the_verdict_open():
    verdict = proposed(make_template(CRITICAL, MAJOR), found("PH01", 0))
    assert (verdict.outcome, verdict.reasons, verdict.open) == (None, (VerdictReason.not_finished,), ("PH02",))


def test_a_figure_still_missing_keeps_its_criterion_open():
    survival = criterion_table(
        "DG07",
        "critical",
        measures=[{"key": day, "op": ">=", "value": 100, "unit": "percent"} for day in ("d1", "d60")],
    )
    day_one = SampleReading(code="DG07", values={"d1": Decimal(100)}, batch="A", tester=1)
    assert proposed(make_template(survival), day_one).outcome is None


def test_an_optional_criterion_may_stay_open_but_counts_when_it_fails():
    optional = criterion_table("PH11", "major", required=False)
    assert proposed(make_template(CRITICAL, optional), found("PH01", 0)).outcome is SampleVerdict.passed
    assert (
        proposed(make_template(CRITICAL, optional), found("PH01", 0), found("PH11", 9)).outcome is SampleVerdict.retest
    )


def test_a_sample_without_a_batch_has_nothing_to_judge():
    verdict = proposed(make_template(MAJOR), batches=())
    assert (verdict.outcome, verdict.reasons) == (None, (VerdictReason.no_batch, VerdictReason.not_finished))


def test_a_batch_nobody_looked_at_leaves_the_verdict_open():
    verdict = proposed(make_template(MAJOR), found("PH02", 0), batches=("A", "B"))
    assert (verdict.outcome, verdict.untested) == (None, ("B",))


def test_one_failing_batch_fails_the_criterion():
    tested = laid_out(make_template(MAJOR), found("PH02", 0), found("PH02", 9, "B"), batches=("A", "B"))
    assert tested.rows[0].result is Result.failed
    assert tested.rows[0].by_batch == {"A": Result.passed, "B": Result.failed}
    assert tested.batches == {"A": VoteCount(1, 0, 0), "B": VoteCount(0, 1, 0)}


def test_a_batch_left_out_is_left_aside():
    tested = laid_out(make_template(MAJOR), found("PH02", 9), found("PH02", 0, "B"), batches=("B",))
    assert tested.rows[0].result is Result.passed


def test_testers_who_disagree_are_shown_and_the_failure_stands():
    tested = laid_out(make_template(MAJOR), found("PH02", 0), found("PH02", 9, tester=2), found("PH02", 1, tester=3))
    assert tested.rows[0].disagreements == ("A",)
    assert tested.rows[0].by_tester == {1: Result.passed, 2: Result.failed, 3: Result.passed}
    assert tested.rows[0].result is Result.failed
    assert tested.testers == {1: VoteCount(1, 0, 0), 2: VoteCount(0, 1, 0), 3: VoteCount(1, 0, 0)}


def test_testers_of_different_batches_do_not_disagree():
    tested = laid_out(make_template(MAJOR), found("PH02", 0), found("PH02", 9, "B", 2), batches=("A", "B"))
    assert tested.rows[0].disagreements == ()


def test_a_figure_from_the_records_counts_once_for_the_sample():
    record = criterion_table("PH14", "minor", filled_by="record")
    reading = SampleReading(code="PH14", values={"deviation": Decimal(0)})
    tested = laid_out(make_template(MAJOR, record), found("PH02", 0), reading)
    assert tested.completeness == 1
    assert tested.testers == {1: VoteCount(1, 0, 1)}


def test_a_criterion_whose_condition_is_false_is_not_asked_for():
    powered = criterion_table("PH06", "critical", applies_when="powered_goods")
    assert laid_out(make_template(MAJOR, powered), found("PH02", 0), powered_goods=False).open == ()
    assert laid_out(make_template(MAJOR, powered), found("PH02", 0)).open == ("PH06",)


def test_completeness_counts_required_criteria_that_apply():
    optional = criterion_table("PH11", required=False)
    tested = laid_out(make_template(CRITICAL, MAJOR, optional), found("PH02", 0))
    assert tested.completeness == Decimal("0.5")


FIGURES = st.lists(
    st.tuples(st.sampled_from(["PH01", "PH02", "PH10"]), st.sampled_from("AB"), st.integers(1, 3), st.integers(0, 4)),
    max_size=14,
)


@given(FIGURES)
def test_unknown_never_passes_and_a_failure_never_passes(entries):
    template = make_template(CRITICAL, MAJOR, MINORS[0])
    readings = [found(code, figure, batch, tester) for code, batch, tester, figure in entries]
    verdict = proposed(template, *readings, batches=("A", "B"))
    if verdict.outcome is SampleVerdict.passed:
        assert {code for code, *_ in entries} == {"PH01", "PH02", "PH10"}
        assert {batch for _, batch, _, _ in entries} == {"A", "B"}
        assert not any(figure > 2 for code, _, _, figure in entries if code != "PH10")
    if any(code == "PH01" and figure > 2 for code, _, _, figure in entries):
        assert verdict.outcome is SampleVerdict.drop


@pytest.mark.parametrize(
    ("differs", "problem"),
    [
        ({"measures": []}, "PH02: needs a measure"),
        ({"measures": MAJOR["measures"] * 2}, "PH02: measure twice: deviation"),
        ({"severity": "grave"}, "PH02: severity must be one of"),
        ({"group": "smell"}, "no such group: PH02"),
        ({"measures": [{"key": "a", "op": "in", "value": 1, "unit": "count"}]}, "cannot be tested with in"),
        ({"measures": [{"key": "a", "op": "<=", "value": "1", "unit": "count"}]}, "a: value must be a number"),
        ({"measures": [{"key": "a", "op": "<=", "value": 1, "unit": "furlong"}]}, "a: unit must be one of"),
        ({"colour": "red"}, "PH02: unknown: colour"),
    ],
)
def test_a_malformed_criterion_is_refused_by_code(differs, problem):
    with pytest.raises(Malformed) as refused:
        make_template(MAJOR | differs)
    assert problem in str(refused.value)


def test_one_code_is_one_criterion():
    with pytest.raises(Malformed, match="criterion twice: PH02"):
        make_template(MAJOR, MAJOR)


def test_a_template_is_the_same_after_its_json():
    template = make_template(CRITICAL, MAJOR | {"applies_when": "powered_goods"})
    assert SampleTemplate.from_json(template.to_json()) == template
