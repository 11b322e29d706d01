"""A form that is sent twice at once makes one thing, and both presses lead to it."""

from __future__ import annotations

import threading

import pytest

from portal.core.models.record import db
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier
from portal.web.submit_once import new_key
from tests.cast import Cast

PRESSES = 6
NAMES = ("Alder", "Birch", "Cedar", "Dogwood")
SUPPLIER = {"kind": "maker", "goods": "physical", "country": "CN"}
FORMS = {"/suppliers": SUPPLIER, "/businesses": {"stage": "startup"}}


@pytest.fixture
def portal(committed):
    with committed.app_context():
        yield committed, Cast.arrive()


def presses(app, person, path, fields):
    """What each of several presses at once was answered: status and address."""
    ready, answers = threading.Barrier(PRESSES), []
    browsers = [app.test_client() for _press in range(PRESSES)]
    for browser in browsers:
        browser.become(person)
        browser.fetch_token()

    def press(browser):
        ready.wait()
        answer = browser.post(path, data=fields)
        answers.append((answer.status_code, answer.location))
        db.close()

    threads = [threading.Thread(target=press, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("path", FORMS)
def test_of_presses_at_once_each_leads_to_the_one_row(portal, path):
    app, cast = portal
    kind = Supplier if path == "/suppliers" else Business
    for name in NAMES:
        fields = FORMS[path] | {"name": name, "key": new_key()}
        answers = presses(app, cast.lin, path, fields)
        assert {status for status, _location in answers} == {303}
        assert len({location for _status, location in answers}) == 1
    assert kind.select().where(kind.name.in_(NAMES)).count() == len(NAMES)


def test_the_press_that_looked_for_the_first_before_it_was_done_is_led_to_it(signed_in, cast, database):
    """The other press comes between its look at the key and its look for suppliers of that name."""
    fields = SUPPLIER | {"name": "Alder", "key": new_key()}
    browser, other, first = signed_in(cast.mei), signed_in(cast.mei), []

    def meanwhile(statement):
        if not first and statement.sql.startswith("SELECT") and '"submission"' in statement.sql:
            first.append("")
            first[0] = other.post("/suppliers", data=fields).location

    database.query_hooks.append(meanwhile)
    answer = browser.post("/suppliers", data=fields)
    database.query_hooks.remove(meanwhile)
    assert (answer.status_code, answer.location) == (303, first[0])
    assert Supplier.select().where(Supplier.name == "Alder").count() == 1


def test_another_form_of_the_same_name_is_refused_as_before(portal):
    app, cast = portal
    browser = app.test_client()
    browser.become(cast.lin)
    fields = FORMS["/businesses"] | {"name": "North Star"}
    assert browser.post("/businesses", data=fields | {"key": new_key()}).status_code == 303
    assert browser.post("/businesses", data=fields | {"key": new_key()}).status_code == 422


ODD_KEYS = {"two": ["a", "b"], "a character that cannot be stored": "a\0b", "another alphabet": "键", "long": "k" * 65}


@pytest.mark.parametrize("key", ODD_KEYS.values(), ids=ODD_KEYS)
def test_a_key_no_page_writes_is_none_and_the_refusal_stays_one(client, cast, key):
    assert client.post("/login", data={"username": "mei", "password": "wrong", "key": key}).status_code == 422


def test_two_ways_back_are_none(client, signed_in, cast):
    browser, sent = signed_in(cast.lin), FORMS["/suppliers"] | {"name": "Alder", "key": new_key()}
    first = browser.post("/suppliers", data=sent)
    again = client.post("/login", data={"username": "", "key": sent["key"], "back": ["/", "/samples"]})
    assert again.location == first.location
