"""Guessing passwords: counted per account and address, in any window, in parallel, however the name is spelled."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import time_machine

from portal.accounts import throttle
from portal.core.models.record import Stamp, db
from portal.core.models.users import AccessLink, Attempt, Session, User
from portal.web.clock import now
from tests.cast import NOW, PASSWORD, Cast

AT_ONCE = 64


def wrong(client, name="mei", **options):
    return client.post("/login", data={"username": name, "password": "wrong"}, **options).status_code


def tries(*ats):
    return [throttle.take("account", "mei", at) is None for at in ats]


def test_ten_tries_an_account_in_five_minutes(database):
    assert tries(*[NOW] * 11) == [True] * 10 + [False]


@pytest.mark.parametrize("start", range(0, 300, 37))
def test_no_window_of_five_minutes_holds_more_than_ten_wherever_it_begins(database, start):
    begin = NOW + timedelta(seconds=start)
    seen = [at for second in range(0, 900, 5) if tries(at := begin + timedelta(seconds=second)) == [True]]
    assert all(sum(one <= other < one + timedelta(minutes=5) for other in seen) <= 10 for one in seen)
    assert len(seen) > 10


def test_fifty_tries_an_account_in_a_day(database):
    ats = [NOW + timedelta(minutes=7 * number) for number in range(60)]
    assert sum(tries(*ats)) == 50


def test_a_hundred_tries_an_address_in_five_minutes_over_all_names(database):
    allowed = [throttle.take("address", "10.0.0.7", NOW) is None for _try in range(101)]
    assert allowed == [True] * 100 + [False]
    assert throttle.take("address", "10.0.0.8", NOW) is None


def test_a_try_that_is_turned_away_does_not_make_the_wait_longer(database):
    tries(*[NOW] * 10)
    waits = [throttle.take("account", "mei", NOW + timedelta(seconds=second)) for second in (0, 60, 120)]
    assert waits[0] > waits[1] > waits[2] > 0
    assert tries(NOW + timedelta(seconds=waits[0])) == [True]


def test_letter_case_full_width_and_spaces_are_one_account(client, cast):
    spellings = ["mei", "MEI", "ｍｅｉ", "Ｍei", " mei "] * 2
    assert {wrong(client, name) for name in spellings} == {422}
    assert wrong(client, "mEi") == 429


def test_a_forwarded_address_is_not_believed(client, cast):
    for _try in range(99):
        throttle.take("address", "127.0.0.1", now())
    seen = [wrong(client, f"name{number}", headers={"X-Forwarded-For": f"10.1.1.{number}"}) for number in range(2)]
    assert seen == [422, 429]


def test_a_name_nobody_has_is_counted_in_the_same_words(client, cast):
    pages = {
        name: [client.post("/login", data={"username": name, "password": "wrong"}).text for _try in range(11)]
        for name in ("mei", "nobody")
    }
    for known, unknown in zip(pages["mei"], pages["nobody"], strict=True):
        assert ("more tr" in known, "Too many tries" in known) == ("more tr" in unknown, "Too many tries" in unknown)
    assert "1 more try, then you have to wait." in pages["mei"][8]


def test_a_right_password_forgets_the_wrong_ones(client, cast):
    for _try in range(9):
        wrong(client)
    client.post("/login", data={"username": "mei", "password": PASSWORD})
    assert throttle.left("account", "mei", NOW) == 10


def test_the_own_password_asked_for_again_is_counted_too(signed_in, cast):
    browser = signed_in(cast.mei)
    given = {"old": "wrong", "password": "a rather long passphrase"}
    for _try in range(10):
        assert "This is not your password." in browser.post("/profile/password", data=given).text
    assert "Too many tries" in browser.post("/profile/password", data=given | {"old": PASSWORD}).text
    assert User.get_by_id(cast.mei.id).password == cast.mei.password


def test_attempts_are_cleared_when_they_no_longer_count(database):
    tries(NOW, NOW + timedelta(days=3))
    assert {row.expires_at > NOW + timedelta(days=3) for row in Attempt.select()} == {True}


@pytest.fixture
def busy(committed):
    """The app of a portal of its own, where each thread has its connection, and its people."""
    with committed.app_context():
        yield committed, Cast.arrive()


def at_once(number, work):
    """Every thread prepared first, then let go together; what each came back with."""
    ready, found = threading.Barrier(number), []

    def run(one):
        go = work(one)
        ready.wait()
        found.append(go())
        db.close()

    threads = [threading.Thread(target=run, args=(one,)) for one in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_64_tries_at_once_at_most_ten_are_looked_at(busy):
    """422 is what a password that was checked gets, 429 what a try gets that is turned away before."""
    app, _cast = busy

    def one(number):
        browser = app.test_client()
        browser.fetch_token()
        return lambda: wrong(browser, ("mei", "MEI", "ｍｅｉ")[number % 3])

    with time_machine.travel(NOW, tick=False):  # on a busy machine a try comes back while the others wait
        seen = at_once(AT_ONCE, one)
    assert (seen.count(422), seen.count(429)) == (10, AT_ONCE - 10)


@pytest.mark.parametrize("kind", ["invitations", "resets"])
def test_of_20_uses_of_one_link_at_once_exactly_one_succeeds(busy, kind):
    app, cast = busy
    with time_machine.travel(NOW):
        about = {"role": "buyer", "name": "Zhou"} if kind == "invitations" else {"user": cast.guo}
        by = Stamp(cast.lin.id, NOW)
        token = AccessLink.issue("invite" if kind == "invitations" else "reset", timedelta(minutes=60), by, **about)

        def one(number):
            browser = app.test_client()
            browser.fetch_token()
            given = {"name": "Zhou", "username": f"zhou{number}", "password": f"a rather long passphrase {number}"}
            return lambda: browser.post(f"/{kind}/{token}", data=given).status_code

        seen = at_once(20, one)
    assert (seen.count(303), seen.count(404)) == (1, 19)
    assert User.select().count() == (4 if kind == "invitations" else 3)
    assert Session.select().count() == 1


def test_two_administrators_cannot_take_each_others_rights_at_once(busy):
    app, cast = busy
    User.update(role="admin").where(User.id == cast.mei.id).execute()
    pairs = [(cast.lin, cast.mei), (cast.mei, cast.lin)]

    def one(number):
        me, other = pairs[number]
        browser = app.test_client()
        browser.become(User.get_by_id(me.id))
        browser.fetch_token()
        given = {"version": 1, "role": "buyer", "proof": PASSWORD}
        return lambda: browser.post(f"/people/{other.id}/role", data=given).status_code

    assert 303 in at_once(2, one)
    assert User.select().where(User.role == "admin").count() == 1
