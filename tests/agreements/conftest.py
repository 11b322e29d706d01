"""A supplier that is bought from, and the buyer who owns it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.suppliers.makers import make_supplier


@pytest.fixture
def supplier(cast: Any) -> Any:
    return make_supplier(status="active", owner=cast.mei.id, country="CN")


@pytest.fixture
def mei(signed_in: Any, cast: Any) -> Any:
    return signed_in(cast.mei)
