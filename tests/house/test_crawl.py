"""Every kind of page and every kind of form of the portal, found by following its own links."""

from __future__ import annotations

import html
from collections import Counter
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from portal.core.forms.rows import FEW
from portal.core.models.record import db
from tests.full_disk import full_disk
from tests.house.crawl import TOKEN, Field, Form
from tests.house.crowd import Crowd, fingerprint

Sent = tuple[Form, MultiDict[str, str]]

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
    "a pattern": "%_\\",
    "a path": "../../etc/passwd",
    "no such day": "2026-02-30",
    "a far day": "9999-12-31",
    "the first day": "0001-01-01",
    "half an address": "//[",
    "a number without end": "9" * 5000 + "万",
    "a formula": '=HYPERLINK("http://x")',
}
# What engines see differently, should it reach them. PostgreSQL refuses NUL, a number beyond its column, a negative
# OFFSET, a pattern that ends in its escape and a long text in an index; letters have other bytes, days other ends.
# All else is read or refused by us, or kept as plain text, whichever engine stands behind.
AS_TEXT = (
    *("NUL", "very long", "emoji", "right to left", "a huge number"),
    *("a negative number", "a pattern", "a far day", "the first day"),
)
AS_CHOICE = ("NUL", "a huge number", "a negative number")  # where an id or a code is sent, and any text may come
# As the page gave them, or nothing else would be looked at: what was seen, and the one-time key.
VERSIONS = ("version", "v-", "seen", "rev", "was")
KEPT = (*VERSIONS, "key", TOKEN)
LEFT_OUT = ("/logout", "/language")  # the one ends the visit, the other stands on every page
TAKEN = (200, 302, 303)
FULL = "The disk is full"
NOTES = ("note", "reason", "comment", "about", "body", "summary")  # ends of the names of fields for free text
MOST_HTML = 9 * 1024
PEOPLE, LANGUAGES = ("lin", "mei", "guo"), ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_a_person_is_shown_leads_to_a_page(crowded, who, language):
    pages = crowded.walk(who, language).pages
    assert [(page.address, page.status) for page in pages if page.status >= 400] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_reading_changes_nothing(crowded, who, language):
    walk = crowded.walk(who, language)
    assert walk.after == walk.before


@pytest.mark.parametrize("who", PEOPLE)
def test_each_kind_of_page_is_walked_once(crowded, who):
    """However many rows there are: an address that names its row in a new way would be a page for each of them."""
    pages = Counter(page.shape for page in crowded.walk(who).pages)
    assert set(pages.values()) == {1}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_is_heavier_than_its_budget(crowded, who, language):
    pages = crowded.walk(who, language).pages
    assert [(page.address, page.weight) for page in pages if page.weight > MOST_HTML] == []


@pytest.mark.parametrize("who", PEOPLE)
def test_of_more_than_a_few_choices_one_is_typed(crowded, who):
    long = {(page.address, *offered) for page in crowded.walk(who).pages for offered in page.lists if offered[1] > FEW}
    assert sorted(long) == []


@pytest.mark.parametrize("crowded", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in AS_CHOICE])
def test_hostile_input_gets_an_answer_and_breaks_nothing(crowded, name):
    assert faults(crowded, every_field(crowded, HOSTILE[name])) == []


@pytest.mark.parametrize("name", AS_CHOICE)
def test_hostile_input_where_a_choice_is_asked_breaks_neither_engine(crowded, name):
    assert faults(crowded, every_field(crowded, HOSTILE[name])) == []


@pytest.mark.parametrize("name", AS_TEXT)
def test_hostile_text_beside_choices_that_stand_breaks_neither_engine(crowded, name):
    """It comes as far as the rows only so: where a choice is not one of those offered, all is refused before."""
    typed = [form for form in forms(crowded) if any(field.typed and is_open(field) for field in form.fields)]
    assert faults(crowded, [(form, hostile(form, HOSTILE[name], typed=True)) for form in typed]) == []


