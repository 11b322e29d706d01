"""A batch is sealed, cited in an agreement, and its label fits one A6 card; with a script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from portal.references.models import GoldenSample
from tests.agreements.makers import make_agreement

pytestmark = pytest.mark.usefixtures("served")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_batch_is_sealed_and_an_agreement_cites_it(live, javascript):
    page = live.open("mei", "en", java_script_enabled=javascript)
    sample = live.world.demo.samples["qinghe/shirt"]
    number = f"F-E2E-{javascript}"
    page.goto(f"/samples/{sample.id}")
    page.locator("#references").get_by_role("button", name="Seal a sample").click()
    page.fill("#number", number)
    page.fill("#accepted", "Length ±1 cm")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_contain_text(number)
    expect(page.locator("main")).to_contain_text("Not ready yet, it lacks:")
    row = GoldenSample.get(GoldenSample.number == number)
    agreement = make_agreement(sample.supplier_id, lacking=["sealed_sample_no"], title=f"Shirts {javascript}")
    page.goto(f"/agreements/{agreement.id}/clauses")
    page.get_by_label(re.compile(number)).check()
    page.locator("form").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text(number)
    page.goto(f"/references/{row.id}")
    expect(page.locator("main")).to_contain_text(f"Shirts {javascript}")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_label_fits_one_card(live, language):
    page = live.open("guo", language)
    accepted = "外壳色差 ΔE ≤ 1.5；长度 ±10 mm；缝线每 10 厘米可有一处跳针；印花位置 ±3 mm。" * 8
    row = GoldenSample.get(GoldenSample.number == "F-2026-001")
    GoldenSample.update(accepted=accepted).where(GoldenSample.id == row.id).execute()
    page.goto(f"/references/{row.id}/label")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0 0 29[78][^ ]* 4(19|20)", paper)
