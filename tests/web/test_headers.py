"""What single answers carry: assets, refusals, links for strangers, the cookie of a session."""

from __future__ import annotations

import pytest

from portal.app import create_app
from portal.config import Config
from portal.core.models.users import Session, User
from portal.web.assets import asset_url
from tests.browser_client import Browser
from tests.databases import environment


def test_assets_are_kept_for_good_under_their_hashed_names(client, app):
    with app.test_request_context():
        urls = [asset_url(kind) for kind in ("css", "js", "icons")]
    for url in urls:
        with client.get(url) as answer:
            found = answer.headers
        assert "immutable" in found["Cache-Control"] and "max-age=31536000" in found["Cache-Control"]
        assert found["X-Content-Type-Options"] == "nosniff"


def test_a_foreign_host_is_refused_and_no_address_is_built_from_it(client, cast):
    for method in ("GET", "POST"):
        answer = client.open(
            "/login", method=method, base_url="http://evil.example", headers={"Accept-Language": "en"}, bare=True
        )
        assert answer.status_code == 400
        assert "not known under this address" in answer.text
        assert "evil.example" not in answer.text and "Location" not in answer.headers


def test_links_for_strangers_are_told_to_nobody(client, cast):
    for path in ("/invitations/x", "/resets/x", "/setup/x"):
        found = client.get(path).headers
        assert (found["Referrer-Policy"], found["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")


def test_the_session_cookie_is_out_of_reach_of_script_and_other_sites(client, cast):
    client.post("/login", data={"username": "mei", "password": "correct horse battery"})
    cookie = client.get_cookie("portal", domain="portal.test")
    assert (cookie.http_only, cookie.same_site, cookie.secure) == (True, "Lax", False)


def test_over_https_cookies_are_bound_to_the_host_and_the_address_to_https(engine, cast):
    browser = over_https(engine)
    base = "https://portal.test"
    token = browser.get("/login", base_url=base).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    given = {"username": "mei", "password": "correct horse battery", "csrf_token": token}
    answer = browser.post("/login", data=given, base_url=base, bare=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    session = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Host-portal="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in session.split(";")}
    assert "Domain" not in session
    assert User.select().count() == 3


@pytest.mark.parametrize("path", ["/", "/login", "/assets/app.css", "/nothing", "/setup/x"])
def test_where_browsers_come_by_https_nothing_is_told_over_plain_http(engine, cast, path):
    browser = over_https(engine)
    answer = browser.get(path, base_url="http://portal.test")
    assert (answer.status_code, answer.content_type) == (403, "text/plain; charset=utf-8")
    assert "https" in answer.text and "PORTAL_PROXY_HOPS" in answer.text and "Set-Cookie" not in answer.headers
    assert browser.get("/healthz", base_url="http://portal.test").status_code == 200
    assert browser.get("/login", base_url="https://portal.test").status_code == 200


def test_a_password_sent_over_plain_http_is_not_even_looked_at(engine, cast):
    given = {"username": "mei", "password": "correct horse battery"}
    answer = over_https(engine).post("/login", data=given, base_url="http://portal.test", bare=True)
    assert (answer.status_code, Session.select().count()) == (403, 0)


def over_https(engine):
    url, folder, _database = engine
    app = create_app(Config.from_env(environment(url, folder) | {"PORTAL_HTTPS": "1"}), TESTING=True)
    app.test_client_class = Browser
    return app.test_client()
