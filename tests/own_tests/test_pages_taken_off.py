"""An own test that had failed and was taken off leaves a trace in what the rule proposes."""

from __future__ import annotations

import pytest

from tests.cast import stamp
from tests.own_tests.makers import make_own_test
from tests.products.makers import make_product
from tests.samples.makers import fill, make_sample, standing
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sample(cast):
    sample = make_sample(make_supplier(), make_product())
    sample.add_test(make_own_test(), stamp())
    return sample


def test_what_had_failed_and_was_taken_off_keeps_the_sheet_from_passing_and_is_named(signed_in, cast, sample):
    fill(sample, cast.mei, failing={"T1"})
    assert standing(sample).proposal.outcome == "drop"
    sample.take_off_test("T1", True, stamp())
    assert standing(sample).proposal.outcome is None
    page = signed_in(cast.mei).get(f"/samples/{sample.id}").text
    assert "Taken off after it had failed: Output power" in page
    assert "an own test that was taken off had failed" in page
    sample.take_off_test("T1", False, stamp())
    assert standing(sample).proposal.outcome == "drop"


def test_what_had_passed_or_was_never_measured_is_taken_off_without_one(signed_in, cast, sample):
    sample.add_test(make_own_test("Weight"), stamp())
    fill(sample, cast.mei)
    for code in ("T1", "T2"):
        sample.take_off_test(code, True, stamp())
    assert standing(sample).proposal.outcome == "pass"
    assert "Taken off after it had failed" not in signed_in(cast.mei).get(f"/samples/{sample.id}").text
