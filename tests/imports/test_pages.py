"""Bringing a spreadsheet: what it would do, what it did, and the way back."""

from __future__ import annotations

import csv
import io
import re

import pytest

from portal.core.models.audit import AuditEvent
from portal.imports.models.imports import Import, ImportFile, ImportRow
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier, SupplierTag
from tests.cast import stamp
from tests.imports.desk import HEADINGS, known, names, problems, table
from tests.suppliers.makers import make_category, make_contact, make_supplier
from tests.trail import trail_tells


def test_a_table_in_the_encoding_of_windows_becomes_suppliers(desk):
    done = desk.bring(
        table("拓川电子,工厂,实物,２０１２年,91440300MA5AAAAA1X,www.tuochuan.example,氮化镓、快充,自有模具")
    )
    one = Supplier.get(Supplier.name == "拓川电子")
    assert (one.kind, one.goods, one.since_year, one.website) == (
        "maker",
        "physical",
        2012,
        "http://www.tuochuan.example",
    )
    assert [tag.tag for tag in SupplierTag.select().order_by(SupplierTag.tag)] == ["快充", "氮化镓"]
    assert done.counts["suppliers"] == {"new": 1, "changed": 0, "unchanged": 0, "skipped": 0, "refused": 0}


FIELDS = {"year": "since", "year_early": "since", "long": "name", "error": "note", "nameless": "name"}


def rows_of_a_year():
    """A thousand rows, 37 of them with a fault: which rows those are, and the table."""
    faults = {
        "kind": "小作坊", "goods": "服务", "year": "二零零八", "year_early": "1700", "code": "9.14403E+17",
        "long": "长" * 130, "error": "#REF!", "site": "不是网址", "nameless": "",
    }  # fmt: skip
    rows, wrong = [], {}
    for number in range(2, 1002):
        one = {"name": f"拓川{number}电子", "kind": "工厂", "goods": "实物", "since": "2012年",
               "code": f"91440300MA{number:05d}",
               "site": f"https://t{number}.example", "tags": "快充", "note": "自有模具，月产两万"}  # fmt: skip
        if number % 27 == 2 and len(wrong) < 37:
            fault = list(faults)[len(wrong) % len(faults)]
            one[FIELDS.get(fault, fault)] = faults[fault]
            wrong[number] = fault
        rows.append(",".join(one.values()))
    return wrong, table(*rows)


def test_each_of_37_faults_among_a_thousand_rows_is_named_with_its_cell_and_none_is_lost(desk):
    wrong, text = rows_of_a_year()
    assert len(wrong) == 37
    page = desk.open(text)
    said = problems(page)
    assert len(said) == len(set(wrong.values())), said  # each cause once
    assert any("类型 “小作坊”不是这里的说法" in text and "工厂、批发商" in text for text in said)
    assert any("成立年份 请填整数，例如 100。" in text for text in said)
    assert any("统一社会信用代码 表格把这个编号当成数字" in text for text in said)
    assert any("缺少“名称”" in text for text in said)
    refused = list(csv.reader(io.StringIO(desk.browser.get(f"{desk.url}/refused.csv").data.decode("utf-8-sig"))))
    assert len(refused) == 38
    assert [int(re.match(r"第 (\d+) 行", row[-1])[1]) for row in refused[1:]] == list(wrong)
    desk.press("apply")
    assert Supplier.select().count() == 963
    assert ImportRow.select().where(ImportRow.outcome == "refused").count() == 37


