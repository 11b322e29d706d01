"""The small price list that comes with the product: as a file, or tried without one."""

from __future__ import annotations

import pytest

from portal.imports.models.imports import Import
from tests.imports.desk import Desk, known, problems
from tests.products.makers import make_business


@pytest.fixture
def desk(signed_in, cast):
    return Desk(signed_in(cast.mei))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_can_be_sent_as_it_is(desk, language):
    make_business("主店")
    workbook = desk.browser.get(f"/imports/templates/{language}.xlsx").data
    desk.open(workbook, name="t.xlsx")
    [guess] = problems(desk.browser.get(desk.url).text)
    assert "7-10" in guess
    desk.press("apply")
    done = Import.get()
    made = {kind: (ends["new"], ends["refused"]) for kind, ends in done.counts.items()}
    assert made == {"categories": (2, 0), "suppliers": (4, 0), "contacts": (4, 0), "products": (2, 0), "quotes": (8, 0)}


@pytest.mark.parametrize(("language", "name"), [("zh", "示例.xlsx"), ("en", "Example.xlsx")])
def test_the_example_is_tried_without_a_file_and_taken_back_from_the_list(signed_in, cast, language, name):
    make_business("主店")
    before = known()
    desk = Desk(signed_in(cast.mei, language))
    assert 'formaction="/imports/example"' in desk.browser.get("/imports").text
    desk.url = desk.browser.post("/imports/example").location
    desk.press("apply")
    done = Import.get()
    assert (done.name, done.counts["quotes"]["new"], len(known())) == (name, 8, len(before) + 4)
    assert f'action="{desk.url}/undo"' in desk.browser.get("/imports").text
    desk.press("undo")
    assert known() == before
    assert f'action="{desk.url}/undo"' not in desk.browser.get("/imports").text
