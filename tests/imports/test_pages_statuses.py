"""Where suppliers stand: words of a list become statuses, what is unclear is asked, and nobody on file is moved."""

from __future__ import annotations

import re
from html import unescape

import pytest

from portal.imports.models.headings import ImportWord
from portal.imports.models.imports import Import
from portal.path.models.passages import Passage
from portal.path.models.takeovers import TakeOver, takeovers
from portal.reviews.models import ReviewPlan
from portal.suppliers.models.suppliers import StatusChange, Supplier
from tests.imports.desk import problems
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
LIST = "\n".join(
    (
        "供应商,类型,货品,合作状态",
        "甲电子,工厂,实物,在合作",
        "乙五金,工厂,实物,谈过",
        "丙包装,工厂,实物,不温不火",
        "丁杂货,工厂,实物,",
        "",
    )
)


def statuses():
    query = Supplier.select().where(Supplier.deleted_at.is_null())
    return {supplier.name: supplier.status for supplier in query}


def place_of(page, text):
    return re.search(rf'name="mends-(\d+)-text" type="hidden" value="{text}"', page)[1]


def proposed(page, text):
    """What the page chose for a word."""
    name = f"mends-{place_of(page, text)}-value"
    select = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)[0]
    return unescape(re.search(r"<option[^>]* selected>([^<]*)<", select)[1])


def answer(desk, page, **meanings):
    return desk.choose(**{f"mends-{place_of(page, text)}-value": status for text, status in meanings.items()})


@pytest.mark.parametrize("heading", ["合作状态", "状态", "供应商状态", "cooperation status", "Status"])
def test_the_column_of_statuses_is_recognised_and_each_word_shown_once(desk, heading):
    page = desk.open(LIST.replace("合作状态", heading) + "戊数码,工厂,实物,在合作\n")
    assert (proposed(page, "在合作"), proposed(page, "谈过")) == ("在用", "已联系")
    assert page.count('value="在合作"') == 1
    assert "（第 2, 6 行）" in " ".join(problems(page))


def test_new_suppliers_enter_where_their_words_say_with_the_list_as_the_record(desk, cast):
    desk.bring(LIST)
    assert statuses() == {"甲电子": "active", "乙五金": "contacted", "丁杂货": "candidate"}
    [first, second] = sorted(takeovers(TakeOver.in_force()), key=lambda line: line.id)
    assert (first.by, first.origin, first.file, first.import_key) == ("Mei Chen", "file", "供应商.csv", Import.get().id)
    assert second.step == "contact"
    assert Passage.select().count() == 0
    assert trail_tells("supplier.take_over")
    assert [plan.supplier.name for plan in ReviewPlan.select()] == ["甲电子"]
    page = desk.browser.get(f"/suppliers/{Supplier.get(name='甲电子').id}").text
    assert "带入" in page and "供应商.csv" in page


def test_a_word_nobody_knows_is_asked_and_keeps_its_rows_out_until_somebody_answers(desk):
    page = desk.open(LIST)
    assert proposed(page, "不温不火") == "选择"
    answer(desk, page, 不温不火="paused")
    desk.press("apply")
    assert statuses()["丙包装"] == "paused"
    moved = StatusChange.select().order_by(StatusChange.id.desc())
    assert "供应商.csv" in {change.reason for change in moved}


def test_what_the_team_chose_for_a_word_is_known_next_time_until_it_is_forgotten(desk):
    answer(desk, desk.open(LIST), 不温不火="paused", 谈过="negotiating")
    assert trail_tells("import_word.add")
    assert {row.word: row.code for row in ImportWord.select()} == {"不温不火": "paused", "谈过": "negotiating"}
    page = desk.open(LIST)
    assert (proposed(page, "不温不火"), proposed(page, "谈过")) == ("暂停", "谈判中")
    listed = desk.browser.get("/imports/headings").text
    assert "不温不火" in listed
    for row in ImportWord.select():
        assert desk.browser.post(f"/imports/words/{row.id}/forget").status_code == 303
    assert trail_tells("import_word.remove")
    assert proposed(desk.open(LIST), "谈过") == "已联系"


def test_what_was_proposed_and_not_changed_teaches_nothing(desk):
    desk.open(LIST)
    desk.choose()
    assert not ImportWord.select().exists()
    assert Import.get().choices["mends"] == []


def test_a_word_can_be_left_at_the_start(desk):
    page = desk.open(LIST)
    answer(desk, page, 在合作="candidate")
    desk.press("apply")
    assert statuses()["甲电子"] == "candidate"
    assert TakeOver.select().count() == 1


def test_a_supplier_on_file_stays_where_people_moved_it_and_the_preview_says_so(desk):
    make_supplier("甲电子", status="sampling")
    make_supplier("丙包装", status="trial")
    page = desk.open(LIST)
    assert "有 2 家已经在系统里，状态不变" in page
    assert "保持“测样中”" in page
    assert "不温不火" not in " ".join(problems(page))  # whose it is stands where it stands: nothing to ask
    desk.press("apply")
    assert statuses()["甲电子"] == "sampling"
    assert statuses()["丙包装"] == "trial"


def test_a_list_of_known_suppliers_alone_asks_nothing(desk):
    make_supplier("丙包装", status="trial")
    page = desk.open("供应商,合作状态\n丙包装,不温不火\n")
    assert problems(page) == []


def test_a_banned_category_still_blocks(desk):
    make_category("账号", banned=True, banned_reason="禁售")
    text = "供应商,类型,货品,主营品类,合作状态\n甲,工厂,实物,账号,在合作\n乙,工厂,实物,账号,候选\n"
    page = desk.open(text)
    assert any("禁售" in problem for problem in problems(page))
    desk.press("apply")
    assert statuses() == {"乙": "candidate"}


def test_two_rows_that_say_different_things_of_one_supplier_are_a_fault(desk):
    text = "供应商,类型,商品,单价,合作状态\n甲,工厂,钩,10,在合作\n甲,工厂,环,12,淘汰\n"
    page = desk.open(text)
    assert any("合作状态" in problem and "第 2 行" in problem for problem in problems(page))


def test_a_status_in_a_later_row_of_the_supplier_counts(desk):
    desk.bring("供应商,类型,商品,单价,合作状态\n甲,工厂,钩,10,\n甲,工厂,环,12,在合作\n")
    assert statuses() == {"甲": "active"}


def test_the_undo_of_the_import_takes_all_of_it_back(desk):
    desk.bring(LIST)
    assert desk.press("undo").status_code == 303
    assert statuses() == {}
    assert not TakeOver.select().where(TakeOver.in_force()).exists()
    assert not ReviewPlan.select().exists()


def test_an_import_is_not_undone_over_a_supplier_that_was_moved_since(desk):
    desk.bring(LIST)
    supplier = Supplier.get(name="甲电子")
    page = desk.browser.get(f"/suppliers/{supplier.id}").text
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    form = {"to": "paused", "reason": "断货", "version": version}
    assert desk.browser.post(f"/suppliers/{supplier.id}/move", data=form).status_code == 303
    assert desk.press("undo").status_code == 409
    assert statuses()["甲电子"] == "paused"


def test_many_words_and_suppliers_cost_as_many_statements_as_a_few(desk, statements):
    def cost(names, word):
        body = "".join(f"{name},工厂,实物,{word}\n" for name in names)
        desk.open("供应商,类型,货品,合作状态\n" + body)
        with statements() as seen:
            assert desk.press("apply").status_code == 303
        return len(seen)

    assert cost(["a1", "a2"], "谈过") == cost([f"b{number}" for number in range(20)], "谈过")
