"""The table of a comparison: few rows, figures that add up, marks that hold, and three looks of who is not ranked."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.comparisons.makers import address, make_goods, make_offer, make_rate, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def rivals(charger):
    north, south = make_rival("North"), make_rival("South")
    make_offer(north, charger, "40")
    make_offer(south, charger, "60", lead_days=20)
    make_verdict(north, charger)
    make_verdict(south, charger, B1=500, B2=450)
    return north, south


@pytest.fixture
def mugs(cast):
    """What a new team has: prices of three suppliers and nothing else."""
    mug = make_goods(name="Mug", sale_price=None, monthly_units=None, return_rate=None)
    unknown = {f"{fee}_state": "unknown" for fee in ("freight_per_order", "freight_per_unit", "packing")}
    unknown |= {f"{fee}_state": "unknown" for fee in ("platform_fee", "other_fees")}
    unknown |= {"moq": None, "lead_days": None, "payment": "unknown", "tax_basis": "unknown"}
    sellers = [make_rival(name, licence=False, agreement=False) for name in ("Dear", "Cheap", "Middle")]
    for seller, price in zip(sellers, ("26.90", "19.78", "23.04"), strict=True):
        make_offer(seller, mug, price, **unknown)
    return mug, sellers


def body(page, part="<tbody>"):
    return page.text.split('<table class="cmp">')[1].split(part)[1].split("</tbody>")[0]


def rows(html):
    """Label -> what its cells say."""
    lines = {}
    for line in re.findall(r"<tr.*?</tr>", html, re.S):
        label, *cells = (re.sub(r"<[^>]+>", " ", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", line, re.S))
        lines[" ".join(label.split())] = [" ".join(cell.split()) for cell in cells]
    return lines


def heads(page):
    return re.findall(r'<th scope="col".*?</th>', page.text.split('<table class="cmp">')[1].split("</thead>")[0], re.S)


def test_ten_rows_decide_and_the_rest_is_folded(signed_in, cast, charger, rivals):
    page = signed_in(cast.guo).get(address(charger, *rivals))
    assert len(rows(body(page))) == 10
    folded = rows(body(page, '<tbody class="rest">'))
    assert list(folded) == ["Tax, delivery", "Agreed as well", "Quote"]
    assert f"<summary>{len(folded)} more rows</summary>" in page.text


def test_a_row_that_says_nothing_of_anybody_is_not_there(signed_in, cast, charger, rivals):
    page = signed_in(cast.guo).get(address(charger, *rivals)).text
    assert "A larger order" not in page and ">Review<" not in page


def test_costs_have_two_decimals_that_add_up(signed_in, cast, charger, rivals):
    abroad = make_rival("Abroad")
    make_offer(abroad, charger, "5.11", currency="USD", freight_per_unit_state="amount", freight_per_unit="0.33")
    make_rate(value="7.1234")
    page = signed_in(cast.guo).get(address(charger, *rivals, abroad))
    lines = rows(body(page))
    labels = ("Unit price", "Freight, packing, fees", "Return loss")
    parts = [Decimal(re.search(r"¥([\d.]+)", lines[label][2])[1]) for label in labels]
    whole = next(cells for label, cells in lines.items() if label.startswith("Landed cost"))[2]
    assert str(sum(parts)) == re.search(r"¥(\d+\.\d\d)(?!\d)", whole)[1]


def test_four_decimals_stand_where_a_price_was_quoted_with_more_than_two(signed_in, cast, charger, rivals):
    fine = make_rival("Fine")
    make_offer(fine, charger, "0.0355")
    lines = rows(body(signed_in(cast.guo).get(address(charger, *rivals, fine))))
    assert [cell.split()[0] for cell in lines["Unit price"]] == ["¥40.0000", "¥60.0000", "¥0.0355"]


def test_no_figure_is_marked_best_beside_a_better_one_of_a_supplier_that_is_not_ranked(
    signed_in, cast, charger, rivals
):
    page = signed_in(cast.guo).get(address(charger, *rivals))
    assert "Best cost" in page.text and "Fastest" in page.text
    vague = make_rival("Vague")
    make_offer(vague, charger, "20", packing_state="unknown", lead_days=2)
    page = signed_in(cast.guo).get(address(charger, *rivals, vague))
    assert "at least ¥20.40" in page.text
    assert "Best cost" not in page.text and "Fastest" not in page.text


def test_who_fails_who_cannot_deliver_and_of_whom_little_is_known_look_different_and_stand_apart(
    signed_in, cast, charger, rivals
):
    failing, small, vague = make_rival("Failing"), make_rival("Small"), make_rival("Vague", licence=False)
    make_offer(failing, charger, "20")
    make_verdict(failing, charger, "drop")
    make_offer(small, charger, "20", largest_order=100)
    make_offer(vague, charger, "20", packing_state="unknown")
    page = signed_in(cast.guo).get(address(charger, rivals[0], vague, small, failing))
    looks = dict(zip(("North", "Vague", "Small", "Failing"), heads(page), strict=True))
    assert 'class="win"' in looks["North"]
    assert 'class="tag"' in looks["Vague"] and "Not enough data yet" in looks["Vague"] and "#i-clock" in looks["Vague"]
    assert 'class="tag warn"' in looks["Small"] and "Cannot deliver so many" in looks["Small"]
    assert 'class="tag bad"' in looks["Failing"] and "Fails: sample passed" in looks["Failing"]
    assert 'class="off cut"' in looks["Vague"] and 'class="off"' in looks["Failing"]
    assert "1 ranked" in page.text and "3 not ranked" in page.text


def test_an_moq_nobody_named_is_not_shown_as_one(signed_in, cast, charger, rivals):
    silent = make_rival("Silent")
    quote = make_offer(silent, charger, "45", moq=None)
    page = signed_in(cast.mei).get(address(charger, *rivals, silent))
    moq = next(cells for label, cells in rows(body(page)).items() if label.startswith("MOQ"))
    assert moq[2] == "not stated"
    assert f'class="blank"><a href="/quotes/{quote.id}/edit#moq"' in page.text


def test_a_first_comparison_names_the_lowest_price_and_what_the_others_cost_more(signed_in, cast, mugs):
    mug, sellers = mugs
    page = signed_in(cast.guo).get(address(mug, *sellers, quantity=600))
    lines = rows(body(page))
    assert lines["Unit price, for 600"] == ["¥26.90", "¥19.78 Lowest price", "¥23.04"]
    assert lines["More than the lowest"] == ["¥4,272.00 ¥7.12 a piece", "—", "¥1,956.00 ¥3.26 a piece"]
    assert "Lowest price" in heads(page)[1] and "Not enough data yet" in heads(page)[0]
    assert "Recommended" not in page.text


def test_nobody_is_shown_ahead_where_the_offers_are_not_alike(signed_in, cast, charger, rivals):
    ferry = make_rival("Ferry")
    make_offer(ferry, charger, "39", incoterm="FOB")
    make_verdict(ferry, charger)
    page = signed_in(cast.guo).get(address(charger, *rivals, ferry))
    assert "Not comparable yet" in page.text
    assert 'class="win"' not in page.text
    assert not [head for head in heads(page) if "Leads so far" in head or "Recommended" in head]
