"""The matrix of answers: suppliers side by side, two at least and five at most."""

from __future__ import annotations

import pytest

from tests.inquiries.makers import make_inquiry
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize("path", ["", "/print"])
def test_the_matrix_sets_answers_side_by_side(mei, rivals, path):
    first, second = rivals
    page = mei.get(f"/inquiries/matrix{path}?supplier={first.id}&supplier={second.id}").text
    for text in (
        "North Star",
        "South Star",
        "100 pieces",
        "Talked around it",
        "Not answered",
        "not asked",
        "We will see",
    ):
        assert text in page
    assert ("landscape" in page) is (path == "/print")


def test_a_product_names_those_of_its_suppliers_that_were_asked(mei, rivals):
    product = make_product()
    for seller in (*rivals, make_supplier("Third Star")):
        make_quote(seller, product)
    page = mei.get(f"/inquiries/matrix?product={product.id}").text
    assert "100 pieces" in page
    assert "Third Star" not in page


@pytest.mark.parametrize(
    "query", ["", "?supplier={first}", "?supplier=x&product=99", "?supplier={first}&supplier={first}"]
)
def test_fewer_than_two_are_asked_for_more(mei, rivals, query):
    address = query.format(first=rivals[0].id)
    assert "Choose two to five suppliers." in mei.get(f"/inquiries/matrix{address}").text
    assert mei.get(f"/inquiries/matrix/print{address}").status_code == 404


def test_of_six_suppliers_five_are_shown_and_it_is_said(mei, cast):
    six = [make_supplier(f"Star {number}") for number in range(6)]
    for supplier in six:
        make_inquiry(supplier, "moq")
    query = "&".join(f"supplier={supplier.id}" for supplier in six)
    assert "the others are left out" in mei.get(f"/inquiries/matrix?{query}").text
