"""A run judged by what people said and what the records say, and what is kept of it once it is signed."""

from __future__ import annotations

import pytest

from portal import content
from portal.checklists.models.runs import Run
from portal.checklists.queries import answers
from portal.core.rules.thresholds import Result
from portal.facts import Found, Missing
from portal.facts.standing import frozen, standing_of, unproved
from tests.checklists.makers import give, make_run
from tests.facts.asking import records
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier


def standing(run):
    return standing_of(Run.get_by_id(run.id), answers([run.id])[run.id], records())


def test_a_fact_whose_records_are_not_kept_is_answered_by_a_person(database):
    said = standing(make_run()).recorded
    assert {"S04", "S05", "S07", "S08", "S11", "S13", "S14"} == set(said)


@pytest.mark.parametrize(("stage", "kept"), [("growth", 5), ("mature", 7)])
def test_the_other_lists_ask_what_is_kept(database, stage, kept):
    from portal.core.rules.stages import Stage
    from portal.facts import asks

    items = content.stage_checklists()[Stage(stage)].items
    assert sum(asks(item) for item in items) == kept


def test_the_records_answer_where_nobody_did(database):
    make_quote(make_supplier(status="active"), make_product("Charger"))
    found = standing(make_run())
    assert isinstance(found.recorded["S08"], Found)
    assert isinstance(found.recorded["S04"], Missing)
    assert found.judged["S08"].by_figure
    assert found.judged["S08"].result is Result.failed
    assert found.progress.whole.answered == found.from_data


def test_a_persons_word_comes_before_the_records(cast):
    make_quote(make_supplier(status="active"), make_product("Charger"))
    run = make_run()
    give(run, "S08", "yes", cast.mei, note="The sample lies here", source="override")
    assert standing(run).judged["S08"].result is Result.passed


def test_a_signed_run_reads_as_it_was_signed(cast):
    run, product, supplier = make_run(), make_product("Charger"), make_supplier(status="active")
    make_quote(supplier, product)
    before = standing(run)
    run.frozen = frozen(before)
    Run.update(frozen=run.frozen).where(Run.id == run.id).execute()
    supplier.change_row(supplier.version, status="retired")
    after = standing(run)
    assert (after.recorded, after.progress) == (before.recorded, before.progress)
    assert run.frozen["results"]["S08"] == "fail"


def test_a_signed_run_keeps_the_limits_of_its_day(database):
    run = make_run()
    kept = frozen(standing(run))
    kept["settings"]["order.moq_cover_days"] = {"decimal": "7"}
    Run.update(frozen=kept).where(Run.id == run.id).execute()
    assert standing(run).lookup("order.moq_cover_days") == 7


def test_an_answer_without_the_note_it_needs_is_named(cast):
    run = make_run()
    give(run, "S01", "no", cast.mei)
    found = standing(run)
    assert unproved(found, answers([run.id])[run.id], []) == ("S01",)
    give(run, "S01", "no", cast.mei, seen=1, note="Next week")
    assert unproved(standing(run), answers([run.id])[run.id], []) == ()
