"""The board: every supplier at its step."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.suppliers.models.suppliers import Supplier
from tests.cast import NOW
from tests.needs.makers import make_candidate, make_need
from tests.path.makers import passed
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


def column(page, title):
    """The text of one step."""
    return re.split(rf">{title}(?:</button>| <span)", page)[1].split("</section>")[0]


def test_without_suppliers_the_board_says_the_first_step(signed_in, cast):
    assert "No suppliers yet" in signed_in(cast.mei).get("/steps").text


def test_each_supplier_stands_at_the_first_gate_it_has_not_passed(signed_in, cast):
    new, further = make_supplier("Alpha"), make_supplier("Beta")
    passed("screening", further)
    make_supplier("Gone", status="retired")
    page = signed_in(cast.guo).get("/steps").text
    assert "Alpha" in column(page, "Screening")
    assert "Beta" in column(page, "First contact")
    assert "Gone" not in page
    assert f"/steps/screening/{new.id}" in page


def test_a_supplier_looked_at_for_two_needs_stands_where_it_came_furthest(signed_in, cast):
    supplier, need, two = make_supplier("Alpha"), make_need(title="Cheaper"), make_need(title="Faster")
    make_candidate(need, supplier)
    make_candidate(two, supplier)
    passed("needs", need=two)
    passed("screening", supplier)
    page = signed_in(cast.guo).get("/steps").text
    assert "Faster" in column(page, "First contact")
    assert "Cheaper" not in page


def test_more_days_than_the_limit_at_one_step_are_marked(signed_in, cast):
    old, fresh = make_supplier("Alpha"), make_supplier("Beta")
    paused, banned = (
        make_supplier("Pause", status="paused"),
        make_supplier("Ban", categories=[make_category("F", banned=True)]),
    )
    ids = [supplier.id for supplier in (old, paused, banned)]
    Supplier.update(created_at=NOW - timedelta(days=22)).where(Supplier.id.in_(ids)).execute()
    Supplier.update(created_at=NOW - timedelta(days=21)).where(Supplier.id == fresh.id).execute()
    page = signed_in(cast.guo).get("/steps?show=stalled").text
    assert "Alpha" in page
    assert "22 days here" in page
    assert not any(name in page for name in ("Beta", "Pause", "Ban<"))


def test_a_long_column_says_how_many_more_there_are_and_where(signed_in, cast):
    for number in range(22):
        make_supplier(f"Supplier {number:02}")
    browser = signed_in(cast.guo)
    page = browser.get("/steps").text
    assert page.count("days here") == 20
    assert "2 more" in page
    assert browser.get("/steps?step=screening").text.count("days here") == 22


def test_the_board_costs_at_most_seven_statements_however_many_suppliers(signed_in, cast, statements):
    browser = signed_in(cast.mei)

    def fill(numbers):
        for number in numbers:
            supplier, need = make_supplier(f"S{number}"), make_need(title=f"N{number}")
            make_candidate(need, supplier)
            passed("needs", need=need)
            passed("screening", supplier)

    def cost():
        with statements() as seen:
            assert browser.get("/steps").status_code == 200
        return len(seen)

    fill(range(2))
    few = cost()
    fill(range(2, 20))
    assert cost() == few <= 8  # seven, and one for the session
