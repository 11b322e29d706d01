"""Next steps on the first page: from the records, each with its rows and one press."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from portal.home.queries.step_facts import step_facts
from portal.products.models import Product
from portal.suppliers.models.suppliers import Supplier
from tests.agreements.makers import make_agreement
from tests.cast import TODAY, stamp
from tests.products.makers import make_business, make_product, make_quote
from tests.samples.makers import make_sample, prove
from tests.suppliers.makers import make_category, make_document, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def mei(signed_in, cast):
    make_business()
    return signed_in(cast.mei)


def steps(mei) -> str:
    """The list of the next steps, as text with its links."""
    page = mei.get("/").text
    return page.split('id="next-steps"')[-1].split("</section>")[0] if 'id="next-steps"' in page else ""


def quoted(*prices: str, **about) -> tuple[object, list[object]]:
    """A cup, quoted by as many suppliers as there are prices."""
    product, suppliers = make_product("Cup"), [make_supplier(f"S{number}") for number in range(len(prices))]
    for supplier, price in zip(suppliers, prices, strict=True):
        make_quote(supplier, product, price, **about)
    return product, suppliers


def test_nobody_was_tried_so_the_two_cheapest_are_named_and_asked(mei):
    product, (_dear, cheap, cheapest) = quoted("12", "11", "10")
    page = steps(mei)
    assert "3 suppliers quote Cup, and nobody has tried a sample" in page
    assert re.search(
        r"for 100, freight not counted:\s+<a [^>]+><bdi>S2 ¥10.00</bdi></a>; <a [^>]+><bdi>S1 ¥11.00<", page
    )
    assert f'href="/products/{product.id}#offers"' in page
    assert f'href="/samples/new?product={product.id}&amp;supplier={cheapest.id}&amp;then={cheap.id}"' in page


def test_the_form_for_the_first_sample_leads_to_the_form_for_the_second(mei):
    product, (first, second) = quoted("10", "11")
    make_sample(first, product).remove(stamp())  # so that there is a test sheet
    page = mei.get(f"/samples/new?product={product.id}&supplier={first.id}&then={second.id}")
    assert f'name="then" type="hidden" value="{second.id}"' in page.text
    about = {"product": product.id, "supplier": first.id, "then": second.id, "asked_on": TODAY, "currency": "CNY"}
    answer = mei.post("/samples", data=about)
    assert answer.location == f"/samples/new?product={product.id}&supplier={second.id}"
    assert "Now the same for S1." in mei.get(answer.location).text


def test_the_price_that_counts_is_the_one_of_a_month(mei):
    product, (_small, large) = quoted("10", "11")
    Product.update(monthly_units=500).execute()
    make_quote(large, product, breaks=[(1, 11), (500, 8), (501, 2)], quoted_on=TODAY)
    page = steps(mei)
    assert "for 500, freight not counted" in page
    assert page.index("S1 ¥8.00") < page.index("S0 ¥10.00")


def test_who_does_not_sell_so_few_is_not_the_cheapest_for_so_few(mei):
    product, _suppliers = quoted("12", "11")
    make_quote(make_supplier("By the box"), product, "9", moq=300)
    make_quote(make_supplier("From 200"), product, breaks=[(200, 8)])
    make_quote(make_supplier("Up to 50"), product, "7", largest_order=50)
    make_quote(make_supplier("In 120s"), product, "6", order_multiple=120)
    page = steps(mei)
    assert re.search(
        r"for 100, freight not counted:\s+<a [^>]+><bdi>S1 ¥11.00</bdi></a>; <a [^>]+><bdi>S0 ¥12.00<", page
    )


def test_where_nobody_sells_so_few_the_smallest_quantity_that_two_sell_is_looked_at(mei, signed_in, cast):
    product = make_product("Cup")
    for name, moq, price in (("Small", 300, "23.80"), ("Middle", 500, "21.50"), ("Large", 900, "9")):
        make_quote(make_supplier(name), product, breaks=[(1, 30), (moq, price)], moq=moq)
    page = steps(mei)
    assert re.search(
        r"None of them sells 100. Lowest unit prices for 500, freight not counted:"
        r"\s+<a [^>]+><bdi>Middle ¥21.50</bdi></a>; <a [^>]+><bdi>Small ¥23.80<",
        page,
    )
    assert "这几家都不卖 100 件。先测买 500 件时单价最低的" in steps(signed_in(cast.mei, "zh"))


def test_of_the_others_the_smallest_quantity_is_looked_at_where_one_was_tried(mei):
    product, (first,) = quoted("10")
    make_sample(first, product)
    make_quote(make_supplier("Next"), product, "9", moq=300)
    make_quote(make_supplier("Abroad"), product, "1", currency="USD")
    page = steps(mei)
    assert "None of the others sells 100. The lowest unit price for 300, freight not counted:" in page
    assert "<bdi>Next ¥9.00<" in page


def test_a_price_in_other_money_is_not_held_against_the_others(mei):
    product, _suppliers = quoted("12", "11")
    make_quote(make_supplier("Abroad"), product, "1", currency="USD")
    page = steps(mei)
    assert "S1 ¥11.00" in page and "Abroad" not in page


@pytest.mark.parametrize("left", [{"valid_until": TODAY - timedelta(days=1)}, {"quoted_on": TODAY + timedelta(days=1)}])
def test_a_quote_that_does_not_hold_today_does_not_count(mei, left):
    product, _suppliers = quoted("12", "11")
    make_quote(make_supplier("Late"), product, "1", **left)
    assert "2 suppliers quote Cup" in steps(mei)


def test_of_a_supplier_the_newest_quote_counts(mei):
    product, (first, _second) = quoted("12", "11", freight_per_order_state="unknown")
    make_quote(first, product, "9", quoted_on=TODAY)
    page = steps(mei)
    assert "S0 ¥9.00" in page
    assert "Cup: 1 of 2 quotes do not say what the freight is" in page


@pytest.mark.parametrize("status", ["paused", "retired"])
def test_who_is_paused_or_retired_does_not_count(mei, status):
    product, _suppliers = quoted("12")
    make_quote(make_supplier("Gone", status=status), product, "1")
    assert "Only one supplier quotes Cup" in steps(mei)


def test_nobody_is_asked_about_goods_of_a_banned_category(mei):
    product, _suppliers = quoted("12", "11")
    category = make_category("Knives", banned=True, banned_reason="Law")
    Product.update(category=category).where(Product.id == product.id).execute()
    assert "Cup" not in steps(mei)


def test_where_only_one_was_tried_the_next_cheapest_is_asked(mei):
    product, (first, _dear, second) = quoted("10", "12", "11")
    make_sample(first, product)
    page = steps(mei)
    assert "3 suppliers quote Cup, and there is a sample of only one" in page
    assert f'href="/samples/new?product={product.id}&amp;supplier={second.id}"' in page
    assert "S0 ¥10.00" not in page


def test_who_was_tried_is_not_among_those_to_try(mei):
    product, (first, second) = quoted("10", "12")
    make_sample(first, product)
    [standing] = step_facts(TODAY, ZoneInfo("Asia/Shanghai"), "CNY", 0).products
    assert [(offer.supplier, offer.micros) for offer in standing.cheapest] == [(second.id, 12_000_000)]


def test_freight_is_asked_for_once_for_all(mei):
    product, _suppliers = quoted("10", "11", freight_per_unit_state="unknown")
    make_quote(make_supplier("Says it"), product, "9")
    page = steps(mei)
    assert "Cup: 2 of 3 quotes do not say what the freight is" in page
    assert f'href="/freight-questions/{product.id}"' in page
    asked = mei.get(f"/freight-questions/{product.id}").text
    assert "Your quote for Cup does not say what the freight is" in asked
    assert "S0" in asked and "S1" in asked and "Says it" not in asked
    assert "你报的“Cup”没写运费" in mei.get(f"/freight-questions/{product.id}?language=zh").text


@pytest.mark.parametrize("about", [{"incoterm": "DDP"}, {"freight_per_unit_state": "zero"}])
def test_where_the_seller_pays_or_nothing_is_to_pay_no_freight_is_lacking(mei, about):
    product, _suppliers = quoted("10", "11", **({"freight_per_unit_state": "unknown"} | about))
    assert "freight is" not in steps(mei)
    assert "There is nobody left to ask." in mei.get(f"/freight-questions/{product.id}").text


def test_codes_have_no_freight(mei):
    product = make_product("Card", kind="digital")
    for name in "AB":
        make_quote(make_supplier(name), product, freight_per_order_state="unknown")
    assert "freight is" not in steps(mei)


def test_a_proven_supplier_without_agreement_is_led_to_one(mei):
    supplier = make_supplier("Heng Qi", status="sampling")
    sample = prove(make_sample(supplier, make_product("Cable")))
    page = steps(mei)
    assert "Heng Qi: sample passed on 2026-11-24, no agreement in force" in page
    assert f'href="/samples/{sample.id}#verdict"' in page
    assert f'href="/agreements/new?supplier={supplier.id}"' in page


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"signed_on": None, "starts_on": None, "sent_on": None}, False),
        ({"starts_on": TODAY + timedelta(days=9)}, False),
        ({"ends_on": TODAY - timedelta(days=1)}, True),
        ({"ends_on": None}, False),
    ],
)
def test_an_agreement_that_is_written_or_in_force_is_enough_and_an_ended_one_is_not(mei, about, shown):
    supplier = make_supplier("Heng Qi", status="trial")
    prove(make_sample(supplier, make_product("Cable")))
    make_agreement(supplier, **about)
    assert ("no agreement in force" in steps(mei)) is shown


def test_a_sample_that_failed_proves_nothing(mei):
    prove(make_sample(make_supplier("Heng Qi", status="sampling"), make_product("Cable")), "drop")
    assert "Heng Qi" not in steps(mei)


def test_sample_passed_and_agreement_signed_lead_to_the_form_of_the_move(mei):
    supplier = make_supplier("Aurora", status="negotiating")
    prove(make_sample(supplier, make_product("Card")))
    make_agreement(supplier)
    page = steps(mei)
    assert "Aurora: sample passed, agreement signed, still “Negotiating”" in page
    assert f'href="/suppliers/{supplier.id}?to=trial#status"' in page
    form = mei.get(f"/suppliers/{supplier.id}?to=trial").text.split("/move")[0].rsplit("<details", 1)[-1]
    assert form.split(">")[0].endswith(" open")
    move = mei.get(f"/suppliers/{supplier.id}?to=trial").text.split(f"/suppliers/{supplier.id}/move")[1]
    assert re.search(r'<input checked[^>]*value="trial"', move.split("</form>")[0])
    mei.post(f"/suppliers/{supplier.id}/move", data={"to": "trial", "version": supplier.version})
    assert Supplier.get_by_id(supplier.id).status == "trial"
    assert "Aurora" not in steps(mei)


def test_an_agreement_that_lacks_clauses_is_to_be_mended_first(mei):
    supplier = make_supplier("Aurora", status="negotiating")
    prove(make_sample(supplier, make_product("Card")))
    make_agreement(supplier, lacking=["tolerance"])
    assert "Aurora" not in steps(mei)


def test_suppliers_in_work_without_a_licence_are_counted_and_listed(mei):
    for name in ("Bare", "Naked"):
        make_supplier(name, status="sampling")
    make_document(make_supplier("Held", status="sampling"), expires_on=TODAY - timedelta(days=90))
    make_supplier("New")
    make_supplier("Past", status="retired")
    assert "2 suppliers you deal with have no licence on file" in steps(mei)
    assert 'href="/suppliers?licence=none"' in steps(mei)
    listed = mei.get("/suppliers?licence=none").text.split('id="results"')[-1]
    assert all(name in listed for name in ("Bare", "Naked"))
    assert not any(f"<bdi>{name}</bdi>" in listed for name in ("Held", "New", "Past"))
    assert listed.count("<tr") == 3  # with the headings


def test_a_second_price_begins_with_the_product_filled_in(mei):
    product, _suppliers = quoted("10")
    assert f'href="/quotes/new?product={product.id}"' in steps(mei)


def test_a_viewer_reads_the_steps_and_presses_nothing(mei, signed_in, cast):
    quoted("10")
    page = steps(signed_in(cast.guo))
    assert "Only one supplier quotes Cup" in page
    assert "<form" not in page and "/quotes/new" not in page


def test_where_nothing_blocks_the_page_says_so(mei):
    make_supplier("New")
    assert "Nothing stands in the way" in steps(mei)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_is_written_in_both_languages(signed_in, cast, language):
    quoted("10", "11", freight_per_unit_state="unknown")
    make_quote(make_supplier("Solo", status="sampling"), make_product("Lid"))
    for name, status, signed in (("Heng Qi", "sampling", False), ("Aurora", "negotiating", True)):
        supplier = make_supplier(name, status=status)
        prove(make_sample(supplier, make_product(f"For {name}")))
        if signed:
            make_agreement(supplier)
    page = steps(signed_in(cast.mei, language))
    assert page.count('<li id="step-') == 5
    assert "_" not in re.sub(r"<[^>]+>", "", page)
