"""What the records say about ranges, red lines and what sets the shop apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from portal.facts import Missing, conditions
from portal.products.models import Source
from portal.settings.models.categories import MainCategory
from portal.suppliers.models.suppliers import SupplierCategory
from tests.cast import NOW, TODAY
from tests.facts.asking import ask, records
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_category, make_document, make_supplier


@pytest.fixture
def chargers(database):
    """A main category of the business."""
    category = make_category()
    MainCategory.create(business=make_business(), category=category)
    return category


def test_without_main_categories_the_records_cannot_say(database):
    assert isinstance(ask("G01", "growth"), Missing)
    assert isinstance(ask("G03", "growth"), Missing)


def test_active_suppliers_are_counted_per_main_category(chargers):
    assert ask("G01", "growth").figure == 0
    make_supplier("A", status="active", categories=[chargers])
    make_supplier("B", status="trial", categories=[chargers])
    product = make_product("Charger", category=chargers)
    Source.create(supplier=make_supplier("C", status="active"), product=product, created_at=NOW)
    found = ask("G01", "growth")
    assert (found.figure, found.places["name"], found.places["ok"]) == (2, "Chargers", 1)


def test_margin_and_traffic_from_two_suppliers_are_complementary(chargers):
    product = make_product("Charger", category=chargers)
    one, two = make_supplier("A", status="active"), make_supplier("B", status="active")
    Source.create(supplier=one, product=product, role="margin", created_at=NOW)
    assert ask("G03", "growth").figure == 0
    Source.create(supplier=two, product=product, role="traffic", created_at=NOW)
    assert ask("G03", "growth").figure == 1


def test_two_roles_of_one_supplier_are_one_channel(chargers):
    supplier = make_supplier("A", status="active")
    for name, role in (("Charger", "margin"), ("Cable", "backup")):
        Source.create(supplier=supplier, product=make_product(name, category=chargers), role=role, created_at=NOW)
    assert ask("G03", "growth").places["missing"] == ("Chargers",)


def test_red_lines_need_categories(database):
    make_quote(make_supplier(status="active"), make_product("Charger"))
    assert isinstance(ask("S13"), Missing)


def test_a_product_in_no_category_leaves_red_lines_open_and_a_hit_is_told_among_all(chargers):
    supplier = make_supplier("A", status="active", categories=[chargers])
    cup = make_product("Cup")
    make_quote(supplier, cup)
    assert ask("S13").names == ("Cup",)
    cup.change_row(cup.version, category=chargers)
    assert (ask("S13").figure, ask("S13").places["count"]) == (0, 2)
    make_quote(supplier, make_product("Aimbot", category=make_category("Cheats", banned=True)))
    make_quote(supplier, make_product("Mug"))
    assert (ask("S13").places["names"], ask("S13").places["count"]) == (("Aimbot",), 4)


def test_a_supplier_bought_from_with_neither_category_nor_product_leaves_red_lines_open(chargers):
    make_supplier("A", status="active", categories=[chargers]), make_supplier("Bare", status="trial")
    assert ask("S13").names == ("Bare",)


def test_source_evidence_without_an_end_leaves_red_lines_open(database):
    supplier = make_supplier(status="active", goods="digital")
    make_quote(supplier, make_product("Membership", kind="digital", category=make_category(kind="digital")))
    make_document(supplier, "source_evidence")
    assert ask("S13").names == ("Membership",)
    make_document(supplier, "authorisation", expires_on=TODAY - timedelta(days=1))
    assert ask("S13").names == ("Membership",)
    make_document(supplier, "authorisation", expires_on=TODAY)
    assert ask("S13").figure == 0


def test_a_banned_category_in_use_is_a_red_line(chargers):
    supplier = make_supplier(status="active", categories=[chargers])
    assert ask("S13").figure == 0
    chargers.change_row(chargers.version, banned=True)
    assert ask("S13").places["names"] == (supplier.name,)


def test_a_banned_category_of_a_candidate_is_not(chargers):
    make_supplier("A", status="active", categories=[chargers])
    banned = make_category("Fake engagement", banned=True)
    SupplierCategory.create(supplier=make_supplier("B", status="candidate"), category=banned)
    assert ask("S13").figure == 0


@pytest.mark.parametrize("kind", ["authorisation", "source_evidence"])
def test_digital_goods_without_a_source_in_date_are_a_red_line(database, kind):
    supplier = make_supplier(status="active", goods="digital")
    product = make_product("Membership", kind="digital", category=make_category("Memberships", kind="digital"))
    make_quote(supplier, product)
    assert ask("S13").places["names"] == ("Membership",)
    make_document(supplier, kind=kind, expires_on=TODAY)
    assert ask("S13").figure == 0


def test_new_products_that_are_custom_or_exclusive_are_a_share(database):
    make_product("Charger")
    custom = make_product("Cup", custom=True)
    assert ask("M13", "mature").figure == Decimal("0.5")
    custom.change_row(custom.version, created_at=NOW - timedelta(days=181))
    assert ask("M13", "mature").figure == 0
    assert ask("G08", "growth").figure == Decimal("0.5")


def test_a_product_is_new_from_its_day_in_the_zone_of_the_team(database):
    cup = make_product("Cup", custom=True)
    before = TODAY - timedelta(days=180)  # the last day that is too old
    cup.change_row(cup.version, created_at=datetime(before.year, before.month, before.day, 23, 30, tzinfo=UTC))
    assert ask("M13", "mature").figure == 1
    cup.change_row(cup.version, created_at=cup.created_at - timedelta(days=1))
    assert isinstance(ask("M13", "mature"), Missing)


def test_the_conditions_say_what_the_suppliers_are(database):
    make_supplier("A", status="active", country="CN", tier="routine")
    assert conditions.known(records()) == {"cross_border": False, "strategic_suppliers": False}
    make_supplier("B", status="active", country="")
    assert conditions.known(records())["cross_border"] is None
    make_supplier("C", status="active", country="DE", tier="strategic")
    assert conditions.known(records()) == {"cross_border": True, "strategic_suppliers": True}


def test_a_condition_nobody_keeps_records_of_stays_unknown(database):
    assert "joint_project" not in conditions.known(records())
