"""How pages leave: compressed for whoever unpacks them, and so that nobody learns a secret from their size."""

from __future__ import annotations

import gzip

import pytest

from portal.web.form_tokens import masked, unmasked
from tests.browser_client import PACKED, read, tokens, without_tokens

LIST, FILE = "/suppliers", "/suppliers/export.csv"


def test_a_page_leaves_compressed_and_unpacked_it_is_the_same(signed_in, cast):
    browser = signed_in(cast.mei)
    packed, plain = browser.get(LIST, headers=PACKED), browser.get(LIST)
    assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
    assert without_tokens(read(packed)) == without_tokens(plain.text)
    assert len(packed.data) < len(plain.data) / 3
    for answer in (packed, plain):
        assert {"Accept-Encoding", "HX-Request"} <= set(answer.headers["Vary"].split(", "))
        assert answer.content_length == len(answer.data)


@pytest.mark.parametrize("wanted", ["", "identity", "br", "gzip;q=0"])
def test_whoever_does_not_unpack_gets_it_plain(signed_in, cast, wanted):
    answer = signed_in(cast.mei).get(LIST, headers={"Accept-Encoding": wanted})
    assert "Content-Encoding" not in answer.headers and "<html" in answer.text


def test_asking_for_the_head_of_a_page_tells_what_the_page_would(signed_in, cast):
    browser = signed_in(cast.mei)
    head, page = browser.head(LIST, headers=PACKED), browser.get(LIST, headers=PACKED)
    assert head.data == b"" and head.headers["Content-Encoding"] == "gzip"
    assert abs(int(head.headers["Content-Length"]) - len(page.data)) < 40  # the mask of its token is another


@pytest.mark.parametrize("path", [FILE, "/reviews/count"])
def test_a_file_and_a_short_answer_leave_as_they_are(signed_in, cast, path):
    answer = signed_in(cast.mei).htmx(path, headers=PACKED)
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_makes_a_browser_ask_for_is_not_compressed(signed_in, cast, site):
    """Its words stand beside our figures in the page, and sizes of compressed pages would tell where both agree."""
    browser = signed_in(cast.mei)
    foreign = browser.get(f"{LIST}?q=secret", headers=PACKED | {"Sec-Fetch-Site": site})
    assert "Content-Encoding" not in foreign.headers
    own = browser.get(f"{LIST}?q=secret", headers=PACKED | {"Sec-Fetch-Site": "same-origin"})
    assert own.headers["Content-Encoding"] == "gzip"


def test_the_form_token_looks_different_in_each_answer_and_alike_within_one(signed_in, cast):
    browser = signed_in(cast.mei)
    first, second = (tokens(browser.get("/suppliers/new").text) for _visit in range(2))
    assert len(first) == len(second) == 1 and first != second
    assert not shared(first.pop(), second.pop())


def test_each_masked_token_is_taken_and_a_bare_one_is_not(signed_in, cast):
    browser = signed_in(cast.mei)
    (token,) = tokens(browser.get("/suppliers/new").text)
    for sent, status in ((token, 422), (masked(unmasked(token)), 422), (unmasked(token), 400), ("中", 400), ("A", 400)):
        answer = browser.post("/suppliers", data={"csrf_token": sent}, bare=True)
        assert answer.status_code == status, sent


def test_errors_and_fragments_carry_no_bare_token_either(signed_in, cast):
    browser = signed_in(cast.mei)
    pages = [browser.get("/nothing"), browser.htmx("/suppliers/new"), browser.post("/suppliers", data={})]
    for page in pages:
        assert all(unmasked(token) for token in tokens(page.text)), page.request.path


def shared(one: str, other: str) -> bool:
    """Whether a stretch long enough to be guessed stands in both."""
    return any(one[place : place + 8] in other for place in range(len(one) - 8))


def test_compressing_says_nothing_of_when(signed_in, cast):
    page = signed_in(cast.mei).get(LIST, headers=PACKED)
    assert page.data[4:8] == b"\0\0\0\0" and gzip.decompress(page.data)
