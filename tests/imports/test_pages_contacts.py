"""People at suppliers, out of a spreadsheet."""

from __future__ import annotations

import pytest

from portal.suppliers.models.suppliers import Contact
from tests.cast import NOW
from tests.imports.desk import problems
from tests.suppliers.makers import make_contact, make_supplier


def bring(desk, text):
    return desk.bring(text, name="联系人.csv")


def test_contacts_find_their_supplier_by_name_or_code_and_come_once(desk):
    one = make_supplier("深圳市北岸电子有限公司", company_code="9144-A")
    text = (
        "公司,姓名,手机,微信\n深圳市北岸电子,黄建国,'+86 138 0013 8000,hjg\n9144A,周敏,,zm\n没有这家,王五,,\n,赵六,,\n"
    )
    done = bring(desk, text)
    assert (done.counts["contacts"]["new"], done.counts["contacts"]["refused"]) == (2, 2)
    assert [(row.name, row.supplier_id) for row in Contact.select().order_by(Contact.id)] == [
        ("黄建国", one.id),
        ("周敏", one.id),
    ]
    assert Contact.get(Contact.name == "黄建国").phone == "+86 138 0013 8000"
    said = problems(desk.browser.get(desk.url).text)
    assert said[0] == "第 4 行：缺少“供应商类型”，没有它不能新增。"
    assert said[-1] == "第 5 行“公司”列：这一行没写供应商。"
    assert bring(desk, text).counts["contacts"]["unchanged"] == 2


def test_a_new_position_is_undone_and_a_touched_one_is_not(desk):
    contact = make_contact(make_supplier("北岸"), "黄建国", phone="138-0013-8000", position="业务")
    bring(desk, "供应商,联系人,电话,职位\n北岸,黄建国,13800138000,经理\n")
    assert Contact.get_by_id(contact.id).position == "经理"
    desk.press("undo")
    assert (Contact.get_by_id(contact.id).position, Contact.get_by_id(contact.id).phone) == ("业务", "138-0013-8000")
    bring(desk, "供应商,联系人\n北岸,周敏\n")
    fresh = Contact.get(Contact.name == "周敏")
    fresh.change_row(fresh.version, position="质检")
    assert "周敏" in desk.press("undo").text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_contacts_come_back_as_they_went(desk, kind):
    for number in range(100):
        supplier = make_supplier(f"供应商{number}号")
        make_contact(supplier, f"=黄{number}", phone="+86 138", mail=f"a{number}@x.example", note="一\n二")
    exported = desk.browser.get(f"/contacts/export.{kind}").data
    page = desk.open(exported, name=f"c.{kind}")
    assert problems(page) == []
    assert "不变 100" in page
    before = known()
    Contact.update(deleted_at=NOW).execute()
    desk.press("apply")
    assert known() == before


def known():
    columns = [Contact.supplier, Contact.name, Contact.phone, Contact.mail, Contact.note]
    return sorted(Contact.select(*columns).where(Contact.deleted_at.is_null()).tuples())
