"""Somebody types while the session ends: nothing is lost, with a script and without one."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from portal.accounts.sessions import IDLE
from portal.core.models.users import Session, User
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier
from tests.cast import NOW, PASSWORD

pytestmark = pytest.mark.usefixtures("served")


def leave_alone(name):
    """Longer than a session lasts without use."""
    person = User.get(User.username == name)
    for session in Session.select().where(Session.user == person):
        Session.update(seen_at=session.seen_at - IDLE * 2).where(Session.id == session.id).execute()


def sign_in(page, name):
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.locator("form[action^='/login'] button").click()


@pytest.fixture
def stage(live):
    shop = Business.create(name=f"Quiet shop {Business.select().count()}", stage="startup", created_at=NOW)

    def open_stage(who, language="en", **options):
        page = live.open(who, language, **options)
        page.context.add_cookies([{"name": "business", "value": str(shop.id), "url": live.url}])
        page.goto("/stages/startup")
        page.locator("form[action='/stages/startup/start'] button").click()
        page.locator("#v-S09").click()
        page.locator("#v-S09").press_sequentially("Ask the warehouse")
        return page

    return open_stage


def test_an_answer_typed_before_lunch_is_there_after_signing_in_again(stage):
    mei = stage("mei", "zh")
    leave_alone("mei")
    mei.keyboard.press("Tab")
    expect(mei.locator(".alert")).to_contain_text("你填写的内容会保留一小时")
    sign_in(mei, "mei")
    expect(mei.locator("#v-S09")).to_have_value("Ask the warehouse")
    expect(mei.locator("#toasts")).to_contain_text("还没有保存")
    mei.locator("button[form=f-S09]").click()
    expect(mei.locator("#f-S09")).to_have_class("ask done")
    expect(mei.locator("#v-S09")).to_have_value("Ask the warehouse")


def test_a_page_that_was_open_too_long_saves_at_the_second_press(stage):
    mei = stage("mei", phone=True)
    mei.context.clear_cookies(name="form")
    mei.keyboard.press("Tab")
    expect(mei.locator("#toasts")).to_contain_text("save once more")
    mei.locator("#v-S09").press_sequentially(" today")
    mei.keyboard.press("Tab")
    expect(mei.locator("#f-S09")).to_have_class("ask done")


def test_without_a_script_the_whole_form_is_back(live):
    page = live.open("mei", java_script_enabled=False)
    page.goto("/suppliers/new")
    page.fill("[name=name]", "Kept Star")
    page.fill("[name=note]", "Met at the fair,\ncalls on Monday")
    page.check("[name=kind][value=maker]")
    page.check("[name=goods][value=physical]")
    leave_alone("mei")
    page.locator("form[action='/suppliers'] button").last.click()
    sign_in(page, "mei")
    expect(page.locator("[name=name]")).to_have_value("Kept Star")
    expect(page.locator("[name=note]")).to_have_value("Met at the fair,\ncalls on Monday")
    expect(page.locator("[name=kind][value=maker]")).to_be_checked()
    assert not Supplier.select().where(Supplier.name == "Kept Star").exists()
    page.locator("form[action='/suppliers'] button").last.click()
    page.wait_for_url("**/suppliers/*")
    assert Supplier.get(Supplier.name == "Kept Star").note == "Met at the fair,\ncalls on Monday"
