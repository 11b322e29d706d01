"""From the set-up link to a printed comparison: a newcomer's first quarter of an hour, every press counted."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from portal.app import create_app
from portal.config import Config
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink
from tests import databases
from tests.e2e.conftest import PATIENT
from tests.e2e.test_first_hour import MOST_CLICKS, MOST_FIELDS, MOST_PAGES, Walk, price_list


@pytest.fixture
def link(tmp_path):
    """The set-up link of a portal that nobody has opened yet."""
    with databases.migrated("sqlite", tmp_path):
        app = create_app(Config.from_env({"PORTAL_INSTANCE": str(tmp_path)}))
        token = AccessLink.issue("setup", timedelta(hours=1), Stamp(None, datetime.now(UTC)))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/setup/{token}"
        server.shutdown()
        thread.join()


class Newcomer(Walk):
    def fill(self, spot, text):
        self.fields += 1
        self.page.fill(spot, text)


def test_a_newcomer_comes_from_the_set_up_link_to_a_printed_comparison(link, browser):
    page = browser.new_page(locale="zh-CN")
    page.add_init_script(PATIENT)
    walk = Newcomer(page)
    page.goto(link)
    for spot, text in (("#name", "王敏"), ("#username", "wang"), ("#password", "好长的一句话做密码 2026")):
        walk.fill(spot, text)
    walk.click("button", "保存并继续")
    walk.fill("#team", "北岸电商")
    walk.fill("#business", "北岸杯壶")
    walk.click("button", "保存并继续")
    walk.click("link", "工作台")
    walk.click("link", "导入表格")
    page.set_input_files("#file", {"name": "报价汇总11月.xlsx", "mimeType": "", "buffer": price_list()})
    walk.fields += 1
    walk.click("button", "发送并检查")
    page.select_option("[name=fill_suppliers_kind]", "maker")
    walk.fields += 1
    expect(page.locator("#records")).to_contain_text("报价 新增 5")
    expect(page.locator("#choices:not([disabled])")).to_have_count(1)
    walk.click("button", "写入")
    walk.click("link", "对比这几家")
    for name in ("潮声杯业", "山岚杯业", "汀洲日用", "栈桥百货"):
        expect(page.locator("main")).to_contain_text(name)
    walk.click("link", "打印")
    expect(page.locator("body")).to_contain_text("潮声杯业")
    print(f"newcomer from the link: {walk.clicks} clicks, {walk.fields} fields, {walk.pages} pages")
    assert (walk.clicks <= MOST_CLICKS, walk.fields <= MOST_FIELDS, walk.pages <= MOST_PAGES) == (True, True, True)
    page.context.close()
