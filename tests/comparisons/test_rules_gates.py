"""Gates: passed, failed, or nobody looked."""

from __future__ import annotations

from datetime import date

import pytest

from portal.comparisons.rules.gates import category_gate, licence_gate, sample_gate
from portal.core.rules.thresholds import Result
from portal.samples.rules.verdicts import SampleVerdict

TODAY, YESTERDAY = date(2026, 11, 24), date(2026, 11, 23)


@pytest.mark.parametrize(("banned", "result"), [(True, "fail"), (False, "pass"), (None, "unknown")])
def test_a_banned_category_fails_and_no_category_is_unknown(banned, result):
    assert category_gate(banned) is Result(result)


@pytest.mark.parametrize(
    ("ends", "result"),
    [
        ([], "unknown"),
        ([TODAY], "pass"),
        ([None], "pass"),
        ([YESTERDAY], "fail"),
        ([YESTERDAY, TODAY], "pass"),
    ],
)
def test_one_licence_in_date_through_its_last_day_is_enough(ends, result):
    assert licence_gate(ends, TODAY) is Result(result)


@pytest.mark.parametrize(
    ("latest", "result"),
    [
        (SampleVerdict.passed, "pass"),
        (SampleVerdict.drop, "fail"),
        (SampleVerdict.retest, "unknown"),
        (None, "unknown"),
    ],
)
def test_only_a_passed_sample_passes_and_only_a_dropped_one_fails(latest, result):
    assert sample_gate(latest) is Result(result)
