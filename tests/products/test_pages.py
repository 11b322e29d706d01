"""Products: the list, the page with what each supplier asks, and amending them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from portal.core.models.audit import AuditEvent
from portal.products.models import Product, Source
from portal.settings.models.rates import FxRate
from tests.cast import NOW, TODAY, stamp
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def desk(signed_in, cast):
    make_business()
    return signed_in(cast.mei)


def form(**about):
    return {"key": "k1", "name": "Cup", "kind": "physical", "currency": "CNY"} | about


def test_a_product_is_added_and_shown(desk):
    answer = desk.post("/products", data=form(return_rate="2.5", monthly_units="１，２００", worn_or_eaten="y"))
    assert answer.status_code == 303
    product = Product.get()
    assert (product.name, product.return_rate, product.monthly_units) == ("Cup", D("0.025"), 1200)
    assert "Cup" in desk.get("/products").text
    page = desk.get(answer.location).text
    assert "1,200" in page and "Worn, eaten or put on the skin" in page
    assert trail_tells("product.add")


def test_two_submits_of_one_form_make_one_product(desk):
    first = desk.post("/products", data=form())
    second = desk.post("/products", data=form())
    assert first.location == second.location
    assert Product.select().count() == 1


def test_a_wrong_figure_keeps_what_was_typed(desk):
    answer = desk.post("/products", data=form(sale_price="cheap", note="Kept with care"))
    assert answer.status_code == 422
    assert "Kept with care" in answer.text
    assert 'value="cheap"' in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_sale_price_in_another_currency_is_asked_never_taken(desk):
    answer = desk.post("/products", data=form(sale_price="$30"))
    assert answer.status_code == 422
    assert "“$30” is another currency than the one chosen here." in answer.text
    assert desk.post("/products", data=form(sale_price="¥30")).status_code == 303
    assert Product.get().sale_price == 30


def test_card_codes_in_a_note_are_refused(desk):
    codes = "ABCD-EFGH-1234-5678\nABCD-EFGH-1234-5679\nABCD-EFGH-1234-5680"
    answer = desk.post("/products", data=form(note=codes))
    assert answer.status_code == 422
    assert "Codes are never kept here" in answer.text


def test_an_edit_is_kept_and_recorded(desk):
    product = make_product("Cup")
    assert 'value="Cup"' in desk.get(f"/products/{product.id}/edit").text
    assert desk.post(f"/products/{product.id}", data=form(name="Mug", version=1)).status_code == 303
    assert Product.get().name == "Mug"
    assert AuditEvent.select().where(AuditEvent.verb == "product.edit").exists()


def test_a_colleagues_change_is_shown_beside_mine(desk, signed_in, cast):
    product = make_product("Cup")
    signed_in(cast.lin).post(f"/products/{product.id}", data=form(name="Mug", version=1))
    answer = desk.post(f"/products/{product.id}", data=form(name="Beaker", version=1))
    assert answer.status_code == 409
    assert "Mug" in answer.text and cast.lin.name in answer.text
    assert 'value="Beaker"' in answer.text
    assert Product.get().name == "Mug"
    assert desk.post(f"/products/{product.id}", data=form(name="Beaker", version=2)).status_code == 303


def test_a_deleted_product_can_be_brought_back(desk):
    product = make_product("Cup")
    desk.post(f"/products/{product.id}/remove")
    undo = desk.get("/products").text.split('action="/undo/')[1].split('"')[0]
    assert desk.get(f"/products/{product.id}").status_code == 404
    assert desk.post(f"/undo/{undo}").location == f"/products/{product.id}"
    assert trail_tells("product.remove", "product.restore")


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("?q=杯", {"保温杯"}),
        ("?q=cups", {"保温杯"}),
        ("?kind=digital", {"Month card"}),
        ("?flag=powered", {"Charger"}),
        ("?role=traffic", {"Charger"}),
        ("?price=none", {"保温杯", "Month card"}),
        ("?q=nothing like it", set()),
        ("?category=99999999999&page=0&flag=id", {"保温杯", "Month card", "Charger"}),
    ],
)
def test_the_list_shows_what_is_asked_for(desk, address, found):
    make_product("保温杯", category=make_category("Cups"))
    make_product("Month card", kind="digital")
    charger, supplier = make_product("Charger", powered=True), make_supplier()
    make_quote(supplier, charger)
    Source.put(supplier.id, charger.id, "traffic", None, stamp())
    rows = desk.get(f"/products{address}").text.split('id="results"')[1]
    assert {name for name in ("保温杯", "Month card", "Charger") if name in rows} == found


def test_products_of_every_business_are_listed_and_one_can_be_asked_for(desk):
    make_product("Cup")
    other = make_business("Another shop")
    make_product("Elsewhere", business=other)
    everywhere = desk.get("/products").text
    assert "Elsewhere" in everywhere and "Another shop" in everywhere and "Cup" in everywhere
    assert "Cup" not in desk.get(f"/products?business={other.id}&q=", headers={"HX-Request": "true"}).text


def test_a_product_is_added_to_the_business_that_was_chosen(desk):
    make_business()
    other = make_business("Another shop")
    desk.post("/products", data={"name": "Kettle", "kind": "physical", "currency": "CNY", "business": other.id})
    assert Product.get(Product.name == "Kettle").business_id == other.id


def test_typing_answers_the_rows_alone(desk):
    make_product("Cup")
    answer = desk.get("/products?q=cup", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith("<section")
    assert answer.headers["Vary"].startswith("HX-Request")


def test_offers_stand_cheapest_first_with_those_that_cannot_be_compared_last(desk):
    product = make_product(return_rate=D(0), monthly_units=100)
    make_quote(make_supplier("Dear"), product, "12")
    make_quote(make_supplier("Cheap"), product, "9")
    make_quote(make_supplier("Foreign"), product, "1", currency="EUR")
    page = desk.get(f"/products/{product.id}").text.split("Price history")[0]
    assert page.index("Cheap") < page.index("Dear") < page.index("Foreign")
    assert "No exchange rate for EUR" in page


def test_the_quantity_decides_the_price_and_says_what_is_below_the_moq(desk):
    product = make_product(return_rate=D(0), monthly_units=500)
    make_quote(make_supplier(), product, breaks=[(100, D(10)), (500, D(8))], moq=100)
    assert "¥8.00" in desk.get(f"/products/{product.id}").text.split("Price history")[0]
    page = desk.get(f"/products/{product.id}?quantity=60").text
    assert "Below MOQ: 100 to buy" in page and "¥1,000.00" in page
    wrong = desk.get(f"/products/{product.id}?quantity=none")
    assert wrong.status_code == 200 and "Enter a number of pieces" in wrong.text


def test_an_expired_quote_is_left_out_unless_asked_for(desk):
    product = make_product(return_rate=D(0))
    make_quote(make_supplier(), product, valid_until=TODAY - timedelta(days=1), quoted_on=date(2026, 11, 1))
    page = desk.get(f"/products/{product.id}").text
    assert "No quote holds today" in page and "1 supplier has only quotes that ran out." in page
    page = desk.get(f"/products/{product.id}?expired=y").text.split("Price history")[0]
    assert "¥10.00" in page and "Expired" in page


def test_only_the_newest_quote_of_a_supplier_counts_and_the_older_are_history(desk):
    supplier, product = make_supplier(), make_product(return_rate=D(0))
    make_quote(supplier, product, "12", quoted_on=date(2026, 5, 1))
    make_quote(supplier, product, "11", quoted_on=TODAY)
    today, history = desk.get(f"/products/{product.id}").text.split("Price history", 1)
    assert "¥11.00" in today and "¥12.00" not in today
    assert "<svg" in history and "¥12.00 on 2026-05-01, ¥11.00 on 2026-11-24" in history


def test_history_converts_each_price_at_the_rate_of_its_day(desk):
    supplier, product = make_supplier(), make_product(return_rate=D(0))
    for day, value in ((date(2026, 1, 1), "7.2"), (date(2026, 6, 1), "7.0")):
        FxRate.create(base="USD", quote="CNY", value=D(value), on=day, at=NOW)
    make_quote(supplier, product, "10", currency="USD", quoted_on=date(2026, 5, 1))
    make_quote(supplier, product, "10", currency="USD", quoted_on=TODAY)
    history = desk.get(f"/products/{product.id}").text.split("Price history", 1)[1]
    assert "¥72.00 on 2026-05-01, ¥70.00 on 2026-11-24" in history


def test_a_banned_category_is_said_with_its_reason(desk):
    category = make_category("Cheats", banned=True, banned_reason="Carries malware.")
    page = desk.get(f"/products/{make_product(category=category).id}").text
    assert "Nobody here buys" in page and "Carries malware." in page


def test_a_viewer_reads_prices_and_changes_nothing(signed_in, cast):
    product = make_product(return_rate=D(0))
    make_quote(make_supplier(), product)
    guest = signed_in(cast.guo)
    page = guest.get(f"/products/{product.id}").text
    assert "¥10.00" in page and "/edit" not in page
    assert guest.post("/products", data=form()).status_code == 403


def test_the_product_page_costs_the_same_with_many_quotes(desk, statements):
    product = make_product(return_rate=D(0))

    def cost():
        with statements() as seen:
            desk.get(f"/products/{product.id}")
        return len(seen)

    make_quote(make_supplier("S"), product)
    few = cost()
    for number in range(10):
        supplier = make_supplier(f"S{number}")
        for month in range(1, 6):
            make_quote(supplier, product, quoted_on=date(2026, month, 1))
    assert cost() == few <= 10


def test_the_list_costs_the_same_with_many_products(desk, statements):
    def cost():
        with statements() as seen:
            desk.get("/products")
        return len(seen)

    make_product("Cup")
    few = cost()
    for number in range(60):
        make_product(f"Cup {number}")
    assert "1–50 of 61" in desk.get("/products").text
    assert "Cup 9" in desk.get("/products?page=2").text
    assert cost() == few <= 6


def test_a_price_far_under_the_others_is_told_beside_the_offer_with_its_line_and_how_many_others(desk):
    product = make_product(return_rate=D(0))
    for name, price in (("Low", "6"), ("Middle", "10"), ("High", "11")):
        make_quote(make_supplier(name), product, price)
    page = desk.get(f"/products/{product.id}?quantity=500").text
    assert page.count("the middle of 2 other quotes (red line 30%)") == 1
    assert f'href="/comparisons?product={product.id}&amp;quantity=500"' in page
