"""Every cookie is of one make; over https it is bound to this host."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.app import create_app
from portal.config import Config
from tests.browser_client import Browser
from tests.cast import PASSWORD, WEAK
from tests.databases import environment
from tests.products.makers import make_business

PORTAL = Path(__file__).parent.parent.parent / "portal"
COOKIES = {"form", "portal", "language", "business", "device"}


@pytest.fixture(params=["http", "https"])
def answers(request, engine, cast):
    """What each cookie is when it is sent, by its name."""
    url, folder, _database = engine
    about = environment(url, folder) | {"PORTAL_HTTPS": "yes" if request.param == "https" else "no"}
    app = create_app(Config.from_env(about), TESTING=True, PASSWORD_HASH=WEAK)
    app.test_client_class = Browser
    browser, base = app.test_client(), f"{request.param}://portal.test"
    other = make_business("Second")
    sent = [browser.get("/login", base_url=base)]
    token = sent[0].text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    for path, fields in (
        ("/login", {"username": "mei", "password": PASSWORD, "csrf_token": token}),
        ("/language", {"language": "en"}),
        ("/stages/business", {"business": str(other.id)}),
        ("/businesses/choose", {"business": str(other.id)}),
        ("/logout", {}),
    ):
        if path != "/login":
            page = browser.get("/profile", base_url=base).text
            fields["csrf_token"] = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        sent.append(browser.post(path, data=fields, base_url=base, headers={"Referer": f"{base}/"}, bare=True))
        assert sent[-1].status_code == 303, path
    return request.param, [line for answer in sent for line in answer.headers.getlist("Set-Cookie")]


def test_every_cookie_is_bound_to_the_host_over_https_and_out_of_reach_of_scripts(answers):
    scheme, lines = answers
    prefix = "__Host-" if scheme == "https" else ""
    assert {line.partition("=")[0] for line in lines} == {f"{prefix}{name}" for name in COOKIES}
    for line in lines:
        parts = {part.strip() for part in line.split(";")}
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= parts, line
        assert ("Secure" in parts) == (scheme == "https"), line
        assert "Domain" not in line


def test_no_cookie_is_made_elsewhere():
    makers = {path.name for path in PORTAL.rglob("*.py") if ".set_cookie(" in path.read_text(encoding="utf-8")}
    assert makers == {"cookies.py"}
