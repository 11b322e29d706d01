"""The main job walked by two people at once, in Chinese at a desk and in English on a phone; then by plain forms."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from portal.products.models import Product
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier
from tests.cast import NOW

pytestmark = pytest.mark.usefixtures("served")


@pytest.fixture
def stage(live):
    """A stage page of a shop of its own, that nobody has worked on."""
    shop = Business.create(name=f"Story shop {Business.select().count()}", stage="startup", created_at=NOW)

    def open_stage(who, language="en", **options):
        page = live.open(who, language, **options)
        page.context.add_cookies([{"name": "business", "value": str(shop.id), "url": live.url}])
        page.goto("/stages/startup")
        if page.locator("form[action='/stages/startup/start'] button").count():
            page.locator("form[action='/stages/startup/start'] button").click()
        expect(page.locator("#v-S09")).to_be_attached()
        return page

    return open_stage


def typed(page, text):
    page.locator("#v-S09").click()
    page.locator("#v-S09").press_sequentially(text)


def test_two_answers_to_one_item_stand_side_by_side_until_one_person_decides(stage):
    mei, lin = stage("mei", "zh"), stage("lin", "en", phone=True)
    typed(lin, "Ask the warehouse")
    typed(mei, "平台补贴两项")
    mei.keyboard.press("Tab")
    expect(mei.locator("#f-S09")).to_have_class("ask done")
    lin.keyboard.press("Tab")
    expect(lin.locator("#f-S09 .alert")).to_contain_text("Mei Chen was faster")
    expect(lin.locator("#f-S09 .alert")).to_contain_text("平台补贴两项")
    expect(lin.locator("#v-S09")).to_have_value("Ask the warehouse")
    lin.click("#g-S09")
    expect(lin.locator("#v-S09")).to_have_value("平台补贴两项\nAsk the warehouse")
    lin.locator("#f-S09").get_by_role("button", name="Save").click()
    expect(lin.locator("#f-S09")).to_have_class("ask done")
    expect(mei.locator("#n-S09")).to_contain_text("Ask the warehouse", timeout=5500)
    mei.click("#t-S09")
    expect(mei.locator("#v-S09")).to_have_value("平台补贴两项\nAsk the warehouse")


def test_an_answer_is_on_the_other_desk_within_five_seconds(stage):
    mei, lin = stage("mei", "zh"), stage("lin", "en", phone=True)
    typed(mei, "两项补贴，月底到期")
    mei.keyboard.press("Tab")
    expect(lin.locator("#n-S09")).to_contain_text("两项补贴，月底到期", timeout=5500)
    expect(lin.locator("#n-S09")).to_contain_text("Mei Chen")


def new_supplier(page, name, kind):
    page.goto("/suppliers/new")
    page.fill("#name", name)
    page.locator("label", has=page.locator("input[name=kind]")).filter(has_text=kind).click()
    page.locator("label", has=page.locator("input[name=goods]")).first.click()
    page.locator("form.card .row.end button").click()
    expect(page.locator("h1")).to_contain_text(name)
    return Supplier.get(Supplier.name == name)


def new_quote(page, supplier, product, price, button):
    page.goto(f"/quotes/new?supplier={supplier.id}&product={product.id}")
    page.fill("[name=breaks-0-from_quantity]", "1")
    page.fill("[name=breaks-0-unit_price]", price)
    page.fill("[name=moq]", "1")
    page.fill("[name=lead_days]", "7")
    page.get_by_role("button", name=button).click()
    expect(page.locator("h1")).to_contain_text(supplier.name)


def kettle(live: Any, name: str) -> Product:
    shop = Business.select().order_by(Business.id).get()
    return Product.create(name=name, business=shop, kind="physical", currency="CNY", search=name, created_at=NOW)


def test_two_people_bring_a_supplier_each_and_read_one_comparison(live):
    product = kettle(live, "Travel kettle")
    mei, lin = live.open("mei", "zh"), live.open("lin", "en", phone=True)
    first = new_supplier(mei, "佛山壶业", "工厂")
    second = new_supplier(lin, "Kettle Works", "Wholesaler")
    new_quote(mei, first, product, "42", "保存报价")
    new_quote(lin, second, product, "38.5", "Save the quote")
    address = f"/comparisons/show?product={product.id}&quantity=200&supplier={first.id}&supplier={second.id}"
    mei.goto(address)
    lin.goto(address)
    for page in (mei, lin):
        for said in ("佛山壶业", "Kettle Works", "¥38.50", "¥42.00"):
            expect(page.locator("#result")).to_contain_text(said)


def test_the_whole_story_by_plain_forms(live):
    product = kettle(live, "Plain kettle")
    page = live.open("mei", "en", java_script_enabled=False)
    first = new_supplier(page, "Plain One", "Maker")
    second = new_supplier(page, "Plain Two", "Maker")
    new_quote(page, first, product, "20", "Save the quote")
    new_quote(page, second, product, "21", "Save the quote")
    page.goto(f"/comparisons/show?product={product.id}&quantity=50&supplier={first.id}&supplier={second.id}")
    expect(page.locator("#result")).to_contain_text("¥20.00")
    page.goto(f"/samples/new?supplier={first.id}&product={product.id}")
    page.locator("form.card button, main form button").last.click()
    expect(page.locator("h1")).to_contain_text("Plain kettle")


def test_an_item_is_answered_and_read_again_by_plain_forms(stage):
    page = stage("mei", java_script_enabled=False)
    page.fill("#v-S09", "Two grants, both until May")
    page.locator("button[form=f-S09]").click()
    expect(page.locator("#v-S09")).to_have_value("Two grants, both until May")
    expect(page.locator("#f-S09")).to_contain_text("Mei Chen")
