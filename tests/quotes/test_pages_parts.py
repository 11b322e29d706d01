"""The parts of a landed cost on the page of a quote: as they are printed, they add up to the total."""

from __future__ import annotations

import re
from decimal import Decimal as D
from random import Random

import pytest

from portal.settings.models.rates import FxRate
from tests.cast import NOW, TODAY
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")
FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
STATES = ("amount", "amount", "zero", "not_applicable", "unknown")
AMOUNT = re.compile(r"[\d,]+\.\d+")


@pytest.fixture
def desk(signed_in, cast):
    make_business()
    FxRate.create(base="USD", quote="CNY", value=D("7.12345"), on=TODAY, at=NOW)
    return signed_in(cast.mei)


def printed(desk, quote, quantity):
    """The cells of the parts, and the cell of the total, as a reader sees them."""
    page = desk.get(f"/quotes/{quote.id}?quantity={quantity}", headers={"HX-Request": "true"}).text
    body, total = page[page.index("<tbody>") :].split('<tr class="sum">')
    return re.findall(r'<td class="num">(.*?)</td>', body), re.search(r'<td class="num b">(.*?)</td>', total)[1]


def figure(cell):
    amount = AMOUNT.search(cell)
    return D(amount[0].replace(",", "")) if amount else D(0)


def random_quote(chance, supplier, product):
    about = {}
    for fee in FEES:
        about[f"{fee}_state"] = state = chance.choice(STATES)
        if state == "amount":
            about[fee] = D(chance.randint(1, 10**7)) / 10 ** chance.randint(2, 6)
    steps = sorted(chance.sample(range(2, 900), 2))
    breaks = [(at, D(chance.randint(1, 10**6)) / 10 ** chance.randint(1, 4)) for at in (1, *steps)]
    about |= {"moq": chance.choice((None, 7, 250)), "order_multiple": chance.choice((1, 12))}
    about |= {
        "currency": chance.choice(("CNY", "USD")),
        "tax_basis": chance.choice(("included", "excluded", "unknown")),
    }
    return make_quote(supplier, product, breaks=breaks, **about)


def test_the_parts_of_any_quote_add_up_to_its_total_at_any_quantity(desk):
    chance, supplier = Random(20261130), make_supplier()
    products = [make_product(f"Product {rate}", return_rate=rate) for rate in (None, D(0), D("0.037"))]
    for _round in range(40):
        quote = random_quote(chance, supplier, chance.choice(products))
        for quantity in (1, chance.randint(2, 999), 30_000):
            parts, total = printed(desk, quote, quantity)
            assert sum(map(figure, parts)) == figure(total), (parts, total)
            assert ("at least" in total) == any("at least" in part or "unknown" in part for part in parts)


def test_the_known_part_of_a_freight_is_said_beside_what_is_unknown_of_it(desk):
    about = {"freight_per_order_state": "amount", "freight_per_order": D(50), "freight_per_unit_state": "unknown"}
    quote = make_quote(make_supplier(), make_product(return_rate=D(0)), **about)
    parts, total = printed(desk, quote, 100)
    assert "at least ¥0.50" in parts[1]
    assert total == "at least ¥10.50"


def test_a_part_of_which_nothing_is_known_is_unknown(desk):
    quote = make_quote(make_supplier(), make_product(return_rate=D(0)), packing_state="unknown")
    parts, _total = printed(desk, quote, 100)
    assert "unknown" in parts[2]
