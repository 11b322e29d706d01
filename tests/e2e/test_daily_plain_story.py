"""The five acts of a day without a script: the same pages, each step a page of its own. The presses are printed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from portal.core.models.audit import AuditEvent
from portal.core.models.users import User
from portal.quotes.models import Quote
from portal.reviews.models import Review, ReviewPlan
from portal.samples.models import samples
from portal.samples.models.measurements import Measurement
from tests.samples.makers import make_sample

pytestmark = pytest.mark.usefixtures("served")


class PlainPresses:
    """Counts what a person presses and fills in."""

    def __init__(self, page):
        self.page, self.clicks, self.fields = page, 0, 0

    def press(self, spot):
        self.clicks += 1
        spot.click()

    def enter(self, spot):
        self.clicks += 1
        spot.press("Enter")

    def fill(self, spot, text):
        self.fields += 1
        spot.fill(text)

    def tell(self, act):
        print(f"without a script, {act}: {self.clicks} clicks, {self.fields} fields")


@pytest.fixture
def desk(live):
    page = live.open("mei", "zh", java_script_enabled=False)
    shop = live.world.demo.businesses["digital"]  # in its startup stage: questions are open
    page.context.add_cookies([{"name": "business", "value": str(shop.id), "url": live.url}])
    page.goto("/")
    return PlainPresses(page)


def answered():
    return AuditEvent.select().where(AuditEvent.verb.startswith("item.")).count()


def test_an_item_is_answered_where_home_leads(desk):
    before = answered()
    desk.press(desk.page.locator("#stage").get_by_role("link", name="继续"))
    form = desk.page.locator("form.ask:not(.done):has(label)").first
    code = form.get_attribute("id")
    desk.press(form.locator("label").first)
    desk.press(desk.page.locator(f"button[form={code}]"))
    assert answered() == before + 1
    desk.tell("an item answered")
    assert desk.clicks <= 3


def test_a_supplier_is_found_and_a_quote_recorded(live, desk):
    page, demo, before = desk.page, live.world.demo, Quote.select().count()
    supplier = demo.suppliers["hengqi"]
    search = page.locator("[type=search]").first
    desk.fill(search, supplier.name[:2])
    desk.enter(search)
    desk.press(page.locator("main").get_by_role("link", name=supplier.name).first)
    desk.press(page.locator(".head").get_by_role("link", name="报价"))
    product = page.locator("[name=product]")
    desk.fill(product, demo.products["charger"].name) if product.get_attribute("list") else product.select_option(
        str(demo.products["charger"].id)
    )
    desk.fill(page.locator("[name='breaks-0-unit_price']"), "12.5元")
    desk.press(page.locator("main form").get_by_role("button", name="保存"))
    expect(page.locator("#toasts")).to_contain_text("“12.5元”记为 ¥12.50")
    assert Quote.select().count() == before + 1
    desk.tell("a supplier found and a quote recorded")
    assert desk.clicks <= 4 and desk.fields <= 3


def test_a_note_is_written_on_the_page_of_the_supplier(live, desk):
    page, supplier = desk.page, live.world.demo.suppliers["hengqi"]
    page.goto(f"/suppliers/{supplier.id}")
    desk.fill(page.locator("#talk-text"), "对方答应下周给新报价")
    desk.press(page.locator("#talk").get_by_role("button", name="保存"))
    expect(page.locator("#happenings li").filter(has_text="对方答应下周给新报价")).to_be_visible()
    desk.tell("a note written")
    assert (desk.clicks, desk.fields) == (1, 1)


def test_a_due_review_is_done_from_its_row_and_leads_back(live, desk):
    supplier, due = live.world.demo.suppliers["hengqi"], live.world.today - timedelta(days=40)
    ReviewPlan.delete().where(ReviewPlan.supplier == supplier).execute()
    ReviewPlan.create(supplier=supplier, every_months=3, starts_on=due, anchor_day=due.day, due_on=due)
    before = Review.select().count()
    desk.page.goto("/")
    row = desk.page.locator("#todo tr").filter(has_text=f"{supplier.name}：复核")
    desk.press(row.get_by_role("button", name="通过"))
    expect(desk.page.locator(".toast")).to_be_visible()
    assert Review.select().count() == before + 1
    desk.tell("a due review done")
    assert desk.clicks == 1 and desk.page.url.endswith("/")


def test_a_sample_result_is_recorded(live, desk):
    mei, shirt = User.get(User.username == "mei"), live.world.demo.products["shirt"]
    sample = make_sample(live.world.demo.suppliers["hengqi"], shirt)
    samples.Tester.create(sample=sample, user=mei, due_on=live.world.today - timedelta(days=50))
    desk.page.goto("/")
    before = Measurement.select().count()
    desk.press(desk.page.locator("#todo").get_by_role("link", name=shirt.name).first)
    desk.press(desk.page.locator("label", has=desk.page.locator("#PH08-score-5")))
    desk.press(desk.page.locator("#f-PH08").get_by_role("button", name="保存").first)
    assert Measurement.select().count() == before + 1
    desk.tell("a sample result recorded")
    assert desk.clicks <= 3
