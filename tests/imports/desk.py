"""A buyer with a file in hand, and what the page of a file shows."""

from __future__ import annotations

import io
import re
from html import unescape

from portal.imports.models.imports import Import
from portal.suppliers.models.suppliers import Supplier


class Desk:
    """A buyer with a file in hand."""

    def __init__(self, browser):
        self.browser = browser

    def send(self, content, name="供应商.csv"):
        content = content.encode("gb18030") if isinstance(content, str) else content
        data = {"file": (io.BytesIO(content), name)}
        return self.browser.post("/imports", data=data, content_type="multipart/form-data")

    def open(self, content, **about):
        sent = self.send(content, **about)
        assert sent.status_code == 303, sent.text
        self.url = sent.location
        return self.browser.get(self.url).text

    def choose(self, **choices):
        """Send the form of choices as the page shows it, with these changes."""
        return self.press("columns", **shown_choices(self.browser.get(self.url).text) | choices)

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


def shown_choices(page):
    form = re.search(r"<form[^>]*imports/\d+/columns.*?</form>", page, re.DOTALL)[0]
    values = {}
    for name, body in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        picked = re.search(r'<option selected value="([^"]*)"|<option value="([^"]*)" selected', body)
        picked = picked or re.search(r'<option value="([^"]*)"', body)
        values[name] = unescape(next(group for group in picked.groups() if group is not None))
    for tag in re.findall(r"<input[^>]*>", form):
        about = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if about.get("type") != "checkbox" or " checked" in tag:
            values.setdefault(about["name"], []).append(unescape(about.get("value", "")))
    return {name: value for name, value in values.items() if name not in ("csrf_token", "version")}


def problems(page):
    """What the page asks about the file, each cause once; of a file that was imported, each refused row."""
    entries = re.findall(r'<ul class="(?:mend|list tight sm)">(.*?)</ul>', page, re.DOTALL)
    texts = re.findall(r"<div>(.*?)</div>", "".join(entries), re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", text)).split()) for text in texts]


HEADINGS = "名称,类型,货品,成立年份,统一社会信用代码,网址,标签,备注"


def table(*lines):
    return "\r\n".join([HEADINGS, *lines])


def names():
    return [one.name for one in Supplier.select().where(Supplier.deleted_at.is_null()).order_by(Supplier.id)]


def known():
    columns = [Supplier.name, Supplier.kind, Supplier.goods, Supplier.country, Supplier.place,
               Supplier.since_year, Supplier.since_month, Supplier.company_code, Supplier.website, Supplier.owner,
               Supplier.note]  # fmt: skip
    found = Supplier.select(*columns).where(Supplier.deleted_at.is_null())
    return sorted(found.tuples())
