"""Hostile files and cells through the one way in: refused in words, or kept as the text they are."""

from __future__ import annotations

import re

import pytest

from portal.products.models import Product
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Contact, Supplier
from tests.imports.desk import Desk
from tests.products.makers import make_business
from tests.sheets.hostile import HOSTILE

pytestmark = pytest.mark.usefixtures("noon")

REFUSED = re.compile(r'class="(?:err|alert bad)[^"]*"[^>]*>\s*\S')
HEADINGS = "厂家,联系人,类别,品名规格,单价,起订,交期,备注"
SCRIPT = "<script>alert(1)</script>"
TEXTS = (
    *(SCRIPT, '=HYPERLINK("http://x")', "=1+1", "杯\u202e壶", "' OR 1=1 --", "{{ 7*7 }}", "%(name)s", "🧪" * 20 + "杯"),
    *("../../etc/passwd", "茶\\叶", "NaN", "-1e999"),
)
PRICES = ("1e400", "-5", "9" * 60, "0x1F", "1/0", "=1+1", "∞", "NaN", "１２．５．６", "1,2,3,4")


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    return Desk(signed_in(cast.mei, "zh"))


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def smallest():
    """The smallest hostile file of each reason; that each file has its reason is held where files are read."""
    ordered = sorted(HOSTILE.values(), key=lambda file: -len(file[0]))
    return {reason: data for data, reason in ordered}


def test_no_hostile_file_comes_in_and_each_is_refused_in_words(desk):
    open_ends = []
    for reason, data in smallest().items():
        sent = desk.send(data, "../../报价.xlsx")
        sent.request.environ["wsgi.input"].close()  # a large one lies in a file
        if sent.status_code == 303:  # which sheet is read is asked on its page
            desk.url = sent.location
            page = desk.browser.get(desk.url)
            written = desk.browser.post(f"{desk.url}/apply", data={"version": "1"})
            closed = (page.status_code, written.status_code) == (200, 422) and REFUSED.search(page.text)
        else:
            closed = sent.status_code == 422 and REFUSED.search(sent.text)
        open_ends += [] if closed else [reason]
    assert open_ends == []
    assert not any(kind.select().exists() for kind in (Supplier, Contact, Product, Quote))


def test_hostile_texts_are_kept_as_they_are_in_every_kind_of_record_and_never_run(desk):
    rows = [(f"{text}厂", f"{text}人", f"{text}类", f"{text}品", "21.5", "100", "7天", text) for text in TEXTS]
    desk.open("\n".join([HEADINGS, *(",".join(map(quoted, row)) for row in rows)]))
    desk.choose(fill_suppliers_kind="maker")
    assert desk.press("apply").status_code == 303
    for kind, last in ((Supplier, "厂"), (Contact, "人"), (Product, "品")):
        assert {row.name for row in kind.select()} == {f"{text}{last}" for text in TEXTS}
    scripted = Supplier.get(Supplier.name == f"{SCRIPT}厂")
    quote = Quote.get(Quote.supplier == scripted)
    for address in (desk.url, f"/suppliers/{scripted.id}", f"/quotes/{quote.id}", "/suppliers", "/products", "/quotes"):
        page = desk.browser.get(address)
        assert (page.status_code, SCRIPT in page.text) == (200, False), address


def test_a_price_that_is_none_makes_no_quote_and_says_so(desk):
    lines = [f"厂{number},,杯,吸管杯,{quoted(price)},100,7天," for number, price in enumerate(PRICES)]
    page = desk.open("\n".join([HEADINGS, *lines]))
    desk.choose(fill_suppliers_kind="maker")
    desk.press("apply")
    assert not Quote.select().exists()
    assert [price for price in PRICES if price[:20] not in page] == []


def test_a_quote_whose_supplier_cannot_be_made_still_says_which_it_names(desk):
    desk.open(f"{HEADINGS}\n栈桥百货,,杯,吸管杯,21.5,100,7天,\n")  # nothing says yet what kind of supplier it is
    page = desk.browser.get(f"{desk.url}?kind=quotes").text
    row = next(part for part in page.split("<tr") if "吸管杯" in part and "不能导入" in part)
    assert "栈桥百货" in row
