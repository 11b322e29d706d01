"""What every answer carries: pages, fragments, files, redirects and errors alike."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from tests.house.every_route import House

CLOSED = (
    "default-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
)


one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # no header comes out of a row


@pytest.fixture(scope="module")
def answers(house: House) -> list[tuple[str, TestResponse]]:
    """Every GET of the portal as its owner and as a stranger, and one error of each kind."""
    browser, stranger = house.visitor("lin"), house.visitor(None)
    pages = [route.path for route in house.routes if route.method == "GET"]
    found = [(path, who.get(path)) for path in [*pages, "/no-such-page", "/%00"] for who in (browser, stranger)]
    found += [(path, browser.htmx(path)) for path in pages]
    return found + [
        ("no token", browser.post("/products", bare=True)),
        ("cross-site", browser.post("/products", headers={"Sec-Fetch-Site": "cross-site"})),
        ("not allowed", browser.open("/products", method="PUT", headers={"X-CSRFToken": browser.token})),
        ("foreign host", browser.get("/", base_url="http://evil.example")),
        ("too large", browser.post("/login", data=b"x" * 11_000_000, content_type="application/octet-stream")),
        ("invalid", browser.post("/products", data={})),
    ]


@pytest.fixture
def headers(answers):
    return [(path, answer.status_code, answer.headers) for path, answer in answers]


@one_engine
def test_every_answer_is_closed_to_foreign_script_frames_and_guessing_of_types(headers):
    wrong = []
    for path, status, found in headers:
        policy = found.get("Content-Security-Policy", "")
        closed = all(part in policy for part in CLOSED) or policy == "default-src 'none'; sandbox"
        if not closed or "unsafe" in policy or "*" in policy or found.get("X-Content-Type-Options") != "nosniff":
            wrong.append((path, status, policy))
    assert wrong == []


@one_engine
def test_every_answer_keeps_its_address_to_this_site_and_opens_no_door_to_another(headers):
    for path, status, found in headers:
        assert found["Referrer-Policy"] in ("same-origin", "no-referrer"), (path, status)
        assert found["Cross-Origin-Opener-Policy"] == found["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in found["Permissions-Policy"]
        assert not [name for name, _value in found if name.lower().startswith("access-control-")], (path, status)
        assert "Server" not in found and "X-Powered-By" not in found


@one_engine
def test_every_answer_names_its_type_and_text_its_character_set(headers):
    for path, status, found in headers:
        kind = found.get("Content-Type", "")
        if found.get("Content-Length") not in (None, "0"):
            assert kind, (path, status)
        if kind.startswith(("text/", "application/javascript")):
            assert "charset=utf-8" in kind, (path, status)


@one_engine
def test_no_page_of_a_signed_in_person_stays_in_a_cache(headers):
    for path, status, found in headers:
        kept = found["Cache-Control"]
        assert kept == "no-store" or path.startswith("/assets/"), (path, status, kept)
        assert "HX-Request" in found["Vary"], (path, status)


@one_engine
def test_every_kind_of_error_is_there(answers):
    assert {200, 302, 303, 400, 403, 404, 405, 413, 422} <= {answer.status_code for _path, answer in answers}
