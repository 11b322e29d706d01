"""Two products, two suppliers that quote them, and somebody who reads the pages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.comparisons.makers import make_goods, make_offer, make_rival


@pytest.fixture
def goods(cast):
    return [make_goods(name="Charger", monthly_units=600), make_goods(name="Cable", monthly_units=100)]


@pytest.fixture
def rivals(cast):
    return make_rival("North"), make_rival("South")


@pytest.fixture
def market(goods, rivals):
    """North sells both, South the cable for less; freight per order is 100 at each."""
    (charger, cable), (north, south) = goods, rivals
    freight = {"freight_per_order_state": "amount", "freight_per_order": Decimal(100)}
    make_offer(north, charger, "10", **freight), make_offer(north, cable, "5", **freight)
    make_offer(south, cable, "3", **freight)
    return goods, rivals


@pytest.fixture
def read(signed_in, cast):
    return lambda path, language="en": signed_in(cast.guo, language).get(path, follow_redirects=True).text
