"""To-dos in groups, with what can be done straight from the row."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.actions.models import Action
from portal.actions.rules import TodoKind
from portal.agreements.models import Agreement
from portal.home.pages.todo_sentences import SENTENCES
from tests.agreements.makers import make_agreement
from tests.cast import TODAY, stamp
from tests.products.makers import make_business
from tests.suppliers.makers import make_document, make_supplier

pytestmark = pytest.mark.usefixtures("noon")
MORE = {"overdue": 2, "today": 2, "week": 4, "later": 5}  # of seven each
GROUP = re.compile(r'<th colspan="5" scope="rowgroup">(?:<a [^>]+>)?([^<]+)')


@pytest.fixture
def mei(signed_in, cast):
    make_business()
    return signed_in(cast.mei)


@pytest.fixture
def give(cast):
    """An action of mei, due in so many days."""
    return lambda days, text="Call": Action.give(
        text, cast.mei.id, TODAY + timedelta(days=days), stamp(cast.lin), make_supplier(text).id
    )


def test_they_stand_in_groups_with_their_numbers(mei, give):
    for days in (-2, -1, 0, 3, 5, 6):
        give(days)
    page = mei.get("/").text
    assert GROUP.findall(page) == ["Overdue 2", "Today 1", "This week 2", "Later than this week 1"]
    assert "2 things are overdue ·" in page and "1 thing is due today" in page


def test_of_each_group_a_few_are_shown_and_its_number_leads_to_the_others(mei, give):
    for days in (-1, 0, 3, 9):
        for number in range(7):
            give(days, f"Day {days} no {number}")
    page, whole = mei.get("/").text, mei.get("/?all=1").text
    assert [page.count(f"<bdi>Day {days} no ") for days in (-1, 0, 3, 9)] == [5, 5, 3, 2]
    assert '<a href="/?all=1#todo-later">Later than this week 7</a>' in page
    hidden = [(group, f'<a href="/?all=1#todo-{group}">{more} more to do</a>') for group, more in MORE.items()]
    assert [link in page for _group, link in hidden] == [True] * 4
    assert all(f'<tbody id="todo-{group}">' in whole for group, _link in hidden)
    assert "more to do</a>" not in whole
    assert [whole.count(f"<bdi>Day {days} no ") for days in (-1, 0, 3, 9)] == [7, 7, 7, 7]
    assert 'href="/?all=1' not in whole


def test_an_action_is_done_from_its_row(mei, give):
    action = give(0)
    row = mei.get("/").text.split("<bdi>Call: Call")[1].split("</tr>")[0]
    assert f'action="/actions/{action.id}/settle"' in row and f'href="/actions/{action.id}/plan?next=/"' in row
    sent = dict(re.findall(r'name="(version|done|next)" value="([^"]*)"', row))
    assert mei.post(f"/actions/{action.id}/settle", data=sent).location == "/"
    assert "<bdi>Call: Call" not in mei.get("/").text


def test_a_renewal_is_begun_from_its_row(mei):
    agreement = make_agreement(make_supplier("Aurora", status="trial"), ends_on=TODAY + timedelta(days=30))
    assert f'action="/agreements/{agreement.id}/renewal"' in mei.get("/").text
    mei.post(f"/agreements/{agreement.id}/renewal", data={"begun": "yes"})
    assert Agreement.get_by_id(agreement.id).renewal_on == TODAY
    assert "begin the renewal" not in mei.get("/").text


def test_a_kind_that_holds_a_result_is_done_on_its_own_page(mei):
    make_document(make_supplier("Aurora", status="trial"), expires_on=TODAY)
    row = mei.get("/").text.split("Business licence expires")[1].split("</tr>")[0]
    assert "<form" not in row and "/plan" not in row


def test_a_viewer_does_nothing_from_the_row(mei, give, signed_in, cast):
    give(0)
    row = signed_in(cast.guo).get("/").text.split("<bdi>Call: Call")[1].split("</tr>")[0]
    assert "<form" not in row and "/plan" not in row


def test_every_kind_of_to_do_has_its_sentence():
    assert set(SENTENCES) == set(TodoKind)
