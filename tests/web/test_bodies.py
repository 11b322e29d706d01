"""What a page never sends is turned away in words: other kinds of bodies, a file as a text, two values for one."""

from __future__ import annotations

import io

import pytest
from flask_wtf import FlaskForm

from portal.core.forms.posted import PostedForm
from tests.browser_client import Browser
from tests.cast import PASSWORD
from tests.house.every_route import House, furnish
from tests.products.makers import make_business

DEEP = "[" * 200_000 + "]" * 200_000
JSON = ['{"username": "mei"}', "[1, 2]", "7", "", "{", DEEP]


def sign_in(client, **more):
    return client.post("/login", data={"username": "mei", "password": PASSWORD} | more)


@pytest.mark.parametrize("body", JSON, ids=["object", "list", "number", "nothing", "broken", "deep"])
def test_json_is_no_form_at_sign_in(client, cast, body):
    answer = client.post("/login", data=body, content_type="application/json")
    assert answer.status_code == 415


def test_json_is_no_form_anywhere(app, cast):
    furnish(cast)
    house = House(app, cast)
    browser = house.visitor("lin")
    for route in house.routes:
        if route.method != "GET":
            for body in ("[1, 2]", DEEP):
                answer = browser.post(route.path, data=body, content_type="application/json")
                assert answer.status_code == 415, str(route)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/octet-stream", "nonsense", None])
def test_a_body_of_another_kind_is_refused_in_words(client, cast, kind):
    answer = client.post("/login", data=b"username=mei", content_type=kind)
    assert answer.status_code == 415
    assert "The request was refused" in answer.text


def test_a_write_without_a_body_is_no_fault(signed_in, cast):
    assert signed_in(cast.mei).post("/logout").status_code == 303


@pytest.mark.parametrize("name", ["username", "password", "trusted", "csrf_token"])
def test_a_file_is_no_text_at_sign_in(client, cast, name):
    answer = sign_in(client, **{name: (io.BytesIO(b"mei"), "mei.txt")})
    assert answer.status_code == 400


@pytest.mark.parametrize("name", ["username", "password", "trusted", "csrf_token"])
def test_a_field_of_one_value_takes_no_two_at_sign_in(client, cast, name):
    token = client.fetch_token()
    values = {"username": "mei", "password": PASSWORD, "trusted": "y", "csrf_token": token}
    assert client.post("/login", data=values | {name: [values[name]] * 2}).status_code == 400
    assert client.post("/login", data=values).status_code == 303


FORMS = {
    "/suppliers": ("name", "kind", "country", "since_year", "website", "owner", "tags", "note", "different", "key"),
    "/products": ("name", "business", "category", "powered", "monthly_units", "sale_price", "return_rate"),
    "/quotes": ("supplier", "quoted_on", "breaks-0-from_quantity", "freight_per_order-figure", "moq", "deposit_share"),
    "/imports": ("text", "key"),
    "/samples": ("supplier", "asked_on", "quantity", "note", "batches", "like"),
}


@pytest.mark.parametrize("path", FORMS)
def test_no_text_field_of_a_form_takes_a_file_or_two_values(signed_in, cast, path):
    make_business()
    browser: Browser = signed_in(cast.lin)
    for name in FORMS[path]:
        for odd in (["7", "7"], (io.BytesIO(b"7"), "7.txt")):
            assert browser.post(path, data={name: odd}).status_code == 400, name


def test_a_file_field_takes_one_file_and_no_text(signed_in, cast):
    browser = signed_in(cast.mei)
    twice = [(io.BytesIO(b"a,b"), "a.csv"), (io.BytesIO(b"a,b"), "b.csv")]
    assert browser.post("/imports", data={"file": twice}).status_code == 400
    assert browser.post("/imports", data={"file": "a,b"}).status_code == 422


def test_a_view_that_asks_for_one_value_takes_no_two(signed_in, cast):
    assert signed_in(cast.mei).post("/language", data={"language": ["zh", "zh"]}).status_code == 400


def test_a_field_of_several_values_takes_them(signed_in, cast):
    answer = signed_in(cast.mei).post("/saved-views/columns", data={"column": ["owner", "status"]})
    assert answer.status_code == 303


def test_every_form_of_the_portal_is_of_this_kind(app):
    assert FlaskForm.__subclasses__() == [PostedForm]
