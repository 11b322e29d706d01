"""A supplier in screening, the buyer who owns it, and two suppliers that were asked alike."""

from __future__ import annotations

import pytest

from tests.cast import NOW
from tests.inquiries.makers import make_inquiry, replied
from tests.suppliers.makers import make_supplier


@pytest.fixture
def supplier(cast):
    return make_supplier(status="screening", owner=cast.mei.id)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def rivals(supplier):
    other = make_supplier("South Star")
    make_inquiry(supplier, "moq", "warranty_days", first_reply_at=NOW, answers=replied(moq=100))
    make_inquiry(other, "moq", first_reply_at=NOW, answers=replied(dodged=["moq"]))
    return supplier, other
