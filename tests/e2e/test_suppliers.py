"""The supplier list and pages in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PAGES = (
    "/suppliers", "/suppliers?q=充", "/suppliers/1", "/suppliers/new", "/suppliers/1/edit", "/suppliers/2/merge",
    "/suppliers/2/merge/1", "/contacts/1/edit", "/documents/1/edit", "/reputation/1/edit", "/search?q=充",
    "/bulk/suppliers?ids=1,2,3&deed=status&status=paused", "/bulk/quotes?ids=1,2&deed=delete", "/quotes", "/products",
)  # fmt: skip


def test_typing_narrows_the_list_and_keeps_the_counts_and_the_address_with_it(live):
    page = live.open("mei")
    page.goto("/suppliers")
    page.fill("#list-q", "拓川")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    assert page.locator("#pipeline a").first.inner_text().split()[0] == "1"
    assert "q=" in page.url
    assert page.evaluate("document.activeElement.id") == "list-q"


def test_more_than_five_are_ticked_to_be_changed_but_not_compared(live):
    page = live.open("mei")
    page.goto("/suppliers")
    boxes = page.locator("#results [name=supplier]")
    for number in range(6):
        boxes.nth(number).check()
    assert page.locator(".when-full").is_visible() and not page.locator("button.few").is_visible()
    boxes.nth(0).uncheck()
    assert page.locator("button.few").is_visible()


def test_without_script_the_ticked_get_an_owner_and_lose_it_by_one_press(live):
    page = live.open("mei", java_script_enabled=False)
    page.goto("/suppliers?sort=name")
    page.locator("#results a:has-text('Tick the whole page')").click()
    page.locator("#results button:has-text('Change the ticked')").click()
    page.select_option("#owner", index=1)
    page.locator("button[value=owner]").click()
    dry = page.locator("#dry .verdict").inner_text()
    page.locator("#dry form button").click()
    assert "suppliers" in dry and "given to" in page.locator("#toasts .toast").inner_text()
    page.locator("#toasts button").click()
    assert page.locator("#toasts .toast").inner_text() == "Taken back"


def test_a_person_picks_the_columns(live):
    page = live.open("guo")
    page.goto("/suppliers")
    page.click("[popovertarget=columns]")
    page.check("#columns [value=place]")
    page.locator("#columns button").first.click()
    expect(page.locator("#results thead")).to_contain_text("Place")
    page.click("[popovertarget=columns]")
    page.locator("#columns button").last.click()
    expect(page.locator("#results thead")).not_to_contain_text("Place")


def test_a_look_alike_is_named_while_typing(live):
    page = live.open("mei")
    page.goto("/suppliers/new")
    page.fill("#name", "拓川电子")
    page.wait_for_selector("#alike .alert")
    assert page.input_value("#name") == "拓川电子"


def test_without_script_a_supplier_is_added_moved_and_moved_back(live):
    page = live.open("mei", java_script_enabled=False)
    page.goto("/suppliers/new")
    page.fill("#name", "Plain Forms Works")
    page.check("input[name=kind] >> nth=0")
    page.locator("main form button").last.click()
    assert page.locator("h1").inner_text().startswith("Plain Forms Works")
    page.locator("#status summary").click()
    page.check("input[name=to][value=screening]")
    page.locator("#status form button").click()
    assert "Screening" in page.locator("h1").inner_text()
    page.locator("#toasts button").click()
    assert "Candidate" in page.locator("h1").inner_text()


def test_the_line_of_parts_stays_and_marks_the_one_that_is_read(live):
    page = live.open("guo")
    page.goto("/suppliers/1")
    line = page.locator("nav.jump")
    expect(line.locator("[aria-current]")).to_have_text("Path")
    line.get_by_role("link", name="Agreements").click()
    expect(line.locator("[aria-current]")).to_contain_text("Agreements")
    expect(line).to_be_in_viewport()
    top = page.evaluate("document.querySelector('#agreements').getBoundingClientRect().top")
    assert line.bounding_box()["y"] + line.bounding_box()["height"] <= top


def test_the_line_of_parts_leads_without_script_too(live):
    page = live.open("guo", phone=True, java_script_enabled=False)
    page.goto("/suppliers/1")
    page.locator("nav.jump").get_by_role("link", name="Facts").click()
    expect(page.locator("#about")).to_be_in_viewport()
    expect(page.locator("nav.jump")).to_be_in_viewport()


@pytest.mark.parametrize("script", [True, False])
def test_what_was_said_is_written_where_it_is_read(live, script):
    page = live.open("mei", java_script_enabled=script)
    page.goto("/suppliers/3")
    said = f"Agreed on the phone, {script}"
    page.fill("#talk-text", said)
    page.locator("#talk details summary").click()
    page.fill("#talk-next", "Send the plan")
    page.locator("#talk").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Say by which day it is to be done.")
    expect(page.get_by_label("What was said")).to_have_value(said)
    page.get_by_label("By which day").fill(f"{live.world.today}")
    page.locator("main form").get_by_role("button", name="Save").click()
    expect(page.locator("#happenings li").first).to_contain_text(said)
    expect(page.locator("#actions")).to_contain_text("Send the plan")
    expect(page.locator("#toasts")).to_contain_text("Conversation added")
    expect(page.locator("#talk-text")).to_have_value("")


def test_what_is_wrong_in_the_panel_is_told_there_and_what_was_typed_stays(live):
    page = live.open("mei")
    page.goto("/suppliers")
    page.locator("#results button[popovertarget=panel]").first.click()
    page.locator("#panel summary").nth(1).click()
    form = page.locator("#panel details[open] form")
    form.locator("[name=product]").select_option(index=1)
    form.locator("[name='breaks-0-unit_price']").fill("$3.2")
    form.get_by_role("button").click()
    expect(form.get_by_role("alert")).to_contain_text("“$3.2” is another currency")
    expect(form.locator("[name='breaks-0-unit_price']")).to_have_value("$3.2")
    form.locator("[name='breaks-0-unit_price']").fill("¥3.2")
    form.get_by_role("button").click()
    expect(page.locator("#toasts")).to_contain_text("“¥3.2” as ¥3.20")
    assert page.url.endswith("/suppliers")


def test_a_category_of_many_is_typed_into_the_filter(live):
    page = live.open("guo")
    page.goto("/suppliers")
    page.locator("[name=category]").fill("线材")
    page.locator("[name=category]").press("Enter")
    expect(page.locator("#results tbody tr")).to_have_count(5)
    page.locator("[name=category]").fill("no such")
    page.locator("[name=category]").press("Enter")
    expect(page.locator("#results .alert")).to_contain_text("Nothing to choose here is called “no such”")


def test_every_supplier_page_is_accessible(live, axe):
    page = live.open("lin", "zh", phone=True, bypass_csp=True)
    faults = []
    for path in PAGES:
        page.goto(path)
        faults += [f"{path}: {fault}" for fault in axe(page)]
    assert not faults, "\n".join(faults)


def test_no_supplier_page_is_wider_than_a_phone(live):
    page = live.open("lin", "en", phone=True)
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
