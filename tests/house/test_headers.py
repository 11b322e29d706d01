"""What every answer carries: pages, fragments, files, redirects and errors alike."""

from __future__ import annotations

import pytest

from portal.app import create_app
from portal.config import Config
from portal.core.models.users import User
from portal.web.assets import asset_url
from tests.browser_client import Browser
from tests.databases import environment
from tests.house.every_route import furnish, routes

CLOSED = (
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
)


@pytest.fixture
def answers(app, cast, signed_in, client):
    """Every GET of the portal as its owner and as a stranger, and one error of each kind."""
    with app.app_context():
        furnish(cast)
        pages = [route.path for route in routes(app) if route.method == "GET"]
    browser = signed_in(cast.lin)
    found = [(path, who.get(path)) for path in [*pages, "/no-such-page", "/%00"] for who in (browser, client)]
    found += [(path, browser.htmx(path)) for path in pages]
    found += [
        ("no token", browser.post("/products", bare=True)),
        ("cross-site", browser.post("/products", headers={"Sec-Fetch-Site": "cross-site"})),
        ("not allowed", browser.open("/products", method="PUT", headers={"X-CSRFToken": browser.token})),
        ("foreign host", browser.get("/", base_url="http://evil.example")),
        ("too large", browser.post("/login", data=b"x" * 11_000_000, content_type="application/octet-stream")),
        ("invalid", browser.post("/products", data={})),
    ]
    return found


@pytest.fixture
def headers(answers):
    return [(path, answer.status_code, answer.headers) for path, answer in answers]


def test_every_answer_is_closed_to_foreign_script_frames_and_guessing_of_types(headers):
    wrong = []
    for path, status, found in headers:
        policy = found.get("Content-Security-Policy", "")
        closed = all(part in policy for part in CLOSED) or policy == "default-src 'none'; sandbox"
        if not closed or "unsafe" in policy or "*" in policy or found.get("X-Content-Type-Options") != "nosniff":
            wrong.append((path, status, policy))
    assert wrong == []


def test_every_answer_keeps_its_address_to_this_site_and_opens_no_door_to_another(headers):
    for path, status, found in headers:
        assert found["Referrer-Policy"] in ("same-origin", "no-referrer"), (path, status)
        assert found["Cross-Origin-Opener-Policy"] == found["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in found["Permissions-Policy"]
        assert not [name for name, _value in found if name.lower().startswith("access-control-")], (path, status)
        assert "Server" not in found and "X-Powered-By" not in found


def test_every_answer_names_its_type_and_text_its_character_set(headers):
    for path, status, found in headers:
        kind = found.get("Content-Type", "")
        if found.get("Content-Length") not in (None, "0"):
            assert kind, (path, status)
        if kind.startswith(("text/", "application/javascript")):
            assert "charset=utf-8" in kind, (path, status)


def test_no_page_of_a_signed_in_person_stays_in_a_cache(headers):
    for path, status, found in headers:
        kept = found["Cache-Control"]
        assert kept == "no-store" or path.startswith("/assets/"), (path, status, kept)
        assert "HX-Request" in found["Vary"], (path, status)


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


def test_every_kind_of_error_is_there(answers):
    assert {200, 302, 303, 400, 403, 404, 405, 413, 422} <= {answer.status_code for _path, answer in answers}


def test_links_for_strangers_are_told_to_nobody(client, cast):
    for path in ("/invitations/x", "/resets/x", "/setup/x"):
        found = client.get(path).headers
        assert (found["Referrer-Policy"], found["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")


def test_the_session_cookie_is_out_of_reach_of_script_and_other_sites(client, cast):
    client.post("/login", data={"username": "mei", "password": "correct horse battery"})
    cookie = client.get_cookie("portal", domain="portal.test")
    assert (cookie.http_only, cookie.same_site, cookie.secure) == (True, "Lax", False)


def test_over_https_cookies_are_bound_to_the_host_and_the_address_to_https(engine, cast):
    url, folder, _database = engine
    app = create_app(Config.from_env(environment(url, folder) | {"PORTAL_HTTPS": "1"}), TESTING=True)
    app.test_client_class = Browser
    browser = app.test_client()
    base = "https://portal.test"
    token = browser.get("/login", base_url=base).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    given = {"username": "mei", "password": "correct horse battery", "csrf_token": token}
    answer = browser.post("/login", data=given, base_url=base, bare=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    session = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Host-portal="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in session.split(";")}
    assert "Domain" not in session
    assert User.select().count() == 3
