"""The score beside the must-haves: what is only nearly met opens no gate by itself."""

from __future__ import annotations

import pytest

from portal.checklists.models.runs import Run
from portal.path.models.passages import Passage
from portal.settings.models.settings import Setting
from tests.cast import stamp
from tests.checklists.makers import give
from tests.path.makers import answered, make_step
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")
GATE, PASS = "/steps/screening/{}", "/steps/screening/{}/pass"


@pytest.fixture
def supplier(cast):
    make_business()
    return make_supplier("Harbour", categories=[make_category()])


@pytest.fixture
def run(cast, supplier):
    """Every must-have is met; P04 and P07 not, so that it is 27 of 33 points."""
    run = answered(make_step("screening", supplier), cast.mei)
    give(run, "P04", "unclear", cast.mei)
    give(run, "P07", "none", cast.mei)
    return Run.get_by_id(run.id)


def at_stake(cast, pass_score, watch_score):
    for line, value in (("pass", pass_score), ("watch", watch_score)):
        Setting.put(f"policy.checklist.{line}_score", value, stamp(cast.lin))


def test_the_gate_says_its_score_its_line_and_from_how_many_answers(signed_in, cast, supplier, run):
    page = signed_in(cast.mei).get(GATE.format(supplier.id)).text
    assert "Score 81.8 of 100, from 8 of 11 answered; needed: 80" in page
    assert "/settings/limits?open=checklist#checklist.pass_score" in page


def test_below_the_watch_line_only_an_administrator_goes_on_and_says_why(signed_in, cast, supplier, run):
    at_stake(cast, 95, 90)
    sent = {"rev": run.rev, "reason": "We know them"}
    url = PASS.format(supplier.id)
    page = signed_in(cast.mei).get(GATE.format(supplier.id)).text
    assert "Below 90 the list is mended first." in page
    assert "The score is too low. An administrator can go on with a reason." in page
    assert signed_in(cast.mei).post(url, data=sent).status_code == 422
    assert signed_in(cast.lin).post(url, data=sent | {"reason": " "}).status_code == 422
    assert signed_in(cast.lin).post(url, data=sent).status_code == 303
    assert Passage.get().in_the_way == "score:81.8/95"
    assert "although not met: score 81.8 below 95" in signed_in(cast.guo).get(GATE.format(supplier.id)).text


def test_between_the_lines_whoever_goes_on_says_why(signed_in, cast, supplier, run):
    at_stake(cast, 95, 80)
    url = PASS.format(supplier.id)
    assert "Whoever goes on says why." in signed_in(cast.mei).get(GATE.format(supplier.id)).text
    assert signed_in(cast.mei).post(url, data={"rev": run.rev}).status_code == 422
    assert signed_in(cast.mei).post(url, data={"rev": run.rev, "reason": "Small order"}).status_code == 303


def test_a_card_of_the_board_stays_while_the_score_is_too_low(signed_in, cast, supplier, run):
    at_stake(cast, 95, 90)
    answer = signed_in(cast.mei).post(f"/steps/board/{supplier.id}", data={"at": "screening", "to": "contact"})
    assert answer.status_code == 422
    assert "the score of “Screening” is too low" in answer.text
    assert not Passage.select().exists()


def test_a_list_of_which_nothing_applies_opens_no_stage(signed_in, cast):
    from tests.checklists.makers import make_sampler_run

    run = make_sampler_run()
    for code in ("X01", "X12"):
        give(run, code, None, cast.mei, state="na", note="Not here")
    answer = signed_in(cast.mei).post("/stages/move", data={"version": 1, "to": "growth", "reason": "Soon"})
    assert answer.status_code == 422
    page = signed_in(cast.mei).get("/stages/startup").text
    assert "No score: nothing that applies is answered yet; needed: 80 of 100" in page
    assert "No must-have is open, and nothing that applies is answered" in page
