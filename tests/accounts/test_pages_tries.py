"""Nobody locks a colleague out by guessing: a known browser has its own tries, an administrator clears the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from portal.accounts import throttle
from portal.core.models.users import AccessLink, Attempt
from tests.cast import NOW, PASSWORD, stamp
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def sign_in(browser, password=PASSWORD, name="mei", address="10.0.0.1"):
    given = {"username": name, "password": password}
    return browser.post("/login", data=given, environ_base={"REMOTE_ADDR": address}).status_code


@pytest.fixture
def known(app, client, cast):
    """A browser in which mei signed in before, and out again."""
    assert sign_in(client) == 303
    client.post("/logout")
    client.token = None
    return client


@pytest.fixture
def stranger(app, client):
    return app.test_client()


def guess(stranger, times, address="10.9.9."):
    """Every address the guesses come from fills its own tries, and those of all together."""
    for number in range(times):
        sign_in(stranger, "wrong", address=f"{address}{number % 7}")


def test_fifty_wrong_passwords_of_somebody_else_do_not_lock_the_person_out(known, stranger):
    for minutes in range(0, 60, 6):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            guess(stranger, 40, f"10.9.{minutes}.")
    with time_machine.travel(NOW + timedelta(minutes=55), tick=False):
        assert sign_in(stranger, address="10.0.0.5") == 429
        assert sign_in(known) == 303
    with time_machine.travel(NOW + timedelta(minutes=65), tick=False):  # another browser only waits
        assert sign_in(stranger, address="10.0.0.5") == 303


def test_a_hundred_wrong_tries_at_the_same_address_leave_a_known_browser_its_own(known, stranger):
    for _try in range(100):
        throttle.take("address", "10.0.0.1", NOW)
    assert sign_in(stranger) == 429
    assert sign_in(known) == 303


def test_a_known_browser_is_counted_too(known):
    assert [sign_in(known, "wrong") for _try in range(11)] == [422] * 10 + [429]
    assert sign_in(known) == 429


def test_a_browser_is_known_for_those_alone_who_signed_in_with_it(known):
    for _try in range(10):
        sign_in(known, "wrong", name="guo")
    assert sign_in(known, "wrong", name="guo") == 429
    assert sign_in(known) == 303


def test_a_browser_cannot_say_of_itself_that_it_is_known(app, cast, stranger):
    stranger.set_cookie("device", f'[[{cast.mei.id},"x"]].forged', domain="portal.test")
    guess(stranger, 40)
    assert sign_in(stranger, address="10.0.0.5") == 429


def test_an_administrator_sees_the_tries_and_clears_them(signed_in, cast, stranger):
    guess(stranger, 32)
    lin = signed_in(cast.lin)
    page = lin.get(f"/people/{cast.mei.id}").text
    assert "32 tries with a wrong password in the last day, from 7 browsers or addresses." in page
    assert "wrong password" not in lin.get(f"/people/{cast.guo.id}").text
    assert sign_in(stranger, address="10.0.0.5") == 429
    assert lin.post(f"/people/{cast.mei.id}/tries/clear").status_code == 303
    assert trail_tells("user.forgive")
    assert sign_in(stranger, address="10.0.0.5") == 303
    assert "wrong password" not in lin.get(f"/people/{cast.mei.id}").text


def test_a_link_for_a_new_password_is_a_way_out(cast, stranger):
    guess(stranger, 40)
    token = AccessLink.issue("reset", timedelta(hours=1), stamp(cast.lin), user=cast.mei)
    assert stranger.post(f"/resets/{token}", data={"password": "a rather long passphrase"}).status_code == 303
    assert not Attempt.select().where(Attempt.key.contains("mei")).exists()
