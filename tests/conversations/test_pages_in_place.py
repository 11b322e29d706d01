"""What was said, written down beside the time line of the supplier's page."""

from __future__ import annotations

import re

import pytest

from portal.actions.models import Action
from portal.conversations.models import Conversation
from tests.cast import NOW
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def supplier(cast):
    return make_supplier(owner=cast.mei.id)


@pytest.fixture
def mei(signed_in, cast, supplier):
    return signed_in(cast.mei)


@pytest.fixture
def sent(mei, cast, supplier):
    """What the form on the page sends, with more said in it."""
    page = mei.get(f"/suppliers/{supplier.id}").text
    key = re.search(r'<form id="talk".*?name="key"[^>]*value="([^"]+)"', page, re.DOTALL)[1]
    given = {"supplier": supplier.id, "owner": cast.mei.id, "key": key, "channel": "phone", "direction": "they"}
    return given | {"text": "They can deliver in May"}


def test_it_stands_in_the_time_line_at_once_with_the_form_empty_again(mei, cast, supplier, sent):
    answer = mei.htmx("/conversations", method="POST", data=sent)
    row = Conversation.get()
    assert (row.text, row.channel, row.direction, row.by_id) == (
        "They can deliver in May", "phone", "they", cast.mei.id,
    )  # fmt: skip
    assert row.at == NOW
    assert answer.text.count('id="time-line"') == 1 and "<html" not in answer.text
    assert "They can deliver in May" in answer.text.split('id="happenings"')[1]
    assert "They can deliver in May" not in answer.text.split('id="happenings"')[0]
    assert sent["key"] not in answer.text


def test_sent_twice_it_is_kept_once(mei, supplier, sent):
    for _time in range(2):
        mei.htmx("/conversations", method="POST", data=sent)
    assert Conversation.select().count() == 1


def test_a_next_step_goes_with_it_and_stands_among_the_open_ones(mei, cast, sent):
    answer = mei.htmx("/conversations", method="POST", data=sent | {"next_step": "Ask again", "next_on": "2026-11-26"})
    action = Action.get()
    assert (action.text, action.owner_id) == ("Ask again", cast.mei.id)
    assert "Ask again" in answer.text.split('hx-target="#actions"')[1]


def test_what_is_wrong_is_told_in_place_and_what_was_typed_stays(mei, sent):
    answer = mei.htmx("/conversations", method="POST", data=sent | {"next_step": "Ask again"})
    assert answer.status_code == 422
    assert answer.text.strip().startswith('<form id="talk"')
    assert "by which day" in answer.text
    assert "They can deliver in May" in answer.text and "Ask again" in answer.text
    assert not Conversation.select().exists()


def test_without_script_it_leads_back_to_the_time_line(mei, supplier, sent):
    answer = mei.post("/conversations", data=sent)
    assert answer.location.endswith(f"/suppliers/{supplier.id}#time-line")
    assert Conversation.get().at == NOW


def test_without_script_what_is_wrong_is_told_on_the_whole_form(mei, sent):
    answer = mei.post("/conversations", data=sent | {"next_step": "Ask again"})
    assert answer.status_code == 422
    assert "<h1" in answer.text and "They can deliver in May" in answer.text
    assert 'value="2026-11-24T12:00"' in answer.text


def test_all_the_fields_are_asked_for_with_what_was_typed_and_nothing_kept(mei, sent):
    page = mei.post("/conversations", data=sent | {"whole": "yes"}).text
    assert "They can deliver in May" in page and 'type="file"' in page
    assert not Conversation.select().exists()


def test_who_may_only_read_has_no_form(signed_in, cast, supplier):
    assert 'id="talk"' not in signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
