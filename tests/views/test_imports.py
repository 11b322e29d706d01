"""Bringing a spreadsheet: what it would do, what it did, and the way back."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest

from portal.models import Import, Supplier, SupplierTag

HEADINGS = "名称,类型,货品,成立年份,统一社会信用代码,网址,标签,备注"


@pytest.fixture
def desk(signed_in, cast):
    return Desk(signed_in(cast.mei, "zh"))


class Desk:
    """A buyer with a file in hand."""

    def __init__(self, browser):
        self.browser = browser

    def send(self, content, name="供应商.csv", kind="suppliers"):
        content = content.encode("gb18030") if isinstance(content, str) else content
        data = {"kind": kind, "file": (io.BytesIO(content), name)}
        return self.browser.post("/imports", data=data, content_type="multipart/form-data")

    def open(self, content, **about):
        sent = self.send(content, **about)
        assert sent.status_code == 303, sent.text
        self.url = sent.location
        return self.browser.get(self.url).text

    def press(self, verb, **data):
        page = self.browser.get(self.url).text
        form = {"version": str(Import.get_by_id(int(self.url.rsplit("/", 1)[1])).version), **data}
        if verb == "apply":
            form.setdefault("expected", re.search(r'name="expected" type="hidden" value="([^"]*)"', page)[1])
        return self.browser.post(f"{self.url}/{verb}", data=form)

    def bring(self, content, **about):
        self.open(content, **about)
        assert self.press("apply").status_code == 303
        return Import.get_by_id(int(self.url.rsplit("/", 1)[1]))


def table(*lines):
    return "\r\n".join([HEADINGS, *lines])


def names():
    return [one.name for one in Supplier.select().where(Supplier.deleted_at.is_null()).order_by(Supplier.id)]


def problems(page):
    found = re.search(r'<ul class="list tight sm">(.*?)</ul>', page, re.DOTALL)
    return [unescape(text) for text in re.findall(r"<div>(.*?)</div>", found[1])] if found else []


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
    assert done.counts == {"new": 1, "changed": 0, "unchanged": 0, "skipped": 0, "refused": 0}