@pytest.mark.parametrize("version", ["9" * 40, "x", ""])
def test_a_version_no_row_has_changes_nothing(crowded, version):
    sent = []
    for form in forms(crowded):
        data = form.untouched()
        seen = {name: value for name, value in data.items() if name.startswith(VERSIONS)}
        # Of version 0, as in S01.0, there is no row yet, and nobody's work to lose.
        if seen and all(value.rpartition(".")[2] != "0" for value in seen.values()):
            for name in seen:
                data[name] = version
            sent.append((form, data))
    assert len(sent) > 30
    assert faults(crowded, sent, may_change=()) == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a library's file that could not close
def test_on_a_full_disk_every_form_is_refused_in_words_and_keeps_what_was_typed(crowded):
    sent = [(form, with_a_note(form)) for form in forms(crowded) if form.method == "post"]
    browser, full, wrong = crowded.visitor("lin"), 0, []
    browser.fetch_token()
    before = fingerprint()
    with full_disk(db.obj):
        for form, data in sent:
            answer = browser.post(form.action, data=data)
            full += answer.status_code == 507
            if answer.status_code >= 500 and (answer.status_code != 507 or FULL not in answer.text):
                wrong.append((form.action, answer.status))
            elif answer.status_code == 507 and (lost := lost_text(form, data, answer)):
                wrong.append((form.action, lost))
    assert wrong == []
    assert full > len(sent) // 3  # the others were answered without a write
    assert fingerprint() == before


def with_a_note(form: Form) -> MultiDict[str, str]:
    """As the page gave it, and a few words where a form has room for them."""
    data = form.untouched()
    for field in form.fields:
        if field.typed and field.name.endswith(NOTES):
            data[field.name] = "Typed & not lost"
    return data


def lost_text(form: Form, data: MultiDict[str, str], answer: Any) -> list[str]:
    """The fields whose text is not on the page."""
    page = html.unescape(answer.text)
    typed = {field.name for field in form.fields if field.typed and is_open(field)}
    return [name for name, text in data.items(multi=True) if name in typed and text and text.strip() not in page]


def forms(crowded: Crowd) -> list[Form]:
    """Each kind of form an administrator is shown, as the first page with it has it."""
    kinds: dict[Any, Form] = {}
    for page in crowded.walk("lin").pages:
        for form in page.forms:
            kinds.setdefault(crowded.shapes.of_form(form), form)
    return [form for form in kinds.values() if not form.action.startswith(LEFT_OUT)]


def is_open(field: Field) -> bool:
    return not field.name.startswith(KEPT)


def every_field(crowded: Crowd, value: str) -> list[Sent]:
    return [(form, hostile(form, value)) for form in forms(crowded) if any(map(is_open, form.fields)) or not value]


def hostile(form: Form, value: str, typed: bool = False) -> MultiDict[str, str]:
    """The form with this value in each field, or in each that is typed."""
    data = form.untouched()
    for field in form.fields:
        if is_open(field) and (field.typed or not typed):
            data[field.name] = value
    return data


def faults(crowded: Crowd, sent: list[Sent], may_change: tuple[int, ...] = TAKEN) -> list[tuple[str, str, str]]:
    """What broke, and what changed a row although the answer says that it was not taken."""
    browser, wrong = crowded.visitor("lin"), []
    for form, data in sent:
        with crowded.scratch() as scratch:
            if form.method == "post":
                answer = browser.post(form.action, data=data)
            else:
                answer = browser.get(form.action, query_string=data)
            if answer.status_code >= 500:
                wrong.append((form.page, form.action, answer.status))
            elif (answer.status_code not in may_change or form.method == "get") and scratch.changed():
                wrong.append((form.page, form.action, f"{answer.status}, and a row has changed"))
    return wrong


@pytest.mark.parametrize(
    "path", ["/suppliers/99999999999999999999", "/suppliers/0", "/suppliers/-1", "/suppliers/2147483648", "/%00"]
)
def test_an_impossible_address_is_a_404(visitor, path):
    assert visitor("lin").get(path).status_code == 404


def test_a_form_part_without_a_name_is_refused(visitor):
    body = b"--a\r\nContent-Disposition: form-data\r\n\r\nx\r\n--a--"
    answer = visitor(None).post("/login", data=body, content_type="multipart/form-data; boundary=a", bare=True)
    assert answer.status_code == 400
