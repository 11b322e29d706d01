"""Every route, every role, every method, as the policy table says; rooms that come later are held to it too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.app import create_app
from portal.config import Config
from portal.core.models.users import READS, Session
from portal.tables import MODELS
from portal.web import access
from tests.house.every_route import LARGEST_ID, House, Route

ROLES = {"lin": "admin", "mei": "buyer", "guo": "viewer"}
PINNED = Path(__file__).parent / "access.txt"  # portal routes > tests/house/access.txt
# What somebody who only reads may send, each for its reason. Everything else asks for a buyer or an administrator.
OPEN_TO_VIEWERS = {
    "/businesses/choose": "which business the own pages are about",
    "/invitations/<token>": "a newcomer, by a link that works once",
    "/language": "the own language",
    "/login": "signing in",
    "/logout": "signing out",
    "/profile": "the own language and theme",
    "/profile/password": "the own password",
    "/profile/sessions/<id:id>/end": "an own session",
    "/resets/<token>": "a new password, by a link that works once",
    "/saved-views": "an own view of a list",
    "/saved-views/columns": "the columns of a list, as the person wants them",
    "/saved-views/<id:id>/forget": "an own view of a list",
    "/setup/<token>": "the first administrator, by a link that works once",
    "/stages/business": "which business the own pages are about",
    "/t/<token>": "an outside tester, by the link of one batch",
}
ADMINISTERED = ("/people", "/settings", "/audit")
# What everything else on the pages is judged by; read by everybody, changed by administrators.
STANDARDS = {"/settings/limits", "/settings/limits/history", "/settings/comparison"}
# Answered before a row is read, or by rows that are the same on both: one engine tells.
one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
# The statements of a page do not depend on who reads it: whoever may do most asks for them on the second engine.
roles = pytest.mark.parametrize(
    ("engine", "name"), [*(("sqlite", name) for name in ROLES), ("postgresql", "lin")], indirect=["engine"]
)
# What an empty form, a missing choice or a row that is not there answers; never a refusal, never a fault.
FINE = {200, 302, 303, 304, 400, 404, 409, 410, 422}


@one_engine
def test_the_policy_table_names_every_route_and_only_roles_there_are(house):
    endpoints = {rule.rule for rule in house.app.url_map.iter_rules()}
    assert {route.rule for route in house.routes} == endpoints
    assert {role for route in house.routes for role in route.roles} == {"anyone", *ROLES.values()}


@pytest.fixture(scope="module")
def policy(tmp_path_factory: Any) -> list[dict[str, Any]]:
    """The table of the program as it is; no database has a part in it."""
    return list(access.table(create_app(Config(instance=tmp_path_factory.mktemp("policy")))))


def test_the_policy_is_the_one_that_was_agreed(policy):
    """A route that opens, closes, comes or goes is a line of the committed list, read by whoever reviews the change."""
    table, pinned = map(set, (map(access.line, policy), PINNED.read_text().splitlines()))
    assert (sorted(table - pinned), sorted(pinned - table)) == ([], []), "portal routes > tests/house/access.txt"


def test_somebody_who_only_reads_may_send_what_is_listed_and_no_more(policy):
    posts = {row["rule"] for row in policy if row["method"] == "POST" and "viewer" in row["roles"]}
    assert posts == set(OPEN_TO_VIEWERS)


def test_people_settings_and_the_audit_trail_are_for_administrators_alone(policy):
    rows = [row for row in policy if row["rule"].startswith(ADMINISTERED)]
    assert {row["rule"].split("/")[1] for row in rows} == {prefix[1:] for prefix in ADMINISTERED}
    read = {row["rule"] for row in rows if row["roles"] != ["admin"] and row["method"] == "GET"}
    assert read == STANDARDS
    assert [access.line(row) for row in rows if row["roles"] != ["admin"] and row["method"] != "GET"] == []


@one_engine
def test_a_stranger_is_sent_to_the_sign_in_page(house):
    closed = [route for route in house.routes if route.permission != "public"]
    wrong = {str(route): (answer.status_code, answer.location) for route, answer in answers(house, None, closed)}
    assert {key: seen for key, seen in wrong.items() if seen[0] != 303 or not seen[1].startswith("/login")} == {}


@one_engine
@pytest.mark.parametrize("name", ROLES)
def test_what_a_role_may_not_do_is_refused_in_words(house, name):
    closed = [route for route in house.routes if not {ROLES[name], "anyone"} & set(route.roles)]
    wrong = [
        f"{route}: {answer.status_code}"
        for route, answer in answers(house, name, closed)
        if answer.status_code != 403 or "You may not do this" not in answer.text
    ]
    assert wrong == []
    assert bool(closed) is (name != "lin")


@roles
def test_what_a_role_may_do_is_answered_and_never_breaks(house, name):
    open_routes = [route for route in house.routes if {ROLES[name], "anyone"} & set(route.roles)]
    wrong = [
        f"{route} ({route.path}): {answer.status_code}"
        for route, answer in answers(house, name, open_routes)
        if answer.status_code not in FINE or (answer.location or "").startswith("/login?")
    ]
    assert wrong == []


def test_every_row_has_its_page(house):
    """Also the proof that `furnish` makes a row for every noun: without one, the tests above prove nothing of it."""
    pages = [route for route in house.routes if route.method == "GET" and route.by_id and "/files/" not in route.rule]
    missing = [str(route) for route in pages if house.ask("lin", route, follow_redirects=True).status_code != 200]
    assert missing == []


@roles
def test_a_row_that_is_not_there_is_not_found_whoever_asks(house, name):
    by_id = [route for route in house.routes if route.by_id and ROLES[name] in route.roles]
    wrong = []
    for route in by_id:
        path = route.path.replace(first_id(route), f"/{LARGEST_ID}", 1)
        answer = house.ask(name, route, path=path, follow_redirects=True)
        if answer.status_code != 404:
            wrong.append(f"{route}: {answer.status_code}")
    assert wrong == []


def first_id(route: Route) -> str:
    return "/" + next(part for part in route.path.split("/") if part.isdigit())


@one_engine
@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("name", [None, "lin"])
def test_every_write_without_the_form_token_is_refused_and_changes_nothing(house, name, htmx):
    headers = {"HX-Request": "true"} if htmx else {}
    before, wrong = fingerprint(), []
    for route in writes(house):
        answer = house.visitor(name).post(route.path, data={}, headers=headers, bare=True)
        # Who is signed out is asked to sign in, and comes back to the form.
        asked_in = name is None and (answer.status_code == 401 or "/login" in answer.headers.get("Location", ""))
        if answer.status_code != 400 and not asked_in:
            wrong.append(f"{route}: {answer.status_code}")
    assert wrong == []
    assert fingerprint() == before


@one_engine
@pytest.mark.parametrize(
    "origin", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "http://["}]
)
def test_every_write_from_another_site_is_refused_even_with_the_token(house, origin):
    browser, before = house.visitor("lin"), fingerprint()
    browser.fetch_token()
    wrong = {str(route): browser.post(route.path, headers=origin).status_code for route in writes(house)}
    assert {key: status for key, status in wrong.items() if status != 403} == {}
    assert fingerprint() == before


@pytest.mark.parametrize("name", [None, "lin"])
def test_no_get_changes_anything(house, name):
    """Whoever may read most; what others read is watched, request by request, wherever a test client asks."""
    browser, before = house.visitor(name), fingerprint()
    for route in house.routes:
        if route.method == "GET":
            browser.get(route.path)
            browser.htmx(route.path)
    assert fingerprint() == before


@one_engine
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_other_method_is_taken(house, method):
    browser = house.visitor("lin")
    token = {"X-CSRFToken": browser.fetch_token()}
    wrong = {route.path: browser.open(route.path, method=method, headers=token).status_code for route in house.routes}
    assert {path: status for path, status in wrong.items() if status != 405} == {}


def writes(house: House) -> list[Route]:
    return [route for route in house.routes if route.method == "POST"]


def answers(house: House, name: str | None, chosen: list[Route]) -> Iterator[tuple[Route, Any]]:
    for route in chosen:
        yield route, house.ask(name, route)


def fingerprint() -> str:
    """Every row of every table but the sessions, whose time of last use may move."""
    digest = hashlib.sha256()
    for model in MODELS:
        if model is not Session:
            digest.update(repr(list(model.select().order_by(model.id).tuples())).encode())
    return digest.hexdigest()


def test_the_one_role_that_cannot_own_anything_is_the_one_that_writes_nothing():
    assert {role for role, may in access.ROLES.items() if "write" not in may} == {READS}
