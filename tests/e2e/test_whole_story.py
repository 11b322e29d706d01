"""From a list in WPS to a signed agreement: a buyer, an administrator and three outside testers, in one sitting."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from portal.agreements.models import Agreement
from portal.inquiries.models.inquiries import Inquiry
from portal.needs.models import Need, NeedCandidate
from portal.path.models.passages import Passage
from portal.products.models import Product
from portal.references.models import GoldenSample
from portal.samples.models.samples import Sample
from portal.suppliers.models.suppliers import Supplier
from tests.inquiries.filled_sheets import typed_in

pytestmark = pytest.mark.usefixtures("served")

ROWS, FAULTS = 1000, 37
HEADINGS = "供应商名称,类型,货品,成立日期,备注"
WRONG = (("小作坊", "2012年5月"), ("厂家", "很久以前"))  # a kind and a day that are none
ASKED = 12
STEPS = ("screening", "contact", "sample")


def the_list():
    """A thousand makers in the encoding of Windows; every 27th row has a fault until there are enough."""
    lines, faults = [HEADINGS], []
    for number in range(ROWS):
        kind, day, name = "厂家", "2012年5月", f"长路 {number:04} 厂"
        if number % 27 == 5 and len(faults) < FAULTS:
            kind, day = WRONG[len(faults) % 2]
            faults.append(name)
        lines.append(f"{name},{kind},实物,{day},展会名片")
    assert len(faults) == FAULTS
    return "\r\n".join(lines).encode("gb18030"), faults


def start(page, step, key, need):
    """Begin the list of a step, on the path of a need."""
    page.goto(f"/steps/{step}/{key}" + ("" if step == "needs" else f"?need={need}"))
    page.get_by_role("button", name="开始这份清单").click()


def force(page, step, key, need, reason):
    """An administrator begins a list and passes its gate although must-haves are open."""
    start(page, step, key, need)
    page.fill("#why-go", reason)
    page.locator("#gate form button").click()


def test_a_source_is_found_vetted_and_signed(live):
    mei, lin = live.sign_in("mei", "zh"), live.open("lin", "zh")

    data, faults = the_list()
    mei.goto("/imports")
    mei.set_input_files("#file", {"name": "展会名单.csv", "mimeType": "text/csv", "buffer": data})
    mei.get_by_role("button", name="发送并检查").click()
    expect(mei.locator("#encoding")).to_have_value("gb18030")
    expect(mei.locator("#check")).to_contain_text(f"新增 {ROWS - FAULTS}")
    expect(mei.locator("#check")).to_contain_text(f"不能导入 {FAULTS}")
    with mei.expect_download() as waited:
        mei.get_by_role("link", name="下载未导入的行（附原因）").click()
    refused = list(csv.DictReader(io.StringIO(waited.value.path().read_text(encoding="utf-8-sig"))))
    assert [row["供应商名称"] for row in refused] == faults
    assert all(any(value.strip() for key, value in row.items() if "原因" in key) for row in refused)
    mei.get_by_role("button", name=f"写入 {ROWS - FAULTS} 条记录").click()
    expect(mei.locator("main")).to_contain_text("写入了什么", timeout=30_000)
    found = Supplier.select().where(Supplier.name.startswith("长路"), Supplier.deleted_at.is_null())
    assert found.count() == ROWS - FAULTS

    product = Product.get(Product.name == live.world.demo.products["charger"].name)
    mei.goto(f"/needs/new?product={product.id}")
    mei.fill("#title", "展会后找第二家充电器厂")
    mei.fill("#goal", "主力供货旺季断货，要第二家。")
    mei.fill("#customers", "上班族，在网店买。")
    mei.fill("#must", "65W\n国标插头")
    mei.fill("#margin", "40")
    mei.fill("#first_order", "300")
    mei.fill("#longest_lead", "14")
    mei.locator("form").get_by_role("button", name="保存").click()
    need = Need.get(Need.title == "展会后找第二家充电器厂")

    blocked = live.world.demo.suppliers["lowcard"]
    names = [*[f"长路 {number:04} 厂" for number in (1, 2, 3)], blocked.name]
    for name in names:
        mei.goto(f"/needs/{need.id}")
        mei.fill("#supplier", name)
        mei.locator("form[aria-labelledby=add-h] button").click()
        expect(mei.locator("#candidates")).to_contain_text(name)
    assert NeedCandidate.select().where(NeedCandidate.need == need.id).count() == 4
    chosen = Supplier.get(Supplier.name == names[0])

    force(lin, "needs", need.id, need.id, "先找人谈，价格带下周补")
    for name in names[:3]:
        one = Supplier.get(Supplier.name == name)
        mei.goto(f"/suppliers/{one.id}")
        expect(mei.locator("#screening")).to_contain_text("还不清楚")
    mei.goto(f"/suppliers/{blocked.id}")
    expect(mei.locator("#screening")).to_contain_text("停止")
    start(mei, "screening", blocked.id, need.id)
    expect(mei.locator("#gate")).to_contain_text("品类被禁，谁也不能放行")

    mei.goto(f"/inquiries/new?supplier={chosen.id}&goods=physical")
    boxes = mei.locator("input[name=questions]")
    for place in range(boxes.count()):
        boxes.nth(place).set_checked(place < ASKED)
    mei.get_by_role("button", name="保存").click()
    inquiry = Inquiry.get(Inquiry.supplier == chosen.id)
    keys = [one["key"] for one in inquiry.questions]
    assert len(keys) == ASKED
    with mei.expect_download() as waited:
        mei.get_by_role("link", name="中文 XLSX").click()
    answers = {key: "500" for key in keys if key in ("moq", "sample_fee")} | {keys[-1]: "见合同"}
    back = typed_in(waited.value.path().read_bytes(), "D", **answers)
    mei.set_input_files("#file", {"name": "回复.xlsx", "mimeType": "application/octet-stream", "buffer": back})
    mei.locator("#answer-sheet form button").click()
    mei.wait_for_url("**/answer-sheets/*")
    mei.locator("main form button").last.click()
    expect(mei.locator("main")).to_contain_text("500")

    mei.goto(f"/samples/new?supplier={chosen.id}&product={product.id}")
    mei.fill("#purpose", "两批是否一致")
    mei.fill("#quantity", "6")
    mei.fill("#batches", "A1，A2")
    mei.locator("form").get_by_role("button", name="保存").click()
    sample = Sample.get(Sample.supplier == chosen.id)
    addresses = []
    for people in (2, 1):
        mei.goto(f"/samples/{sample.id}")
        if people == 1:
            mei.select_option("#invite-batch", index=1)
        mei.fill("#invite-people", str(people))
        mei.get_by_role("button", name="生成链接").click()
        address = mei.locator("input[readonly]").input_value()
        addresses += [(address, code) for code in mei.locator(".slip .code").all_inner_texts()]
    tester = live.open(None, "zh", phone=True)
    for address, code in addresses:
        tester.goto(address)
        tester.fill("#code", code)
        for name in ("quality", "use", "packing"):
            tester.locator(f"input[name={name}][value='4']").check(force=True)
        tester.locator("input[name=buys][value=yes]").check(force=True)
        tester.get_by_role("button", name="提交").click()
        expect(tester.locator("h1")).to_contain_text("谢谢")
    mei.goto(f"/samples/{sample.id}")
    expect(mei.locator("#outside")).to_contain_text("3 份评价")

    mei.locator("#references form button").click()
    mei.fill("#number", "F-长路-1")
    mei.fill("#accepted", "色差 ΔE ≤ 1.5")
    mei.locator("form").get_by_role("button", name="保存").click()
    expect(mei.locator("h1")).to_contain_text("F-长路-1")
    sealed = GoldenSample.get(GoldenSample.number == "F-长路-1")

    for step in STEPS:
        force(lin, step, chosen.id, need.id, "样品已通过口头确认，单据补录")
    today = live.world.today
    mei.goto(f"/agreements/new?supplier={chosen.id}")
    mei.fill("#title", "充电器供货协议")
    mei.fill("#signed_on", today.isoformat())
    mei.fill("#ends_on", (today + timedelta(days=365)).isoformat())
    mei.get_by_role("button", name="保存").click()
    mei.get_by_label("F-长路-1").check()
    mei.fill("#price_notice_days", "15")
    mei.locator("form").get_by_role("button", name="保存").click()
    agreement = Agreement.get(Agreement.supplier == chosen.id)
    mei.goto(f"/suppliers/{chosen.id}")
    expect(mei.locator("#agreements")).to_contain_text("缺")
    mei.goto(f"/references/{sealed.id}")
    expect(mei.locator("main")).to_contain_text("充电器供货协议")

    start(mei, "agreement", chosen.id, need.id)
    expect(mei.locator("#gate")).to_contain_text("必答项没过")
    expect(mei.locator("#gate form button")).to_have_count(0)
    lin.goto(f"/steps/agreement/{chosen.id}?need={need.id}")
    lin.locator("#gate form button").click()
    expect(lin.locator("#gate")).to_contain_text("写明为什么还差着也继续")
    lin.fill("#why-go", "试单量小，缺的条款写进补充协议")
    lin.locator("#gate form button").click()
    expect(lin.locator("h1")).to_contain_text("对接清单")
    passed = Passage.get(Passage.supplier == chosen.id, Passage.step == "agreement")
    assert "A03" in passed.in_the_way
    mei.goto(f"/suppliers/{chosen.id}")
    expect(mei.locator("#status")).to_contain_text("补录放行")
    mei.goto(f"/agreements/{agreement.id}/print")
    expect(mei.locator("body")).to_contain_text("F-长路-1")
