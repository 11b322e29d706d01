"""Own tests of samples and categories."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from portal.own_tests.models import CategoryTest
from portal.samples.rules.sampling import OwnTest, OwnWay, Severity
from tests.cast import stamp

POWER: dict[str, Any] = {
    "name": "Output power",
    "way": "number",
    "unit": "W",
    "least": "60",
    "most": "70",
    "severity": "critical",
    "how": "With the meter",
}


def make_own_test(name: str = "Output power", severity: str = "critical", **about: Any) -> OwnTest:
    """60 to 70 W, critical."""
    given = {"way": OwnWay.number, "unit": "W", "least": Decimal(60), "most": Decimal(70)} | about
    return OwnTest(name=name, severity=Severity(severity), **given)


def make_category_test(category: Any, name: str = "Output power", **about: Any) -> CategoryTest:
    given = {"way": "number", "unit": "W", "least": Decimal(60), "most": Decimal(70), "severity": "critical"} | about
    return CategoryTest.keep(category.id, stamp(), name=name, **given)
