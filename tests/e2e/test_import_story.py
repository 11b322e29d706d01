"""A buyer brings the list she keeps in WPS: GB18030, some faults, mended and sent again; then the way back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from portal.suppliers.models.suppliers import Supplier

pytestmark = pytest.mark.usefixtures("served")

HEADINGS = "供应商名称,类型,货品,成立日期,统一社会信用代码,官网,标签,备注"
ROWS = (
    "拓川充电,厂家,实物,2012年5月8日,91441900MA4STORY1X,www.tuochuan-story.example,快充、氮化镓,自有模具",
    "北岸卡券,平台,虚拟,２０１９,,,,按月结算",
    "丙丁五金,小作坊,实物,2001,,,,",
    "戊己包装,批发商,实物,很久以前,,,,",
)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "by plain forms"])
def desk(live, request):
    return live.open("mei", "zh", java_script_enabled=request.param, bypass_csp=True)


def send(page, name, text, encoding="gb18030"):
    page.goto("/suppliers")
    page.get_by_role("link", name="导入", exact=True).click()
    page.set_input_files("#file", {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)})
    page.get_by_role("button", name="发送并检查").click()


def test_a_list_in_the_encoding_of_windows_is_looked_at_mended_brought_in_and_taken_back(desk, request):
    mark = "甲" if "with" in request.node.name else "乙"
    text = "\r\n".join([HEADINGS, *ROWS]).replace("拓川充电", f"拓川{mark}充电").replace("STORY", f"STORY{ord(mark)}")
    text = text.replace("tuochuan-story", f"tuochuan{ord(mark)}").replace("北岸卡券", f"北岸{mark}卡券")
    send(desk, "供应商.csv", text)
    expect(desk.locator("#encoding")).to_have_value("gb18030")
    expect(desk.locator("#check")).to_contain_text("新增 2")
    expect(desk.locator("#check")).to_contain_text("不能导入 2")
    expect(desk.locator(".mend")).to_contain_text("“小作坊”不是这里的说法。可填：工厂、批发商、供货平台和代理")
    expect(desk.locator(".mend")).to_contain_text("成立日期")
    assert not Supplier.select().where(Supplier.name == f"拓川{mark}充电").exists()

    with desk.expect_download() as waited:
        desk.get_by_role("link", name="下载未导入的行（附原因）").click()
    refused = waited.value.path().read_text(encoding="utf-8-sig")
    desk.get_by_role("button", name="写入 2 条记录").click()
    expect(desk.locator("main")).to_contain_text("新增 2")
    expect(desk.locator("h1")).to_contain_text("供应商.csv")
    one = Supplier.get(Supplier.name == f"拓川{mark}充电")
    assert (one.since_year, one.since_month, one.kind) == (2012, 5, "maker")
    done = desk.url

    mended = refused.replace("小作坊,", "厂家,", 1).replace("很久以前", "1999", 1).replace("丙丁", f"丙{mark}")
    send(desk, "改好.csv", mended.replace("戊己", f"戊{mark}"), "utf-8-sig")
    expect(desk.locator("#check")).to_contain_text("新增 2")
    expect(desk.locator("#records .tag.bad")).to_have_count(0)
    desk.get_by_role("button", name="写入 2 条记录").click()
    expect(desk.locator("main")).to_contain_text("写入了什么")

    desk.goto(done)
    desk.get_by_role("button", name="撤销这次导入").click()
    expect(desk.locator("main")).to_contain_text("一切恢复原样")
    assert Supplier.get_by_id(one.id).deleted_at is not None
    assert Supplier.select().where(Supplier.name == f"丙{mark}五金", Supplier.deleted_at.is_null()).exists()


def test_the_pages_of_an_import_keep_to_the_rules_of_access_and_fit_a_phone(live, axe):
    for phone in (False, True):
        page = live.open("mei", "zh", phone=phone, bypass_csp=True)
        send(page, "名单.csv", "\r\n".join([HEADINGS, *ROWS]))
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        english = live.open("mei", "en", phone=phone, bypass_csp=True)
        english.goto(page.url)
        assert axe(english) == []
        assert english.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.goto("/imports")
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_suppliers_come_in_where_the_list_says_they_stand_and_nothing_is_called_passed(desk, request):
    mark = "丙" if "with" in request.node.name else "丁"
    word = f"不温不火{mark}"
    text = f"供应商,类型,货品,合作状态\n{mark}线缆,工厂,实物,在合作\n{mark}灯具,工厂,实物,{word}\n"
    send(desk, "合作名单.csv", text, "utf-8")
    statuses = desk.locator("#statuses")
    known = statuses.get_by_role("combobox", name="“在合作”对应")
    expect(known.locator("option:checked")).to_have_text("在用")
    statuses.get_by_role("combobox", name=f"“{word}”对应").select_option("paused")
    if desk.locator(".by-hand").is_visible():
        desk.get_by_role("button", name="保存并重新检查").click()
    expect(desk.locator("#records")).to_contain_text("暂停")
    desk.get_by_role("button", name="写入 2 条记录").click()
    done = desk.url
    supplier = Supplier.get(Supplier.name == f"{mark}线缆")
    assert (supplier.status, Supplier.get(Supplier.name == f"{mark}灯具").status) == ("active", "paused")
    desk.goto(f"/suppliers/{supplier.id}")
    path = desk.locator("#status")
    expect(path).to_contain_text("之前的步骤没有在这里逐项核对过")
    expect(path).to_contain_text("合作名单.csv")
    expect(path.locator(".steps .done")).to_have_count(0)
    expect(path.locator(".steps .taken")).to_have_count(6)
    desk.goto(done)
    desk.get_by_role("button", name="撤销这次导入").click()
    expect(desk.locator("main")).to_contain_text("一切恢复原样")
    assert Supplier.get_by_id(supplier.id).deleted_at is not None
