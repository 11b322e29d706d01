"""A sample test as a whole: what the records fill in, how far a tester is, when batches are not alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.core.rules.freeze import freeze, thaw
from portal.samples.rules import sample_facts
from portal.samples.rules.measuring import spread
from portal.samples.rules.sample_facts import BatchLine, Outside, SampleCell, SampleFacts, late_days
from portal.samples.rules.sample_tests import SampleTest, from_records
from portal.samples.rules.tester_agreement import Concord
from portal.samples.rules.verdicts import SampleVerdict
from tests.checklists.lists import criterion_table, make_template

POLICY = {
    "verdict.major_weight": Decimal(3),
    "verdict.minor_weight": Decimal(1),
    "verdict.sample_pass": Decimal(80),
    "verdict.sample_retest": Decimal(60),
}
LATE = {"key": "late_days", "op": "<=", "value": 2, "unit": "day"}
RECORDED = criterion_table("PH14", "minor", filled_by="record", measures=[LATE])


def facts(**about):
    given = {"supplier": "North Star", "product": "Charger", "promised_on": None, "received_on": None}
    return SampleFacts(**(given | {"policy": POLICY, "batches": (BatchLine(1, "A"), BatchLine(2, "B"))} | about))


def cell(figure, batch=1, tester=7, code="PH02", **about):
    return SampleCell(batch, code, tester, "Mei", {"deviation": Decimal(figure)}, **about)


@pytest.mark.parametrize(("promised", "received", "late"), [(10, 14, 4), (10, 10, 0), (10, 8, -2)])
def test_days_late_count_from_the_promise_and_may_be_early(promised, received, late):
    found = late_days(facts(promised_on=date(2026, 11, promised), received_on=date(2026, 11, received)))
    assert found == late


@pytest.mark.parametrize("known", [{"promised_on": date(2026, 11, 1)}, {"received_on": date(2026, 11, 1)}, {}])
def test_days_late_are_unknown_while_a_date_is_missing(known):
    assert late_days(facts(**known)) is None


def test_only_records_that_are_kept_fill_a_criterion():
    other = criterion_table("PH18", "minor", filled_by="record")
    template = make_template(RECORDED, other, criterion_table("PH02", "major"))
    assert [from_records(one) for one in template.criteria] == [True, False, False]


def test_the_records_stand_in_place_of_what_was_typed():
    typed = SampleCell(1, "PH14", 7, "Mei", {"late_days": Decimal(30)})
    dates = {"promised_on": date(2026, 11, 1), "received_on": date(2026, 11, 2)}
    assert SampleTest(make_template(RECORDED), facts(cells=(typed,), **dates)).row("PH14").result == "pass"
    assert SampleTest(make_template(RECORDED), facts(cells=(typed,))).row("PH14").result == "fail"


@pytest.mark.parametrize(
    ("op", "limit", "figures", "uneven"),
    [
        ("<=", 2, ("0.5", "1.5"), False),  # just half
        ("<=", 2, ("0.4", "1.5"), True),
        ("<=", 0, ("0", "3"), False),  # no tolerance to take a share of
        (">=", 2, ("2", "9"), False),
    ],
)
def test_batches_are_not_alike_beyond_half_of_the_tolerance(op, limit, figures, uneven):
    measure = {"key": "deviation", "op": op, "value": limit, "unit": "percent"}
    template = make_template(criterion_table("PH02", "major", measures=[measure]))
    found = spread(template.criteria[0].measures[0], {key: [Decimal(one)] for key, one in enumerate(figures)})
    assert SampleTest(template, facts()).uneven(template.criteria[0], found) is uneven


def test_a_tester_has_finished_a_line_with_all_its_figures():
    test = SampleTest(make_template(criterion_table("PH02", "major"), criterion_table("PH03")), facts(cells=(cell(1),)))
    assert test.finished(1, 7) == (1, 2)
    assert test.finished(2, 7) == test.finished(1, 8) == (0, 2)


def test_a_tester_is_late_after_the_day_until_finished():
    asked = sample_facts.TesterLine(7, "Mei", date(2026, 11, 23))
    assert asked.late(date(2026, 11, 24)) and not asked.late(date(2026, 11, 23))
    assert not sample_facts.TesterLine(7, "Mei", date(2026, 11, 23), done=True).late(date(2026, 11, 24))


def test_facts_come_back_from_json_as_they_were():
    before = facts(
        promised_on=date(2026, 11, 1),
        testers=(sample_facts.TesterLine(7, "Mei", date(2026, 11, 23)),),
        cells=(cell("1.50", note="盒角"),),
        known={"powered_goods": True},
        limits={"PH02.deviation": Decimal("1.5")},
    )
    assert thaw(SampleFacts, freeze(before)) == before


MARK = {"op": ">=", "value": 4, "unit": "score"}
OUTSIDE = criterion_table(
    "PH16", "major", filled_by="record", measures=[MARK | {"key": "mean"}, MARK | {"key": "lowest", "value": 3}]
)


@pytest.mark.parametrize(("people", "filled"), [(2, False), (3, True)])
def test_outside_testers_fill_their_criterion_from_three_people_on(people, filled):
    told = Outside(people, total=13 * people, lowest=10)
    recorded = SampleTest(make_template(OUTSIDE), facts(outside=told)).recorded
    assert ("PH16" in recorded) is filled
    if filled:
        assert recorded["PH16"].values == {"mean": Decimal(13) / 3, "lowest": Decimal(10) / 3}


def test_outside_answers_come_back_from_json_with_the_other_facts():
    before = facts(outside=Outside(3, 39, 10))
    assert thaw(SampleFacts, freeze(before)) == before


def test_testers_agree_where_both_pass_or_both_fail_a_criterion_in_a_batch():
    template = make_template(criterion_table("PH02", "minor"), criterion_table("PH03", "minor"))
    cells = (
        *(cell(0, tester=one) for one in (7, 8)),  # both pass
        *(cell(9, batch=2, tester=one) for one in (7, 8)),  # both fail
        cell(0, code="PH03", tester=7),
        cell(9, code="PH03", tester=8),  # one of each
        cell(0, batch=2, code="PH03"),  # one alone says nothing
    )
    assert SampleTest(template, facts(cells=cells)).concord == Concord(2, 3, None)


def test_the_verdict_follows_the_policy_the_facts_hold():
    template = make_template(criterion_table("PH02", "minor"), criterion_table("PH03", "minor"))
    cells = (cell(0), cell(0, batch=2), cell(9, code="PH03"), cell(9, batch=2, code="PH03"))
    assert SampleTest(template, facts(cells=cells)).proposal.outcome is SampleVerdict.drop
    lenient = POLICY | {"verdict.sample_pass": Decimal(50)}
    assert SampleTest(template, facts(cells=cells, policy=lenient)).proposal.outcome is SampleVerdict.passed


DROPPED = criterion_table("PH07", "major", measures=[{"key": "failed_units", "op": "<=", "value": 0, "unit": "count"}])


def counted(bad, batch=1, tester=7, tested=None):
    values = {"failed_units": Decimal(bad)} | ({"tested": Decimal(tested)} if tested else {})
    return SampleCell(batch, "PH07", tester, "Mei", values)


def proofs(*cells):
    test = SampleTest(make_template(DROPPED), facts(cells=cells))
    return [(batch.number, bad, tested) for batch, bad, tested in test.proofs(test.template.criterion("PH07"))]


def test_a_count_of_bad_units_proves_something_where_somebody_said_of_how_many():
    assert proofs(counted(0, tested=10), counted(1, batch=2)) == [("A", 0, 10)]


def test_of_several_testers_the_one_who_found_most_bad_is_believed_and_units_are_not_added_up():
    assert proofs(counted(0, tested=30), counted(1, tester=8, tested=5)) == [("A", 1, 5)]
    assert proofs(counted(0, tested=30), counted(0, tester=8, tested=5)) == [("A", 0, 30)]


def test_part_of_a_unit_is_no_count():
    assert proofs(counted("0.5", tested=10)) == []


def test_of_how_many_units_it_was_survives_the_signature_and_judges_nothing():
    kept = thaw(SampleFacts, freeze(facts(cells=(counted(0, tested=10),))))
    test = SampleTest(make_template(DROPPED), kept)
    assert test.cells(1, "PH07")[0].values["tested"] == 10
    assert test.row("PH07").result == "pass"
