"""What becomes of each row."""

from __future__ import annotations

import pytest

from portal.imports.rules.importing import Deed, ImportedRow, KnownRecord, MatchRule, plan, supplier_keys, tally
from portal.sheets.rules.row_outcomes import CellFault, RowOutcome

UPDATE, SKIP, NEW = Deed.update, Deed.skip, Deed.new


def line(number=2, missing=(), fill=None, faults=(), **values):
    return ImportedRow(number, values, supplier_keys(values), faults, missing, fill or {})


def there(key=1, **values):
    values = {"name": "拓川电子", "company_code": "A1", "website": "", "place": "东莞"} | values
    return KnownRecord(key, 1, supplier_keys(values), values)


def deeds(code=UPDATE, name=UPDATE, website=UPDATE):
    return {MatchRule.code: code, MatchRule.name: name, MatchRule.website: website}


def outcomes(lines, records=(), **given):
    return [str(step.outcome) for step in plan(lines, deeds(**given), records)]


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ({"name": "北岸五金"}, "new"),
        ({"name": "拓川电子有限公司", "place": "深圳"}, "changed"),
        ({"company_code": "a-1", "place": "深圳"}, "changed"),
        ({"name": "拓川电子", "place": "东莞"}, "unchanged"),
    ],
)
def test_a_row_is_found_by_code_or_name_and_changes_what_differs(values, outcome):
    assert outcomes([line(**values)], [there()]) == [outcome]


@pytest.mark.parametrize(("deed", "outcome"), [(UPDATE, "changed"), (SKIP, "skipped"), (NEW, "new")])
def test_a_person_decides_what_is_done_with_a_row_that_is_there(deed, outcome):
    assert outcomes([line(name="拓川电子", place="深圳")], [there()], name=deed) == [outcome]


def test_the_surest_rule_that_fits_decides():
    both = line(name="拓川电子", company_code="A1", place="深圳")
    assert outcomes([both], [there()], code=SKIP, name=UPDATE) == ["skipped"]
    assert outcomes([both], [there()], code=NEW, name=SKIP) == ["skipped"]


def test_an_equal_row_changes_nothing_even_where_another_one_was_wanted():
    assert outcomes([line(name="拓川电子", place="东莞")], [there()], name=NEW) == ["unchanged"]


def test_a_market_place_is_not_an_identity():
    shop = {"website": "https://www.taobao.com/one"}
    assert (
        outcomes([line(name="甲", **shop), line(3, name="乙", **shop)], [there(website=shop["website"])]) == ["new"] * 2
    )


def test_two_records_that_fit_are_not_chosen_between():
    [step] = plan([line(name="拓川电子", place="深圳")], deeds(), [there(1), there(2, company_code="B2")])
    assert step.faults == (CellFault("several", about="2"),)


def test_of_two_rows_that_are_the_same_the_second_is_refused_and_names_the_first():
    first, second, third = plan([line(2, name="甲乙"), line(7, name="甲乙公司"), line(9, name="甲乙")], deeds(), [])
    assert (first.outcome, second.faults, third.faults) == (
        "new",
        (CellFault("twin", about="2"),),
        (CellFault("twin", about="2"),),
    )


def test_two_rows_never_change_one_record_by_different_rules():
    lines = [line(2, company_code="A1", place="深圳"), line(3, name="拓川电子", place="广州")]
    assert [step.faults for step in plan(lines, deeds(), [there()])] == [(), (CellFault("twin", about="2"),)]


def test_a_refused_row_is_no_twin_of_a_later_one():
    lines = [line(2, name="甲乙", faults=(CellFault("said"),)), line(3, name="甲乙")]
    assert outcomes(lines) == ["refused", "new"]


def test_what_something_new_cannot_be_without_is_named_and_an_update_does_not_need_it():
    lacking = line(name="北岸五金", missing=("kind", "goods"))
    assert plan([lacking], deeds(), [])[0].faults == (CellFault("missing", "kind"), CellFault("missing", "goods"))
    assert outcomes([line(company_code="A1", place="深圳", missing=("name",))], [there()]) == ["changed"]


def test_what_is_missing_is_named_beside_what_is_wrong_unless_the_record_is_there_already():
    wrong, gap = CellFault("said", "since_year", "no year"), CellFault("missing", "goods")
    assert plan([line(name="北岸五金", faults=(wrong,), missing=("goods",))], deeds(), [])[0].faults == (wrong, gap)
    here = line(name="拓川电子", faults=(wrong,), missing=("goods",))
    assert plan([here], deeds(), [there()])[0].faults == (wrong,)


def test_what_the_file_leaves_open_is_filled_only_where_it_is_new():
    fresh, old = plan(
        [
            line(2, name="北岸五金", fill={"kind": "maker"}),
            line(3, name="拓川电子", place="深圳", fill={"kind": "maker"}),
        ],
        deeds(),
        [there()],
    )
    assert (fresh.changes, old.changes) == ({"kind": "maker", "name": "北岸五金"}, {"place": "深圳"})


def test_what_stands_against_a_change_is_the_reason():
    against = (CellFault("said", "categories", "banned"),)
    [step] = plan([line(name="拓川电子", place="深圳")], deeds(), [there()], lambda _there, _changes: against)
    assert (step.outcome, step.faults) == (RowOutcome.refused, against)


def test_every_row_is_counted_once():
    steps = plan([line(2, name="甲乙"), line(3, name="甲乙"), line(4, name="拓川电子")], deeds(), [there()])
    assert tally(steps) == {"new": 1, "changed": 0, "unchanged": 1, "skipped": 0, "refused": 1}
