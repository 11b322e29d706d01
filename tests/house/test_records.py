"""The audit page speaks in words: of every kind of object and every column that the program logs."""

from __future__ import annotations

import re

import pytest

from portal.audit.queries.names import NAMED
from portal.core.models.audit import AuditEvent
from portal.core.models.record import rows, table_name
from portal.tables import MODELS
from portal.web.words import WORDS
from tests.watching import TOLD_WITH, UNTOLD

RECORDS = set(NAMED)
# Tables no event is about: what happens to them is told as an event of the row they belong to, or not at all.
PARTS = ({*TOLD_WITH} - RECORDS) | {*UNTOLD, "audit_event"}
RAW = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+:")
LABEL = re.compile(r'<span class="mut">([a-z0-9_]+)</span>[:：]')  # no word of ours is called so in Chinese
LINK = re.compile(r'<small class="mut">[^<]*<a href="([^"]+)"')


def logged() -> set[str]:
    return {kind for (kind,) in rows(AuditEvent.select(AuditEvent.object_type).distinct())}


def test_every_table_has_a_word_or_no_event_of_its_own():
    tables = {table_name(model) for model in MODELS}
    assert tables == RECORDS | PARTS
    assert not RECORDS & PARTS


def test_every_kind_that_can_be_named_has_a_word_and_no_other(crowded):
    assert set(WORDS["record"]) == RECORDS


def test_nothing_else_is_logged(crowded):
    assert logged() <= RECORDS


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_filter_offers_words(visitor, language):
    page = visitor("lin", language).get("/audit").text
    names = re.search(r'<datalist id="kind-names">(.*?)</datalist>', page, re.DOTALL)[1]
    words = set(re.findall(r'<option value="([^"]+)">', names))
    assert ({"Exchange rate", "Sample result"} if language == "en" else {"汇率", "样品结果"}) <= words
    assert not [word for word in words if "_" in word or (language == "zh" and word.isascii())]


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_no_column_is_shown_by_its_raw_name(visitor, kind):
    page = visitor("lin", "zh").get("/audit", query_string={"kind": kind}).text
    shown = re.sub(r"<[^>]+>", "", page.split("<tbody>")[-1].split("</tbody>")[0])
    assert not RAW.findall(shown)
    assert not LABEL.findall(page)


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_the_page_an_event_leads_to_is_there(visitor, kind):
    browser = visitor("lin")
    links = LINK.findall(browser.get("/audit", query_string={"kind": kind}).text)
    assert all(browser.get(link.split("#")[0]).status_code == 200 for link in links[:2])
