"""A next step is put off until a day with a reason, and brought back."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.home.models.step_snoozes import StepSnooze
from tests.cast import TODAY
from tests.home.test_pages_next_steps import quoted, steps
from tests.products.makers import make_business
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
HX = {"HX-Request": "true"}


@pytest.fixture
def mei(signed_in, cast):
    make_business()
    return signed_in(cast.mei)


def later(product, **about) -> dict[str, object]:
    """The step put off until next week."""
    defaults = {"rule": "single", "subject": product.id, "until": date(2026, 12, 1), "reason": "They are on holiday"}
    return {**defaults, **about}


def test_a_step_is_put_off_with_a_reason_that_a_colleague_reads_and_can_undo(mei, signed_in, cast):
    product, _suppliers = quoted("10")
    answer = mei.post("/snoozes", data=later(product))
    assert (answer.status_code, answer.location) == (303, "/#next-steps")
    assert trail_tells("step_snooze.add")
    colleague = signed_in(cast.lin)
    page = steps(colleague)
    assert "/quotes/new" not in page
    assert "1 step put off" in page
    assert "until 2026-12-01, Mei Chen: They are on holiday" in page
    snooze = StepSnooze.get()
    assert colleague.post(f"/snoozes/{snooze.id}/remove").location == "/#next-steps"
    assert trail_tells("step_snooze.add", "step_snooze.remove")
    assert "/quotes/new" in steps(mei) and "put off</summary>" not in steps(mei)


def test_brought_back_twice_is_brought_back(mei):
    product, _suppliers = quoted("10")
    mei.post("/snoozes", data=later(product))
    address = f"/snoozes/{StepSnooze.get().id}/remove"
    assert [mei.post(address).status_code for _press in range(2)] == [303, 303]


def test_the_page_with_script_gets_the_steps_alone(mei):
    product, _suppliers = quoted("10")
    answer = mei.post("/snoozes", data=later(product), headers=HX)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<section class="card flush" id="next-steps"')
    assert "Put off until 2026-12-01" in answer.text
    back = mei.post(f"/snoozes/{StepSnooze.get().id}/remove", headers=HX).text
    assert "Only one supplier quotes Cup" in back and "The step is back" in back


@pytest.mark.parametrize(
    ("about", "fault"),
    [
        ({"reason": " "}, "This field is required."),
        ({"until": TODAY}, "Choose a later day than today."),
        ({"until": ""}, "This field is required."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HX])
def test_without_a_reason_or_a_later_day_nothing_is_put_off(mei, about, fault, headers):
    product, _suppliers = quoted("10")
    answer = mei.post("/snoozes", data=later(product, **about), headers=headers)
    assert answer.status_code == 422
    opened = answer.text.split(f'id="step-single-{product.id}"')[1].split("</li>")[0]
    assert re.search(r'<details class="noprint" open>', opened) and fault in opened
    assert not StepSnooze.select().exists()


def test_only_a_step_of_the_list_can_be_put_off(mei):
    product, _suppliers = quoted("10")
    assert mei.post("/snoozes", data=later(product, rule="lunch")).status_code == 422
    assert not StepSnooze.select().exists()


def test_a_viewer_puts_nothing_off(signed_in, cast):
    product, _suppliers = quoted("10")
    assert signed_in(cast.guo).post("/snoozes", data=later(product)).status_code == 403
