"""How long a browser stays signed in, and what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from portal.accounts.models import change_role
from portal.core.models.users import Session, User
from portal.handover.models.leaving import disable
from tests.cast import NOW, PASSWORD, stamp
from tests.trail import trail_tells


@pytest.fixture
def noon():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def sign_in(client, **more):
    answer = client.post("/login", data={"username": "mei", "password": PASSWORD} | more)
    assert answer.status_code == 303
    return client.get_cookie("portal", domain="portal.test")


def is_in(browser):
    return browser.get("/profile").status_code == 200


def test_a_browser_left_alone_is_out_after_eight_hours(client, cast, noon):
    sign_in(client)
    noon.shift(timedelta(hours=7, minutes=59))
    assert is_in(client)
    noon.shift(timedelta(hours=8, minutes=6))
    assert not is_in(client)


def test_a_browser_in_use_is_out_after_twelve_hours(client, cast, noon):
    sign_in(client)
    for _hour in range(11):
        noon.shift(timedelta(hours=1))
        assert is_in(client)
    noon.shift(timedelta(hours=1, minutes=1))
    assert not is_in(client)


def test_a_device_that_is_trusted_stays_for_thirty_days_and_no_longer(client, cast, noon):
    cookie = sign_in(client, trusted="y")
    assert cookie.max_age == 30 * 24 * 3600
    noon.shift(timedelta(days=29))
    assert is_in(client)
    noon.shift(timedelta(days=1, minutes=1))
    client.set_cookie("portal", cookie.value, domain="portal.test")
    assert not is_in(client)


def test_a_cookie_that_is_not_trusted_ends_with_the_browser(client, cast, noon):
    assert sign_in(client).max_age is None


def test_a_page_that_only_polls_does_not_keep_a_browser_signed_in(client, cast, noon):
    sign_in(client)
    noon.shift(timedelta(hours=5))
    client.get("/profile", headers={"HX-PTag": '"1"'})
    assert Session.get().seen_at == NOW
    client.get("/profile")
    assert Session.get().seen_at == NOW + timedelta(hours=5)


def test_a_session_given_by_somebody_else_is_not_taken_over_at_sign_in(client, cast):
    client.set_cookie("portal", "chosen-by-an-attacker", domain="portal.test")
    assert sign_in(client).value != "chosen-by-an-attacker"


def test_the_table_holds_no_token_that_could_be_used(client, cast):
    token = sign_in(client).value
    assert token not in repr(list(Session.select().dicts()))
    assert len(token) >= 43  # 256 bits


@pytest.mark.parametrize("event", ["sign-out", "disabled", "role", "own password", "reset"])
def test_a_kept_cookie_does_not_work_after(event, client, signed_in, cast):
    stolen = sign_in(client).value
    mei = User.get_by_id(cast.mei.id)
    if event == "sign-out":
        client.post("/logout")
    if event == "disabled":
        disable(mei, cast.guo, mei.version, stamp(cast.lin))
    if event == "role":
        change_role(mei, "viewer", mei.version, stamp(cast.lin))
    if event == "own password":
        given = {"old": PASSWORD, "password": "a rather long passphrase"}
        assert signed_in(mei).post("/profile/password", data=given).status_code == 303
    if event == "reset":
        mei.set_password("x", stamp(cast.lin))
    client.set_cookie("portal", stolen, domain="portal.test")
    assert not is_in(client)


def test_several_browsers_at_once_are_allowed_and_listed(signed_in, cast):
    here, _there = signed_in(cast.mei), signed_in(cast.mei)
    page = here.get("/profile").text
    assert page.count("127.0.0.1") == 2
    assert page.count("this one") == 1


def test_an_administrator_ends_the_sessions_of_a_colleague(signed_in, cast):
    mei, lin = signed_in(cast.mei), signed_in(cast.lin)
    assert lin.post(f"/people/{cast.mei.id}/sessions/end").status_code == 303
    assert not is_in(mei)
    assert is_in(lin)
    assert trail_tells("session.end_all")


def test_a_colleagues_new_name_does_not_end_a_session(signed_in, cast):
    mei = signed_in(cast.mei)
    signed_in(cast.lin).post(f"/people/{cast.mei.id}/name", data={"name": "Mei C.", "version": cast.mei.version})
    assert is_in(mei)
    assert "Mei C." in mei.get("/profile").text
