"""The first hour: a team's own price list, as it keeps it, becomes a printed comparison of four suppliers."""

from __future__ import annotations

import io

import pytest
from playwright.sync_api import Page, expect
from xlsxwriter import Workbook

from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier

pytestmark = pytest.mark.usefixtures("served")

HEADINGS = (
    "厂家",
    "联系人",
    "手机/微信",
    "类别",
    "品名规格",
    "单价",
    "500个起",
    "1000个起",
    "3000个起",
    "起订",
    "交期",
    "报价日期",
)
CUP, POT = ("吸管杯", "钛吸管杯 600 ml"), ("汤罐", "焖烧罐 500 ml")
WANG, LIU = ("潮声杯业", "王敏", "138 0000 1001"), ("山岚杯业", "刘洋", "138 0000 1002")
CHEN, ZHAO = ("汀洲日用", "陈敏", "138 0000 1003"), ("栈桥百货", "赵晴", "138 0000 1004")
ROWS = (
    (*WANG, *CUP, "21.5", 20.64, 19.78, 18.9, "500个", "7-10天", "2026-11-02"),
    (*LIU, *CUP, "25.00元/个", 23.04, 22.4, 21.8, "≥100", "10天", "2026-11-03"),
    (*CHEN, *CUP, "¥23.8", 22.9, 21.6, 20.5, "300件起", "5天内", "2026-11-04"),
    (*ZHAO, *CUP, 26.9, 25.1, 24, 23.2, "200", "现货", "2026-11-05"),
    (None,) * 12,
    (*WANG, *POT, "32", 30.5, 29, "—", "300个", "15个工作日", "2026-11-02"),
    (*LIU, *POT, "面议", None, None, None, "100", "两周", "2026-11-03"),
    ("合计", None, None, None, None, 6, None, None, None, None, None, None),
)
MOST_CLICKS, MOST_FIELDS, MOST_PAGES = 14, 10, 12


def price_list() -> bytes:
    """A workbook with a merged title row above the headings, an empty row and a total."""
    content = io.BytesIO()
    book = Workbook(content)
    sheet = book.add_worksheet("报价")
    sheet.merge_range(0, 0, 0, 11, "2026 年 11 月报价汇总")
    for place, row in enumerate((HEADINGS, *ROWS), 2):
        sheet.write_row(place, 0, row)
    book.close()
    return content.getvalue()


class Walk:
    """A newcomer's presses, fields and pages, counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields, self.pages = page, 0, 0, 0
        page.on("framenavigated", lambda frame: self.arrive() if frame == page.main_frame else None)

    def arrive(self) -> None:
        self.pages += 1

    def click(self, role, name, **about):
        self.clicks += 1
        self.page.get_by_role(role, name=name, **about).first.click()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "by plain forms"])
def test_a_newcomer_is_at_a_comparison_of_four_suppliers_in_a_few_steps(live, script):
    page = live.open("mei", "zh", java_script_enabled=script, bypass_csp=True)
    walk = Walk(page)
    page.goto("/imports")
    page.set_input_files("#file", {"name": "报价汇总11月.xlsx", "mimeType": "", "buffer": price_list()})
    walk.fields += 1
    walk.click("button", "发送并检查")
    expect(page.locator("#check")).to_contain_text("12 列，全部认出")
    expect(page.locator("#check")).to_contain_text("“7-10天”当作 10")
    expect(page.locator("#check")).to_contain_text("1 行是合计，已略过")
    expect(page.locator("#check")).to_contain_text("1 行没有价格，不建报价")
    assert not Supplier.select().where(Supplier.name == "潮声杯业", Supplier.deleted_at.is_null()).exists()
    held = []  # the answer on its way: nothing typed meanwhile could be lost
    page.route("**/columns*", lambda route: held.append(route))
    page.select_option("[name=fill_suppliers_kind]", "maker")
    walk.fields += 1
    if script:
        expect(page.locator("#choices[disabled]")).to_have_count(1)
        held.pop().continue_()
        expect(page.locator("#choices:not([disabled])")).to_have_count(1)
    page.unroute("**/columns*")
    if not script:
        walk.click("button", "保存并重新检查")
    expect(page.locator("#records")).to_contain_text("报价 新增 5")
    walk.click("button", "写入")
    expect(page.locator("main")).to_contain_text("4 家报了 钛吸管杯 600 ml")
    first = (
        Quote.select()
        .join(Supplier)
        .where(Supplier.name == "潮声杯业", Quote.deleted_at.is_null())
        .order_by(Quote.id)
        .get()
    )
    assert [quantity for quantity, _price in first.breaks()] == [1, 500, 1000, 3000]
    walk.click("link", "对比这几家")
    for name in ("潮声杯业", "山岚杯业", "汀洲日用", "栈桥百货"):
        expect(page.locator("main")).to_contain_text(name)
    walk.click("link", "打印")
    expect(page.locator("body")).to_contain_text("潮声杯业")
    print(f"newcomer: {walk.clicks} clicks, {walk.fields} fields, {walk.pages} pages")
    assert (walk.clicks <= MOST_CLICKS, walk.fields <= MOST_FIELDS, walk.pages <= MOST_PAGES) == (True, True, True)
    page.goto("/imports")
    walk.click("link", "报价汇总11月.xlsx")
    walk.click("button", "撤销这次导入")
    expect(page.locator("main")).to_contain_text("一切恢复原样")
