"""A buyer works through the screening, the gate stays shut, an administrator passes it with a reason."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from portal.checklists.models.runs import Run
from portal.needs.models import Need
from portal.path.models.passages import Passage
from portal.path.rules import PathStep, Spot
from portal.settings.models.businesses import Business
from tests.e2e.test_two_people import new_supplier
from tests.e2e.world import stamp
from tests.path.makers import answered

pytestmark = pytest.mark.usefixtures("served")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_gate_refuses_a_buyer_and_lets_an_administrator_pass_with_a_reason(live, javascript):
    mei = live.open("mei", "zh", java_script_enabled=javascript)
    en = live.open("mei", "en")
    supplier = new_supplier(en, f"Gate Works {javascript}", "Maker")
    mei.goto(f"/suppliers/{supplier.id}")
    mei.get_by_role("link", name="打开清单：初筛").click()
    mei.get_by_role("button", name="开始这份清单").click()
    expect(mei.locator("#gate")).to_contain_text("必答项没过")
    if javascript:
        mei.locator("#P09 .seg label").first.click()
        expect(mei.locator("#prog")).to_contain_text("已答")
        mei.reload()
    expect(mei.locator("#gate")).to_contain_text("管理员")
    expect(mei.get_by_role("button", name="进入首次沟通")).to_have_count(0)

    lin = live.open("lin", "zh", java_script_enabled=javascript)
    lin.goto(f"/steps/screening/{supplier.id}")
    lin.get_by_role("button", name="进入首次沟通").click()
    expect(lin.locator("#gate")).to_contain_text("写明为什么还差着也继续")
    lin.fill("#why-go", "展会上当面谈过，执照下周补")
    lin.get_by_role("button", name="进入首次沟通").click()
    expect(lin.locator("h1")).to_contain_text("首次联系清单")
    expect(lin.locator(".steps")).to_contain_text("补录放行")
    assert Passage.get(Passage.supplier == supplier.id).by_id is not None

    mei.goto(f"/steps/screening/{supplier.id}")
    expect(mei.locator("#gate")).to_contain_text("展会上当面谈过，执照下周补")
    mei.goto("/steps")
    expect(mei.locator("main")).to_contain_text(f"Gate Works {javascript}")


def test_the_board_and_a_list_can_be_read_by_everybody(live, axe):
    supplier = live.world.demo.suppliers["wanli"]
    page = live.open("mei", "zh", phone=True, bypass_csp=True)
    for path in ("/steps", f"/steps/contact/{supplier.id}", f"/steps/trial/{supplier.id}"):
        page.goto(path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_list_on_paper_names_the_supplier_and_the_need(live):
    need = Need.select().where(Need.title.startswith("换一家")).get()
    page = live.open("mei", "zh")
    page.goto(f"/steps/contact/{live.world.demo.suppliers['wanli'].id}?need={need.id}")
    page.emulate_media(media="print")
    for name in ("万砾源", need.title):
        expect(page.locator("section[aria-labelledby=path-h] header").get_by_text(name)).to_be_visible()


def settled(live, name):
    """A supplier whose screening list lets through, and one whose list nobody began."""
    ready, idle = (new_supplier(live.open("mei", "en"), f"{name} {word}", "Maker") for word in ("Ready", "Idle"))
    run = Run.begin(Spot(PathStep.screening, ready.id, None), Business.get().id, stamp())
    answered(run)
    return ready, idle


def card(page, supplier):
    return page.locator(f"#card-{supplier.id}")


def step(page, key):
    return page.locator(f".board section[data-step={key}]")


def test_a_card_is_dragged_on_and_a_refused_one_stays_and_says_why(live):
    ready, idle = settled(live, "Drag")
    page = live.open("mei", "zh")
    page.goto("/steps")
    card(page, ready).drag_to(step(page, "contact"))
    expect(step(page, "contact").locator(f"#card-{ready.id}")).to_be_visible()
    assert Passage.get(Passage.supplier == ready.id).step == "screening"
    card(page, idle).drag_to(step(page, "contact"))
    expect(page.locator("main .alert")).to_contain_text("Drag Idle留在原处：清单“初筛”还没开始")
    expect(step(page, "screening").locator(f"#card-{idle.id}")).to_be_visible()
    page.locator("main .alert").get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("Drag Idle")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_card_is_moved_by_the_keyboard_alone(live, javascript):
    ready, _idle = settled(live, f"Keys {javascript}")
    page = live.open("mei", "zh", java_script_enabled=javascript)
    page.goto("/steps")
    card(page, ready).locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(step(page, "contact").locator(f"#card-{ready.id}")).to_be_visible()
