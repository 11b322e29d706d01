"""What a list does not quite say is asked or marked, never taken for something else without a word."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from wtforms.fields.choices import SelectChoice
from xlsxwriter import Workbook

from portal.imports.models.imports import Import
from portal.imports.pages.kinds.cells import RowOwners
from portal.imports.pages.kinds.registry import READERS
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier
from tests.imports.desk import Desk, problems, shown_choices
from tests.products.makers import make_business, make_product
from tests.suppliers.makers import make_category

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    return Desk(signed_in(cast.mei, "zh"))


def bring(desk, text):
    """The only quote of a list, imported as it is read."""
    desk.open(text, name="报价.csv")
    desk.choose(fill_suppliers_kind="maker")
    desk.press("apply")
    return Quote.get()


@pytest.mark.parametrize("price", ["12-15", "20 - 25", "12~15", "12-15/个", "100-120元/个", "12.5元/箱"])
def test_a_range_of_prices_or_the_price_of_a_carton_is_asked_about(desk, price):
    page = desk.open(f"厂家,产品,单价\n甲,钩,{price}\n", name="报价.csv")
    assert any(text.startswith("单价") for text in problems(page))
    desk.choose(fill_suppliers_kind="maker")
    desk.press("apply")
    assert not Quote.select().exists()


def test_units_in_a_heading_count_for_the_figures_below_it(desk):
    quote = bring(desk, "厂家,产品,单价（美元）,交期(周),账期(月)\n甲,钩,10,5,2\n")
    assert (quote.currency, quote.lead_days, quote.credit_days) == ("USD", 35, 60)


@pytest.mark.parametrize("heading", ["起订量(箱)", "起订量(打)", "MOQ (cartons)"])
def test_cartons_in_a_heading_are_asked_about(desk, heading):
    page = desk.open(f"厂家,产品,单价,{heading}\n甲,钩,10,11\n", name="报价.csv")
    assert any("写的是箱" in text for text in problems(page))


@pytest.mark.parametrize(
    ("heading", "basis"),
    [("含税价", "included"), ("不含税单价", "excluded"), ("未税价", "excluded"), ("单价", "unknown")],
)
def test_the_tax_that_the_heading_of_the_prices_names_is_kept(desk, heading, basis):
    assert bring(desk, f"厂家,产品,{heading}\n甲,钩,10\n").tax_basis == basis


def test_a_part_of_one_is_a_percentage_and_marked_as_a_guess(desk):
    quote = bring(desk, "厂家,产品,单价,定金\n甲,钩,10,0.3\n")
    assert quote.deposit_share == Decimal("0.3")
    assert any("30%" in text for text in problems(desk.open("厂家,产品,单价,定金\n甲,钩,10,0.3\n", name="b.csv")))


def test_an_amount_of_money_is_no_share(desk):
    assert any(text.startswith("定金") for text in problems(desk.open("厂家,产品,单价,定金\n甲,钩,10,10元\n")))


def test_a_list_of_a_thousand_different_doubts_is_shown_all_the_same(desk):
    lines = "".join(f"甲,钩{number},10,约莫{number}个天\n" for number in range(900))
    page = desk.open("厂家,产品,单价,交期\n" + lines, name="报价.csv")
    assert len(problems(page)) == 100 and "另外 801 处没有列出" in page


@pytest.mark.parametrize("field", ["x.y.z", "", "quotes.moq", "suppliers"])
def test_an_answer_to_what_was_not_asked_is_not_kept(desk, field):
    desk.open("厂家,产品,单价\n甲,钩,10\n", name="报价.csv")
    tampered = {"mends-0-field": field, "mends-0-text": "10", "mends-0-value": "11"}
    assert desk.choose(**tampered).status_code in (303, 422)
    assert Import.get().choices.get("mends", []) == []
    assert desk.browser.get(desk.url).status_code == 200


def test_what_was_chosen_without_a_script_is_kept_before_anything_is_written(desk):
    desk.open("厂家,产品,单价\n甲,钩,10\n乙,钩,11\n", name="报价.csv")
    desk.choose(fill_suppliers_kind="maker")
    page = desk.browser.get(desk.url).text
    choices = shown_choices(page)
    choices["wanted"] = [record for record in choices["wanted"] if record != "quotes:3"]
    answer = desk.press("apply", **choices)
    assert answer.status_code == 303 and "#check" in answer.location
    assert not Supplier.select().exists()
    desk.press("apply", **shown_choices(desk.browser.get(desk.url).text))
    assert Quote.get().supplier.name == "甲"


def test_a_refused_guess_leaves_the_cell_empty_and_can_be_taken_back(desk):
    page = desk.open("厂家,产品,单价,交期\n甲,钩,10,7-10天\n", name="报价.csv")
    desk.choose(**{f"mends-{mend_of(page, '7-10天')}-value": ""})
    page = desk.browser.get(desk.url).text
    assert any("“7-10天”留空" in text for text in problems(page))
    desk.choose(**{f"mends-{mend_of(page, '7-10天')}-value": "="})
    assert any("“7-10天”当作 10 天" in text for text in problems(desk.browser.get(desk.url).text))


def mend_of(page, text):
    return re.search(rf'name="mends-(\d+)-text" type="hidden" value="{text}"', page)[1]


def test_a_workbook_with_several_sheets_says_which_one_is_read(desk):
    content = io.BytesIO()
    book = Workbook(content)
    book.add_worksheet("说明").write(0, 0, "请看第二张表")
    book.add_worksheet("报价").write_row(0, 0, ("厂家", "产品", "单价"))
    book.close()
    page = desk.open(content.getvalue(), name="报价.xlsx")
    assert "现在看的是工作表“说明”，文件里还有：报价。" in page


def test_a_heading_that_says_factory_does_not_say_what_each_supplier_is(desk):
    page = desk.open("厂家,产品,单价\n义乌市杯具批发部,钩,10\n", name="报价.csv")
    assert any("缺少“供应商类型”" in text for text in problems(page))


def test_every_word_that_is_offered_for_a_cell_is_understood_in_it(app, cast, signed_in):
    make_business("主店")
    with app.test_request_context():
        for kind, reader in ((kind, make()) for kind, make in READERS.items()):
            for name in getattr(reader, "offered", {}):
                for choice in getattr(reader.form[name], "choices", None) or ():
                    if isinstance(choice, SelectChoice) and choice.value:
                        line = reader.line(1, {name: str(choice.label)}, {}, RowOwners())
                        assert name not in {fault.field for fault in line.faults}, (kind, name, choice.label)


def test_a_name_too_long_for_a_category_is_said_and_makes_none(desk):
    name = "杯" * 81
    page = desk.open(f"厂家,品名,类别,单价\n甲,钩,{name},10\n", name="报价.csv")
    assert any("太长，最多 80 个字" in text for text in problems(page))
    desk.choose(fill_suppliers_kind="maker")
    desk.press("apply")
    assert not Product.select().exists()


def test_a_category_that_is_not_wanted_leaves_the_product_its_own(desk):
    product = make_product("钩", category=make_category("五金"))
    desk.open("厂家,品名,类别,单价\n甲,钩,挂件,10\n", name="报价.csv")
    desk.choose(fill_suppliers_kind="maker", listed=["categories:挂件"], wanted=[])
    desk.press("apply")
    assert Product.get_by_id(product.id).category.name == "五金"


def test_a_category_is_shown_as_it_is_written(desk):
    make_category("Phone Cases")
    desk.open("厂家,品名,类别,单价\n甲,钩,phone cases,10\n", name="报价.csv")
    assert "Phone Cases" in desk.browser.get(f"{desk.url}?kind=products").text


def test_the_tax_that_stands_beside_a_price_counts_for_its_quote(desk):
    quote = bring(desk, "厂家,产品,出厂价(含税),500+\n甲,钩,12.5元/件（不含）,11.4不含\n")
    assert (quote.tax_basis, [str(price) for _quantity, price in quote.breaks()]) == ("excluded", ["12.5", "11.4"])


@pytest.mark.parametrize("cells", ["12.5含税,11.4不含", "12.5含税,11.4"])
def test_prices_of_one_row_that_do_not_agree_about_the_tax_are_asked_about(desk, cells):
    page = desk.open(f"厂家,产品,单价,500+\n甲,钩,{cells}\n", name="报价.csv")
    assert any(text.startswith("单价 请填金额") for text in problems(page))


def test_what_a_column_is_can_be_typed_and_what_it_cannot_be_stays_with_the_reason(desk):
    desk.open("厂家,产品,单价,甲乙\n甲,钩,10,200\n", name="报价.csv")
    answer = desk.choose(**{"columns-3": "没有的栏"})
    assert answer.status_code == 422 and 'value="没有的栏"' in answer.text and "没有这个名称" in answer.text
    assert desk.choose(**{"columns-3": "quotes.moq"}).status_code == 303
    assert Import.get().choices["columns"][3] == "quotes.moq"
    assert desk.choose(**{"columns-3": ""}).status_code == 303
    assert Import.get().choices["columns"][3] == ""
