"""Path and records agree: a passed sample and an agreement propose the next status by one press, or what is missing."""

from __future__ import annotations

import re

import pytest

from portal.path.rules import PathStep, lets, proposed
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status
from tests.agreements.makers import make_agreement
from tests.cast import NOW, TODAY
from tests.path.makers import passed
from tests.products.makers import make_business, make_product
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize(
    ("status", "sampled", "agreed", "to"),
    [
        ("negotiating", True, True, "trial"),
        ("contacted", True, True, "sampling"),  # one status after the other
        ("sampling", True, False, "negotiating"),
        ("negotiating", True, False, None),
        ("trial", True, True, None),
        ("negotiating", False, True, None),  # an agreement proves nothing of the goods
        ("paused", True, True, None),
    ],
)
def test_records_propose_the_next_status_as_far_as_they_go(status, sampled, agreed, to):
    assert proposed(Status(status), sampled, agreed) == to


@pytest.mark.parametrize(
    ("to", "at", "enough"),
    [("trial", "docking", True), ("trial", "agreement", False), ("trial", "rampup", True), ("active", None, True)],
)
def test_the_gates_are_enough_where_a_supplier_of_that_status_is_expected_or_further(to, at, enough):
    assert lets(Status(to), PathStep(at) if at else None) == enough


@pytest.fixture
def proven(cast):
    """Negotiating, a sample of it passed, an agreement in force."""
    make_business()
    supplier = make_supplier("Harbour", status="negotiating")
    make_sample(supplier, make_product(), verdict="pass", verdict_at=NOW)
    make_agreement(supplier, signed_on=TODAY)
    return supplier


def proposal(page):
    rows = re.findall(r'<div class="row noprint">\s*<span class="sm">.*?</div>', page, re.DOTALL)
    return rows[0] if rows else ""


def places(browser, supplier):
    """On its page and on its card of the board."""
    board = browser.get("/steps").text.split(f'id="card-{supplier.id}"')[1].split("</li>")[0]
    return proposal(browser.get(f"/suppliers/{supplier.id}").text), proposal(board)


def test_one_press_moves_it_where_the_gates_allow(signed_in, cast, proven):
    for step in ("screening", "contact", "sample", "agreement"):
        passed(step, proven)
    browser = signed_in(cast.mei)
    for row in places(browser, proven):
        assert "Sample passed and agreement in force." in row
        assert "Move to “On trial”" in row
    form = dict(re.findall(r'name="(to|version)" value="([^"]+)"', places(browser, proven)[1]))
    assert browser.post(f"/suppliers/{proven.id}/move", data=form).status_code == 303
    assert Supplier.get_by_id(proven.id).status == "trial"
    assert places(browser, proven) == ("", "")


def test_a_gate_that_is_not_passed_is_what_the_press_leads_to(signed_in, cast, proven):
    passed("screening", proven)
    for row in places(signed_in(cast.mei), proven):
        assert "Finish “First contact” first" in row
        assert f'href="/steps/contact/{proven.id}' in row
        assert "<form" not in row


def test_a_banned_category_proposes_nothing(signed_in, cast):
    make_business()
    supplier = make_supplier("Ban", status="negotiating", categories=[make_category("F", banned=True)])
    make_sample(supplier, make_product(), verdict="pass", verdict_at=NOW)
    make_agreement(supplier, signed_on=TODAY)
    assert places(signed_in(cast.mei), supplier) == ("", "")


def test_a_viewer_is_not_asked_to_move_anything(signed_in, cast, proven):
    assert places(signed_in(cast.guo), proven) == ("", "")


def test_an_agreement_that_has_not_begun_or_is_not_signed_is_none(signed_in, cast):
    make_business()
    supplier = make_supplier("Harbour", status="negotiating")
    make_sample(supplier, make_product(), verdict="pass", verdict_at=NOW)
    make_agreement(supplier, signed_on=None, starts_on=None)
    assert places(signed_in(cast.mei), supplier) == ("", "")
