"""A card of the board is put on another step: gates, conflicts and reasons are those of the step's own page."""

from __future__ import annotations

import re

import pytest

from portal.path.models.passages import Passage
from portal.path.rules import PathStep
from tests.needs.makers import make_candidate, make_need
from tests.path.makers import answered, make_step, passed
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def supplier(cast):
    make_business()
    return make_supplier("Harbour")


def put(browser, supplier, at, to, **about):
    query = "&".join(f"{name}={value}" for name, value in about.items())
    return browser.post(f"/steps/board/{supplier.id}?{query}", data={"at": at, "to": to})


def alert(answer):
    text = re.search(r'<div class="alert[^"]*"[^>]*>.*?</div>\s*</div>', answer.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_card_goes_on_when_the_must_haves_of_its_list_are_met(signed_in, cast, supplier):
    answered(make_step("screening", supplier))
    answer = put(signed_in(cast.mei), supplier, "screening", "contact", show="mine", only="screening")
    assert answer.location == f"/steps?show=mine&step=screening#card-{supplier.id}"
    [passage] = Passage.select()
    assert (passage.step, passage.by_id, passage.reason) == ("screening", cast.mei.id, "")


@pytest.mark.parametrize(("who", "advice"), [("mei", False), ("lin", True)])
def test_must_haves_in_the_way_keep_it_where_it_is_also_for_an_administrator(signed_in, cast, supplier, who, advice):
    make_step("screening", supplier)
    answer = put(signed_in(getattr(cast, who)), supplier, "screening", "contact")
    assert answer.status_code == 422
    assert re.search(r"Harbour stays: \d+ must-haves stand in the way", alert(answer))
    assert ("with a reason" in alert(answer)) == advice
    assert f'href="/steps/screening/{supplier.id}#gate"' in answer.text
    assert not Passage.select().exists()


def test_a_list_that_is_not_started_is_named(signed_in, cast, supplier):
    answer = put(signed_in(cast.mei), supplier, "screening", "contact")
    assert (answer.status_code, "is not started" in alert(answer)) == (422, True)
    assert 'aria-current="page">Path' in answer.text.replace("\n", "")


def test_no_step_is_left_out(signed_in, cast, supplier):
    answered(make_step("screening", supplier))
    answer = put(signed_in(cast.mei), supplier, "screening", "agreement")
    assert (answer.status_code, "one after the other" in alert(answer)) == (422, True)
    assert not Passage.select().exists()


def test_going_back_leads_to_where_its_reason_is_written(signed_in, cast, supplier):
    passed("screening", supplier)
    answer = put(signed_in(cast.mei), supplier, "contact", "screening")
    assert (answer.status_code, "wants a reason" in alert(answer)) == (422, True)
    assert f'href="/steps/screening/{supplier.id}#gate"' in answer.text
    assert Passage.select().where(Passage.in_force()).count() == 1


def test_a_banned_category_stops_everybody(signed_in, cast):
    make_business()
    supplier = make_supplier("Ban", categories=[make_category("F", banned=True)])
    answered(make_step("screening", supplier))
    answer = put(signed_in(cast.lin), supplier, "screening", "contact")
    assert (answer.status_code, "banned" in alert(answer)) == (422, True)


def test_who_was_moved_meanwhile_is_not_moved_again(signed_in, cast, supplier):
    passed("screening", supplier)
    answer = put(signed_in(cast.mei), supplier, "screening", "contact")
    assert (answer.status_code, "it stands at “First contact”" in alert(answer)) == (409, True)


def test_the_first_step_of_a_need_is_passed_on_its_own_page(signed_in, cast, supplier):
    need = make_need()
    make_candidate(need, supplier)
    answer = put(signed_in(cast.mei), supplier, "needs", "screening", need=need.id)
    assert (answer.status_code, "everybody looked at for the need" in alert(answer)) == (422, True)


def test_the_last_gate_leads_through(signed_in, cast, supplier):
    for step in list(PathStep)[1:-1]:
        passed(step, supplier)
    answered(make_step("rampup", supplier))
    assert put(signed_in(cast.mei), supplier, "rampup", "through").status_code == 303
    assert "Harbour" in signed_in(cast.mei).get("/steps?step=through").text


@pytest.mark.parametrize(
    ("at", "to"), [("", ""), ("nothing", "contact"), ("screening", "nothing"), ("through", "through")]
)
def test_what_is_no_step_moves_nobody(signed_in, cast, supplier, at, to):
    assert put(signed_in(cast.mei), supplier, at, to).status_code in (409, 422)
    assert not Passage.select().exists()


def test_the_address_of_a_refused_move_leads_back_to_the_board(signed_in, cast, supplier):
    browser = signed_in(cast.guo)
    answer = browser.get(f"/steps/board/{supplier.id}?show=mine&only=screening")
    assert (answer.status_code, answer.location) == (303, f"/steps?show=mine&step=screening#card-{supplier.id}")
    assert browser.get("/steps/board/999").status_code == 404


def test_a_viewer_neither_moves_nor_is_offered_to(signed_in, cast, supplier):
    browser = signed_in(cast.guo)
    assert put(browser, supplier, "screening", "contact").status_code == 403
    page = browser.get("/steps").text
    assert "data-card" not in page
    assert "/assets/board-" not in page
    assert "/assets/board-" in signed_in(cast.mei).get("/steps").text
    assert "/assets/board-" not in signed_in(cast.mei).get("/suppliers").text
