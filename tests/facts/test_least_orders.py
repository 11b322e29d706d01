"""What has to be bought at once, in days of expected sales: of what is bought, and of what a supplier quotes."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.facts import Missing
from tests.facts.asking import ask, ask_path
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier


@pytest.fixture
def bought(database):
    """A product, bought from an active supplier at a quote that holds."""
    supplier, product = make_supplier(status="active"), make_product("Charger", monthly_units=300)
    make_quote(supplier, product, moq=100)
    return supplier, product


@pytest.mark.parametrize(
    ("about", "days"),
    [
        ({"moq": 10, "breaks": [(120, Decimal(9))]}, 12),
        ({"moq": None, "breaks": [(120, Decimal(9))]}, 12),
        ({"moq": 110, "order_multiple": 100}, 20),
        ({"moq": None, "order_multiple": 50}, 5),
    ],
)
def test_the_cover_is_of_the_least_that_can_be_bought(database, about, days):
    """The MOQ is not all: the first price and whole boxes bind as well."""
    make_quote(make_supplier(status="active"), make_product(monthly_units=300), **about)
    assert ask("S04").figure == days


@pytest.mark.parametrize(("moq", "known"), [(30, None), (500, 500)])
def test_a_product_of_which_nobody_knows_the_cover_keeps_the_others_from_passing(bought, moq, known):
    supplier, product = bought
    make_quote(supplier, product, moq=moq * 10)
    make_quote(supplier, cup := make_product("Cup"), moq=1)
    found, unsaid = ask("S04"), ("products.show", {"id": str(cup.id), "_anchor": "monthly_units"})
    assert found == Missing(("Cup",), link=unsaid) if known is None else found.figure == known


def test_first_price_and_whole_boxes_bind_beside_the_moq(database):
    supplier, need = make_supplier(), make_need(make_product(), monthly_units=300)
    make_quote(supplier, need.product, moq=10, breaks=[(601, Decimal(9))], order_multiple=50)
    found = ask_path("K01", supplier, need)
    assert (found.figure, found.places["moq"]) == (65, 650)


def test_a_product_without_an_moq_keeps_the_others_from_passing(database):
    supplier = make_supplier()
    make_quote(supplier, make_product("Cup", monthly_units=300), moq=100)
    mug = make_quote(supplier, make_product("Mug", monthly_units=300))
    assert ask_path("K01", supplier) == Missing(("Mug",), link=("quotes.show", {"id": str(mug.id), "_anchor": "moq"}))
