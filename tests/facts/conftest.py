"""Whom the records are asked about: a supplier, and what is looked for."""

from __future__ import annotations

import pytest

from tests.facts.first_contact import charger_needed
from tests.products.makers import make_product
from tests.suppliers.makers import make_supplier


@pytest.fixture
def asked_for(database):
    return charger_needed()


@pytest.fixture
def supplier(database):
    return make_supplier()


@pytest.fixture
def product(database):
    return make_product()
