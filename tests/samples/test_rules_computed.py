"""What can be computed is computed: the difference between batches as a share of its tolerance."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal import content
from portal.core.rules.thresholds import Result
from portal.samples.rules.sample_facts import BatchLine, SampleCell, SampleFacts
from portal.samples.rules.sample_tests import SampleTest, from_records
from portal.samples.rules.sampling import GoodsKind
from tests.own_tests.makers import make_own_test

PHYSICAL = content.sample_templates()[GoodsKind.physical]


def cells(code, key, *figures):
    return [SampleCell(batch, code, 7, "Mei", {key: Decimal(figure)}) for batch, figure in enumerate(figures, 1)]


def sample_test(*measured, limits=None, own=()):
    facts = SampleFacts(
        supplier="North Star",
        product="Charger",
        promised_on=None,
        received_on=None,
        batches=(BatchLine(1, "A"), BatchLine(2, "B")),
        cells=tuple(cell for line in measured for cell in line),
        limits=limits or {},
        own=own,
    )
    return SampleTest(PHYSICAL, facts)


def test_size_weight_dates_and_outside_testers_are_nobody_s_to_type():
    assert [entry.code for entry in PHYSICAL.criteria if from_records(entry)] == ["PH12", "PH14", "PH16"]


@pytest.mark.parametrize(("second", "share", "result"), [("1.5", 50, "pass"), ("1.6", 55, "fail")])
def test_the_largest_share_of_a_tolerance_counts(second, share, result):
    test = sample_test(cells("PH02", "deviation", "0.5", second), cells("PH03", "deviation", "1", "1.3"))
    assert test.recorded["PH12"].values == {"share_of_tolerance": share}
    assert test.row("PH12").result == result
    assert test.widest_share.criterion.code == "PH02" and len(test.widest_share.spread.by_batch) == 2


def test_the_sample_s_own_limit_is_its_tolerance():
    test = sample_test(cells("PH02", "deviation", "0.5", "1.5"), limits={"PH02.deviation": Decimal(4)})
    assert test.recorded["PH12"].values == {"share_of_tolerance": 25}


def test_an_own_test_with_two_ends_counts_by_the_way_between_them():
    own = (make_own_test(code="T1"),)
    assert sample_test(cells("T1", "figure", "62", "68"), own=own).recorded["PH12"].values["share_of_tolerance"] == 60
    one_end = (make_own_test(code="T1", most=None),)
    assert "PH12" not in sample_test(cells("T1", "figure", "62", "68"), own=one_end).recorded


def test_one_batch_tells_nothing_and_never_passes():
    test = sample_test(cells("PH02", "deviation", "0.5"))
    assert "PH12" not in test.recorded
    assert test.row("PH12").result is Result.unknown


def test_what_has_no_tolerance_has_no_share():
    counted = [SampleCell(batch, "PH07", 7, "Mei", {"failed_units": Decimal(batch)}) for batch in (1, 2)]
    assert "PH12" not in sample_test(counted).recorded