def test_refused_rows_come_back_with_reasons_and_once_mended_they_go_in(desk):
    text = table("甲乙,工厂,实物,,,,,", "丙丁,小作坊,实物,,,,,=1+1", "戊己,工厂,实物,很久,,,,")
    done = desk.bring(text)
    assert done.counts["suppliers"]["refused"] == 2
    answer = desk.browser.get(f"{desk.url}/refused.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert lines[0] == [*HEADINGS.split(","), "不能导入的原因"]
    assert lines[1][:2] == ["丙丁", "小作坊"] and lines[1][7] == "'=1+1" and "小作坊" in lines[1][8]
    mended = answer.data.decode("utf-8-sig").replace("小作坊", "厂家", 1).replace("很久", "2001", 1)
    desk.bring(mended.encode("utf-8-sig"))
    assert names() == ["甲乙", "丙丁", "戊己"]
    assert Supplier.get(Supplier.name == "丙丁").note == "=1+1"


def test_the_same_file_twice_changes_nothing(desk):
    text = table("拓川电子,工厂,实物,2012年5月,A1,t.example,快充,好", "北岸五金,批发商,两者都有,,B2,,,")
    desk.bring(text)
    before = list(Supplier.select().order_by(Supplier.id).tuples())
    again = desk.bring(text)
    assert (
        again.counts["suppliers"]["unchanged"],
        again.counts["suppliers"]["new"],
        again.counts["suppliers"]["changed"],
    ) == (2, 0, 0)
    assert list(Supplier.select().order_by(Supplier.id).tuples()) == before


def test_one_event_tells_each_row_and_one_the_import(desk):
    desk.bring(table("甲乙,工厂,实物,,,,,", "丙丁,工厂,实物,,,,,"))
    verbs = [event.verb for event in AuditEvent.select().order_by(AuditEvent.id)][-4:]
    assert verbs == ["import.receive", "supplier.add", "supplier.add", "import.apply"]
    assert AuditEvent.first_fault() is None


def test_an_import_is_undone_as_a_whole(desk):
    old = make_supplier("拓川电子", company_code="A1", place="东莞", tags=["旧"])
    desk.bring(table("拓川电子,批发商,实物,,A1,,新,", "北岸五金,工厂,实物,,,,,"))
    assert Supplier.get_by_id(old.id).kind == "wholesaler"
    assert desk.press("undo").status_code == 303
    assert names() == ["拓川电子"]
    assert Supplier.get_by_id(old.id).kind == "maker"
    assert [tag.tag for tag in SupplierTag.select().where(SupplierTag.supplier == old)] == ["旧"]
    assert "一切恢复原样" in desk.browser.get(desk.url).text
    assert trail_tells("import.undo")


@pytest.mark.parametrize("touch", ["edit", "contact"])
def test_what_was_touched_since_keeps_an_import_from_being_undone(desk, touch):
    desk.bring(table("甲乙,工厂,实物,,,,,", "丙丁,工厂,实物,,,,,"))
    one = Supplier.get(Supplier.name == "丙丁")
    if touch == "edit":
        one.change_row(one.version, place="深圳")
    else:
        make_contact(one)
    answer = desk.press("undo")
    assert answer.status_code == 409
    assert "不能撤销：这些记录之后被修改或使用过：丙丁。" in answer.text
    assert names() == ["甲乙", "丙丁"]


def test_a_banned_category_is_refused_as_it_is_by_hand(desk):
    banned = make_category("香烟", banned=True, banned_reason="需要许可。")
    make_supplier("拓川电子", status="active")
    desk.open("名称,品类,类型,货品\n拓川电子,香烟,,\n北岸,香烟,工厂,实物\n")
    desk.press("apply")
    page = desk.browser.get(desk.url).text
    assert "“香烟”已禁售" in problems(page)[0] or "香烟" in problems(page)[0]
    assert names() == ["拓川电子", "北岸"]
    assert banned.name == "香烟"


def test_categories_people_and_countries_are_understood_by_name(desk, cast):
    make_category("充电器")
    make_category("手机、配件")
    desk.bring(
        "名称,类型,货品,品类,负责人,国家\n"
        "甲乙,厂家,实物,手机、配件；充电器,Mei Chen,中国\n"
        "丙丁,Maker,Both,充电器、手机、配件,没有人,CN\n"
    )
    one = Supplier.get(Supplier.name == "甲乙")
    assert (one.owner_id, one.country) == (cast.mei.id, "CN")
    reasons = " ".join(problems(desk.browser.get(desk.url).text))
    assert "这里没有“没有人”" in reasons
    assert {row.name for row in Category.select()} >= {"手机", "配件"}  # made with what belongs to them


def test_what_changed_since_the_page_was_read_stops_the_import(desk):
    text = table("拓川电子,工厂,实物,,,,,")
    desk.open(text)
    answer = desk.press("apply", expected="1,0,0,0,9")
    assert answer.status_code == 409
    assert "打开本页之后数据有变化" in answer.text
    assert names() == []


def test_pressing_twice_imports_once(desk):
    desk.open(table("甲乙,工厂,实物,,,,,"))
    desk.press("apply")
    data = {"version": "1", "expected": "1,0,0,0,0"}
    assert desk.browser.post(f"{desk.url}/apply", data=data).status_code == 303
    assert names() == ["甲乙"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "请选择一个有内容的文件"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "这不是 CSV"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "文件已损坏"),
        (b"<table><tr><td>x" + b"x" * 50, "其实是网页"),
        (b"PK\x03\x04" + b"x" * 50, "文件已损坏"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words_and_nothing_waits(desk, content, said):
    answer = desk.send(content, "../../etc/x.csv")
    assert answer.status_code == 422
    assert said in answer.text
    assert not Import.select().exists()


def test_ten_thousand_rows_are_the_most(desk):
    page = desk.open("名称\n" + "甲\n" * 10_001)
    assert "最多 10000 行" in page
    assert desk.press("drop").status_code == 303


def test_a_file_that_waits_no_more_is_said_so(desk, app):
    desk.open(table("甲乙,工厂,实物,,,,,"))
    ImportFile.delete().execute()
    assert "文件已不在这里" in desk.browser.get(desk.url).text
    assert desk.browser.post(f"{desk.url}/apply", data={"version": "1"}).status_code == 422


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_some_hundred_suppliers_come_back_as_they_went(desk, cast, kind):
    chargers, cases = make_category("充电器"), make_category("手机, 配件")
    for number in range(300):
        make_supplier(
            f"{'=+-@＝'[number % 5]}拓川{number}", kind=["maker", "agent"][number % 2], goods="both", country="CN",
            place="东莞", since_year=2000 + number % 20, since_month=number % 12 + 1, note=f"'=第{number}\n行",
            company_code=f"0{number:017d}", website=f"https://t{number}.example/店", owner=cast.mei.id,
            tags=["快充", f"t{number}"], categories=[chargers, cases],
        )  # fmt: skip
    exported = desk.browser.get(f"/suppliers/export.{kind}").data
    page = desk.open(exported, name=f"s.{kind}")
    assert problems(page) == []
    assert "不变 300" in page and "没有要写入的内容" in page
    before = known()
    Supplier.update(deleted_at=stamp().at).execute()
    desk.press("apply")
    assert known() == before


def test_a_second_press_is_led_to_what_the_first_one_wrote(desk):
    page = desk.open(table("拓川,工厂,实物"))
    sent = {"version": "1", "expected": re.search(r'name="expected" type="hidden" value="([^"]*)"', page)[1]}
    with pytest.MonkeyPatch.context() as patch:
        # Both presses read the import while it waits.
        row = Import.get()
        patch.setattr("portal.imports.views.row_and_progress", lambda _id: (row, None))
        assert desk.browser.post(f"{desk.url}/apply", data=sent).status_code == 303
        row.done_at = None
        second = desk.browser.post(f"{desk.url}/apply", data=sent)
    assert (second.status_code, second.location) == (303, desk.url)
    assert Supplier.select().where(Supplier.name == "拓川").count() == 1


def test_a_viewer_does_not_import(signed_in, cast):
    browser = signed_in(cast.guo)
    assert browser.get("/imports").status_code == 403
    assert "/imports" not in browser.get("/suppliers").text
    assert 'href="/imports"' in signed_in(cast.mei).get("/suppliers").text
