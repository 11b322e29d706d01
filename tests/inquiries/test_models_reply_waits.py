"""Waits for first replies, before and after the signature, as the rows have them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from portal.inquiries.queries.reply_waits import reply_ratios
from tests.agreements.makers import make_agreement
from tests.cast import NOW, TODAY
from tests.inquiries.makers import make_inquiry
from tests.suppliers.makers import make_supplier

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def supplier(database, cast):
    return make_supplier()


def ask(supplier, day, hours):
    at = datetime(2026, 11, day, 2, tzinfo=UTC)  # ten in the morning in Shanghai
    make_inquiry(supplier, asked_at=at, first_reply_at=at + timedelta(hours=hours))


def ratios(*suppliers):
    return reply_ratios([supplier.id for supplier in suppliers], NOW, SHANGHAI, 4)


def test_inquiries_are_split_by_the_day_of_the_first_signature(supplier):
    make_agreement(supplier, signed_on=TODAY - timedelta(days=14))
    make_agreement(supplier, signed_on=TODAY - timedelta(days=2))
    for day in (3, 4, 5, 6):
        ask(supplier, day, 1)
    for day in (10, 11, 12, 13):  # the first of them on the day it was signed
        ask(supplier, day, 3)
    ratio = ratios(supplier)[supplier.id]
    assert (ratio.before.replies, ratio.after.replies) == (4, 4)
    assert ratio.ratio == Decimal(3)


def test_without_a_signature_there_is_nothing_to_compare(supplier):
    make_agreement(supplier, signed_on=TODAY + timedelta(days=3))
    ask(supplier, 3, 1)
    assert ratios(supplier) == {}


def test_many_suppliers_cost_one_statement(supplier, statements):
    others = [supplier, *(make_supplier(f"S{number}") for number in range(4))]
    for supplier in others:
        make_agreement(supplier, signed_on=TODAY - timedelta(days=14))
        ask(supplier, 3, 1)
    with statements() as seen:
        assert len(ratios(*others)) == 5
    assert len(seen) == 1
