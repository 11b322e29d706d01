"""Suppliers side by side: what is shown, who leads and how far to trust it."""

from __future__ import annotations

import re

import pytest
import time_machine

from tests.cast import NOW
from tests.makers.comparisons import address, make_goods, make_offer, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("_noon")


@pytest.fixture
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def rivals(charger):
    """North is cheaper and its sample passed; South is dearer and slower."""
    north, south = make_rival("North"), make_rival("South")
    make_offer(north, charger, "40")
    make_offer(south, charger, "60", lead_days=20)
    make_verdict(north, charger)
    make_verdict(south, charger, B1=500, B2=450)
    return north, south


def text(page):
    """What a reader sees, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text))


def test_the_supplier_ahead_with_every_gate_passed_is_recommended(signed_in, cast, charger, rivals):
    page = signed_in(cast.guo).get(address(charger, *rivals))
    assert page.status_code == 200
    assert "North is recommended" in text(page)
