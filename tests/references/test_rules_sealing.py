"""What a delivery is held against: how long it holds, what it lacks, and whether an agreement rests on it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from portal.core.rules.thresholds import Result
from portal.references.rules import (
    Reference,
    ReferenceGap,
    ReferenceState,
    citation_ready,
    cited,
    next_number,
    reference_ready,
    state,
)

TODAY = date(2026, 11, 24)
WHOLE: dict[str, Any] = {
    "id": 1,
    "number": "F-2026-001",
    "kind": "physical",
    "supplier_id": 1,
    "supplier": "North Star",
    "product_id": 1,
    "product": "65W charger",
    "sample_id": 1,
    "batch": "A",
    "sealed_on": date(2026, 11, 1),
    "confirmed_by": "Mei",
    "their_name": "Huang",
    "their_on": date(2026, 11, 2),
    "keeper": "Mei",
    "valid_until": date(2027, 5, 1),
    "files": 1,
}


def make(**about: Any) -> Reference:
    return Reference(**(WHOLE | about))


def days(number: int) -> date:
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("left", "expected"),
    [(31, ReferenceState.valid), (30, ReferenceState.ending), (0, ReferenceState.ending), (-1, ReferenceState.expired)],
)
def test_it_holds_through_its_last_day_and_is_ending_thirty_days_before(left, expected):
    assert state(days(left), False, TODAY) is expected


def test_one_that_was_replaced_reads_so_whatever_its_dates_say():
    assert state(days(100), True, TODAY) is ReferenceState.replaced
    assert state(days(-1), True, TODAY) is ReferenceState.replaced


def test_without_an_end_nobody_knows_and_it_is_not_valid_for_ever():
    assert state(None, False, TODAY) is ReferenceState.undated
    assert reference_ready([make(valid_until=None)], TODAY).missing == (ReferenceGap.until,)


@pytest.mark.parametrize(
    ("about", "gap"),
    [
        ({"files": 0}, ReferenceGap.files),
        ({"confirmed_by": None}, ReferenceGap.ours),
        ({"their_name": ""}, ReferenceGap.theirs),
        ({"their_on": None}, ReferenceGap.theirs),
        ({"keeper": None}, ReferenceGap.keeper),
        ({"valid_until": None}, ReferenceGap.until),
        ({"valid_until": days(-1)}, ReferenceGap.expired),
    ],
)
def test_a_sealed_sample_needs_photos_both_confirmations_a_keeper_and_a_date_to_come(about, gap):
    ready = reference_ready([make(**about)], TODAY)
    assert (ready.result, ready.missing) == (Result.failed, (gap,))


def test_a_reference_order_needs_its_record_and_no_keeper():
    assert reference_ready([make(kind="digital", keeper=None, contents="Month card")], TODAY).result is Result.passed
    assert reference_ready([make(kind="digital", keeper=None)], TODAY).missing == (ReferenceGap.contents,)


def test_a_whole_one_passes_with_its_number_and_its_end():
    ready = reference_ready([make()], TODAY)
    assert (ready.result, ready.number, ready.valid_until) == (Result.passed, "F-2026-001", date(2027, 5, 1))
    assert ready.missing == ()


def test_without_any_nobody_can_say():
    assert reference_ready([], TODAY).result is Result.unknown


def test_of_a_product_the_one_sealed_last_counts_and_a_replaced_one_does_not():
    old = make(id=1, files=0, replaced_by=2)
    new = make(id=2, number="F-2026-002", sealed_on=date(2026, 11, 20))
    assert reference_ready([old, new], TODAY).number == "F-2026-002"
    late = make(id=3, number="F-2026-003", sealed_on=date(2026, 11, 23), replaced_by=2)
    assert reference_ready([late, new], TODAY).result is Result.passed
    assert reference_ready([old], TODAY).missing == (ReferenceGap.files, ReferenceGap.replaced)


def test_every_product_with_a_reference_must_have_a_whole_one():
    other = make(id=2, number="F-2026-002", product_id=2, files=0, valid_until=days(60))
    ready = reference_ready([make(), other], TODAY)
    assert (ready.result, ready.missing, ready.valid_until) == (Result.failed, (ReferenceGap.files,), days(60))
    assert ready.number == "F-2026-001, F-2026-002"


@pytest.mark.parametrize(
    ("cites", "tolerance", "missing"),
    [
        ("F-2026-001", True, ()),
        ("F-2026-001", False, (ReferenceGap.tolerance,)),
        ("", True, (ReferenceGap.cited,)),
        ("F-2026-001, F-9", True, (ReferenceGap.on_file,)),
    ],
)
def test_an_agreement_must_cite_one_on_file_and_state_tolerances(cites, tolerance, missing):
    ready = citation_ready(cites, [make()], tolerance, TODAY)
    assert ready.missing == missing
    assert ready.result is (Result.failed if missing else Result.passed)


def test_an_agreement_that_cites_an_expired_or_replaced_one_fails_with_the_reason():
    assert citation_ready("F-2026-001", [make(valid_until=days(-1))], True, TODAY).missing == (ReferenceGap.expired,)
    assert citation_ready("F-2026-001", [make(replaced_by=9)], True, TODAY).missing == (ReferenceGap.replaced,)


def test_an_agreement_with_a_supplier_that_has_none_is_unknown():
    assert citation_ready("F-9", [], True, TODAY).result is Result.unknown


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("", ()), ("F-1", ("F-1",)), ("F-1、F-2；F-1 , F 3", ("F-1", "F-2", "F 3")), (" , ", ())],
)
def test_numbers_in_a_clause_are_separated_as_people_write_lists(text, numbers):
    assert cited(text) == numbers


def test_the_proposed_number_is_one_above_the_highest_of_the_year():
    assert next_number(2026, []) == "F-2026-001"
    assert next_number(2026, ["F-2026-009", "F-2025-050", "F-2026-x", "F-2026-0"]) == "F-2026-010"
    assert next_number(2026, ["F-2026-999"]) == "F-2026-1000"
