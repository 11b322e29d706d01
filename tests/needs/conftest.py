"""A buyer, a product, and the need for it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.comparisons.makers import make_goods
from tests.needs.makers import make_need


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def goods(cast):
    return make_goods(return_rate=Decimal(0))


@pytest.fixture
def need(goods):
    return make_need(goods)
