"""The trial cap: whether a first order lies above it, as its quote tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.checklists.rules.conditions import is_must
from portal.facts import Subject, conditions
from portal.settings.models.rates import FxRate
from tests.cast import TODAY, stamp
from tests.facts.asking import records
from tests.facts.telling import item_of
from tests.needs.makers import make_need
from tests.products.makers import make_quote


def above(supplier, need, stage="startup"):
    here = replace(records(stage), subject=Subject(supplier.id, need and need.id))
    return conditions.known(here, content.checklists()["sample"].items)["above_trial_cap"]


@pytest.mark.parametrize(("price", "larger"), [("10", False), ("10.01", True)])
def test_a_first_order_above_the_trial_cap_is_told_by_the_quote(supplier, product, price, larger):
    make_quote(supplier, product, price)
    need = make_need(product, first_order=200)
    assert above(supplier, need) is larger
    assert above(supplier, need, "growth") is False
    assert is_must(item_of("T02"), {"above_trial_cap": larger}) is larger


def test_a_first_order_nobody_can_price_is_not_known_to_be_below_the_cap(supplier, product):
    assert above(supplier, None) is None
    need = make_need(product, first_order=300)
    assert above(supplier, need) is None
    make_quote(supplier, product, "1", valid_until=TODAY - timedelta(days=1), quoted_on=TODAY - timedelta(days=9))
    assert above(supplier, need) is None
    make_quote(supplier, product, "1")
    assert above(supplier, make_need(product, first_order=None)) is None
    assert above(supplier, make_need(None)) is None


def test_an_unknown_fee_may_lift_a_first_order_above_the_cap(supplier, product):
    make_quote(supplier, product, "1", packing_state="unknown")
    assert above(supplier, make_need(product)) is None
    make_quote(supplier, product, "7", packing_state="unknown")
    assert above(supplier, make_need(product)) is True


def test_a_quote_in_another_currency_is_turned_into_that_of_the_cap(supplier, product):
    make_quote(supplier, product, "1", currency="USD")
    need = make_need(product)
    assert above(supplier, need) is None
    FxRate.record("USD", "CNY", Decimal(7), TODAY, "", stamp())
    assert above(supplier, need) is True
