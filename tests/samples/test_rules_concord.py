"""Agreement between testers, held to the published examples of Krippendorff (2011)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal import content
from portal.samples.rules.tester_agreement import Concord, Trust, concord, nominal_alpha

# Section B: two observers, ten units, two classes: alpha 0.095.
BINARY = list(zip("0100000010", "1110010000", strict=True))
# Section C: four observers, twelve units, five classes, some left out: alpha 0.743.
JUDGES = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
MANY = ["".join(one).replace(".", "") for one in zip(*JUDGES, strict=True)]

LOOKUP = content.policy().lookup(None)


def test_two_observers_and_two_classes():
    assert round(float(nominal_alpha(BINARY)), 3) == 0.095


def test_four_observers_five_classes_and_gaps():
    assert round(float(nominal_alpha(MANY)), 3) == 0.743


def test_a_unit_that_one_tester_judged_says_nothing():
    assert nominal_alpha([*BINARY, "1", ""]) == nominal_alpha(BINARY)


def test_how_many_were_judged_alike_comes_first():
    found = concord(BINARY)
    assert (found.same, found.of, found.alpha, found.trust(LOOKUP)) == (6, 10, Decimal("0.095"), Trust.unreliable)


@pytest.mark.parametrize(
    ("units", "found"),
    [
        ([], None),
        (["1", "0"], None),
        (["11"] * 20, Concord(20, 20, None)),  # nothing varied
        (["11", "00"] * 3, Concord(6, 6, None)),  # too few units
        (["11", "00"] * 4, Concord(8, 8, Decimal(1))),
    ],
)
def test_alpha_stays_unsaid_where_it_says_nothing(units, found):
    assert concord(units) == found


@pytest.mark.parametrize(
    ("alpha", "trust"),
    [
        ("0.8", Trust.reliable),
        ("0.799", Trust.tentative),
        ("0.667", Trust.tentative),
        ("0.666", Trust.unreliable),
    ],
)
def test_alpha_is_read_as_its_author_reads_it(alpha, trust):
    assert Concord(1, 9, Decimal(alpha)).trust(LOOKUP) is trust
