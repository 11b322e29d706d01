"""The price alarm where people decide: at a need."""

from __future__ import annotations

import pytest

from tests.comparisons.makers import make_goods, make_offer, make_rival
from tests.needs.makers import make_candidate, make_need

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def charger(cast):
    return make_goods()


def offered(name, charger, price):
    supplier = make_rival(name)
    make_offer(supplier, charger, price)
    return supplier


def test_a_price_far_under_the_market_is_told_at_the_need_whoever_is_looked_at(signed_in, cast, charger):
    need = make_need(charger)
    make_candidate(need, offered("Low", charger, "20"))
    for name in ("Middle", "High"):
        offered(name, charger, "50")
    page = signed_in(cast.guo).get(f"/needs/{need.id}").text
    assert "the middle of 2 other quotes (red line 30%)" in page
    assert f'href="/products/{charger.id}?quantity=300#offers"' in page


def test_a_need_without_a_product_has_no_price_to_hold_against_others(signed_in, cast, charger):
    need = make_need(None)
    make_candidate(need, offered("Low", charger, "20"))
    assert "other quotes" not in signed_in(cast.guo).get(f"/needs/{need.id}").text
