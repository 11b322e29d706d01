"""Signing in and out."""

from __future__ import annotations

import pytest
from werkzeug.security import generate_password_hash

from portal.accounts.passwords import hashed
from portal.app import create_app
from portal.config import Config
from portal.core.models.audit import AuditEvent
from portal.core.models.record import Stamp
from portal.core.models.users import Session, User
from tests.browser_client import Browser
from tests.cast import NOW, PASSWORD, WEAK
from tests.databases import environment
from tests.trail import trail_tells


def sign_in(client, name="mei", password=PASSWORD, next=None):
    return client.post(
        "/login", query_string={"next": next} if next else {}, data={"username": name, "password": password}
    )


def test_the_right_password_opens_the_home_page(client, cast):
    answer = sign_in(client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").status_code == 200


def test_signing_in_is_in_the_audit_trail(client, cast):
    sign_in(client)
    assert AuditEvent.select().where(AuditEvent.verb == "session.begin", AuditEvent.user == cast.mei).count() == 1


def test_an_old_hash_is_renewed_at_sign_in(client, cast):
    User.update(password=generate_password_hash(PASSWORD, "pbkdf2:sha256:1")).where(User.id == cast.mei.id).execute()
    sign_in(client)
    assert User.get_by_id(cast.mei.id).password.startswith(f"{WEAK}$")


def test_what_ships_keeps_passwords_by_scrypt_of_32_mib_and_makes_weaker_ones_strong(engine, cast):
    url, folder, _database = engine
    app = create_app(Config.from_env(environment(url, folder)), TESTING=True, SERVER_NAME="portal.test")
    app.test_client_class = Browser
    assert sign_in(app.test_client()).status_code == 303
    assert User.get_by_id(cast.mei.id).password.startswith("scrypt:32768:8:3$")
    assert hashed("a password given by a command").startswith("scrypt:32768:8:3$")


@pytest.mark.parametrize("name", ["MEI", " ｍｅｉ "])
def test_case_and_full_width_spelling_of_a_name_do_not_matter(client, cast, name):
    assert sign_in(client, name).status_code == 303
    assert Session.get().user_id == cast.mei.id


@pytest.mark.parametrize(("name", "password"), [("mei", "wrong"), ("nobody", PASSWORD), ("mei", PASSWORD + " ")])
def test_a_wrong_name_and_a_wrong_password_look_alike(client, cast, name, password):
    answer = sign_in(client, name, password)
    assert answer.status_code == 422
    assert "The name or the password is wrong." in answer.text
    assert f'value="{name}"' in answer.text


def test_a_disabled_person_cannot_sign_in(client, cast):
    User.update(disabled_at=NOW).where(User.id == cast.mei.id).execute()
    assert sign_in(client).status_code == 422
    assert not Session.select().exists()


def test_a_disabled_person_is_out_at_once(signed_in, cast):
    browser = signed_in(cast.mei)
    User.update(disabled_at=NOW).where(User.id == cast.mei.id).execute()
    assert browser.get("/").location.startswith("/login")


def test_the_eleventh_wrong_password_is_not_even_looked_at(client, cast):
    for _try in range(10):
        assert sign_in(client, password="wrong").status_code == 422
    answer = sign_in(client)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 331


def test_a_lock_of_the_account_does_not_end_a_live_session(client, signed_in, cast):
    browser = signed_in(cast.mei)
    for _try in range(11):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 429
    assert cast.mei.name in browser.get("/profile").text


def test_every_sign_in_gets_a_new_session_and_ends_the_old_one_of_this_browser(client, cast):
    sign_in(client)
    first = client.get_cookie("portal", domain="portal.test").value
    client.post("/logout")
    sign_in(client)
    assert client.get_cookie("portal", domain="portal.test").value != first
    assert Session.select().count() == 1


def test_a_signed_out_cookie_does_not_work_again(client, cast):
    sign_in(client)
    stolen = client.get_cookie("portal", domain="portal.test").value
    client.post("/logout")
    client.set_cookie("portal", stolen, domain="portal.test")
    assert client.get("/").location.startswith("/login")
    assert trail_tells("session.end")


def test_a_new_password_ends_the_other_sessions(signed_in, cast):
    browser = signed_in(cast.mei)
    cast.mei.set_password("x", Stamp(cast.lin.id, NOW))
    assert browser.get("/").location.startswith("/login")
    assert not Session.select().exists()


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example", "/\\evil.example", "%2f%2fevil.example", "javascript:x"]
)
def test_signing_in_never_leads_to_another_site(client, cast, target):
    assert sign_in(client, next=target).location == "/"


def test_signing_in_leads_back_to_the_page_asked_for(client, cast):
    assert client.get("/?q=1").location == "/login?next=/?q%3D1"
    assert sign_in(client, next="/?q=1").location == "/?q=1"


def test_a_fragment_request_without_a_session_is_sent_to_the_sign_in_page(client, cast):
    answer = client.htmx("/")
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login")


def test_a_post_without_the_form_token_is_refused(client, cast):
    answer = client.post("/login", data={"username": "mei", "password": PASSWORD}, bare=True)
    assert answer.status_code == 400
    assert not Session.select().exists()


def test_a_post_from_another_site_is_refused_even_with_the_token(client, cast):
    client.fetch_token()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}):
        answer = client.post("/login", data={"username": "mei", "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403
        assert not Session.select().exists()


def test_the_language_button_changes_the_language_and_stays(client, cast):
    client.post("/language", data={"language": "zh"})
    assert 'lang="zh-CN"' in client.get("/login").text
    client.post("/language", data={"language": "en"})
    assert 'lang="en"' in client.get("/login").text


def test_a_person_takes_the_language_along_to_another_browser(signed_in, cast):
    signed_in(cast.mei).post("/language", data={"language": "en"})
    assert 'lang="en"' in signed_in(User.get_by_id(cast.mei.id), "zh").get("/").text


def test_a_sixth_language_is_refused(client, cast):
    assert client.post("/language", data={"language": "xx"}).status_code == 400
    assert client.get_cookie("language", domain="portal.test").value == "en"
