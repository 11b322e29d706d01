"""Every page and every form of the portal, found by following its own links."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from portal.core.models.record import db
from portal.tables import MODELS
from tests.browser_client import Browser
from tests.house.crawl import pages

HOSTILE = {
    "nothing": "",
    "NUL": "a\x00b",
    "very long": "x" * 100_001,
    "emoji": "\U0001f600" * 40,
    "right to left": "\u202e\u05d0\u05d1\u05d2",
    "full-width digits": "１２３４",
    "Arabic digits": "٣٤٥",
    "a huge number": "9" * 40,
    "a negative number": "-7",
    "not a number": "NaN",
    "an exponent": "1e400",
    "markup": "<script>alert(1)</script>",
    "SQL": "' OR 1=1 --",
    "a path": "../../etc/passwd",
    "no such day": "2026-02-30",
    "a far day": "9999-12-31",
    "the first day": "0001-01-01",
    "half an address": "//[",
    "a number without end": "9" * 5000 + "万",
    "a formula": '=HYPERLINK("http://x")',
}
KEPT = ("version", "key")  # as the page gave them, or nothing else would be looked at
MOST_HTML, MOST_FRAGMENT = 9 * 1024, 5 * 1024
PEOPLE = ("lin", "mei", "guo")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_a_person_is_shown_leads_to_a_page(visitor, who, language):
    broken = [
        (path, answer.status_code)
        for path, answer, _reader in pages(visitor(who, language))
        if answer.status_code >= 400
    ]
    assert not broken


def test_reading_changes_nothing(visitor):
    before = fingerprint()
    for who in PEOPLE:
        for _page in pages(visitor(who)):
            pass
    assert fingerprint() == before


def fingerprint() -> str:
    """Every row of every table but the sessions, whose time of last use may move."""
    digest = hashlib.sha256()
    for model in MODELS:
        if model.__name__ not in ("Session", "Attempt"):
            for row in model.select().order_by(model.id).tuples():
                digest.update(repr(row).encode())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def forms(crowded):
    """Every form an administrator is shown, with the fields it has."""
    app, world = crowded
    app.test_client_class = Browser
    browser = app.test_client()
    browser.become(world.cast.lin, "en")
    found = {
        (form.action, tuple((name, given if name in KEPT else "") for name, given in form.fields)): form
        for _path, _answer, reader in pages(browser)
        for form in reader.forms
    }
    return list(found.values())


@pytest.mark.parametrize("value", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_input_gets_an_answer_and_breaks_nothing(visitor, forms, value):
    browser = visitor("lin")
    wrong = []
    for form in forms:
        if form.action.startswith(("/logout", "/language")):
            continue
        named = [(name, given) for name, given in form.fields if name != "csrf_token"]
        data = {name: given if name in KEPT else value for name, given in named}
        with db.atomic() as scratch:
            if form.method == "post":
                answer = browser.post(form.action, data=data)
            else:
                answer = browser.get(form.action, query_string=data)
            scratch.rollback()
        if answer.status_code >= 500:
            wrong.append((form.action, answer.status_code))
    assert not wrong


@pytest.mark.parametrize("version", ["9" * 40, "x", ""])
def test_a_version_no_row_has_is_a_conflict_or_an_error_in_words(visitor, version):
    browser, wrong = visitor("lin"), []
    for form in {
        form.action: form
        for _path, _answer, reader in pages(browser)
        for form in reader.forms
        if any(name.startswith(("version", "v-", "seen")) for name, _given in form.fields)
    }.values():
        data = {n: version if n.startswith(("version", "v-", "seen")) else given for n, given in form.fields}
        with db.atomic() as scratch:
            answer = browser.post(form.action, data=data)
            scratch.rollback()
        if answer.status_code >= 500:
            wrong.append((form.action, answer.status_code))
    assert not wrong


def test_no_page_is_heavier_than_its_budget(visitor):
    heavy = []
    for path, answer, _reader in pages(visitor("lin", "zh")):
        size = len(gzip.compress(answer.data, 6))
        if answer.content_type.startswith("text/html") and size > MOST_HTML:
            heavy.append((path, size))
    assert not heavy


@pytest.mark.parametrize(
    "path", ["/suppliers/99999999999999999999", "/suppliers/0", "/suppliers/-1", "/suppliers/2147483648", "/%00"]
)
def test_an_impossible_address_is_a_404(visitor, path):
    assert visitor("lin").get(path).status_code == 404


def test_a_form_part_without_a_name_is_refused(visitor):
    body = b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--"
    answer = visitor(None).post("/login", data=body, content_type="multipart/form-data; boundary=a", bare=True)
    assert answer.status_code == 400
