"""Runs to answer: one with an item of every kind, one of which the records know something."""

from __future__ import annotations

import pytest

from tests.checklists.makers import make_run, make_sampler_run
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier


@pytest.fixture
def sampler(cast):
    """A run with one item of every kind."""
    return make_sampler_run()


@pytest.fixture
def bought(cast):
    """A startup run in which the records say that a product was ordered without a sample."""
    make_quote(make_supplier(status="active"), make_product("Charger"))
    return make_run()
