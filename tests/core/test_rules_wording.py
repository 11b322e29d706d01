"""Sentences of the content, filled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.rules.wording import EMPTY, Text, fill, places, well_formed

BASIS = "{ok} of {count} are complete[; missing: {missing}]"


def test_a_text_reads_in_the_language_asked_for():
    text = Text("清单", "List")
    assert (text.for_("zh"), text.for_("zh_Hans_CN"), text.for_("en"), text.for_("fr")) == (
        "清单",
        "清单",
        "List",
        "List",
    )


def test_an_optional_part_is_shown_when_its_figures_are_there():
    values = {"ok": "2", "count": "3", "missing": "chargers"}
    assert fill(BASIS, values) == "2 of 3 are complete; missing: chargers"


@pytest.mark.parametrize("values", [{"ok": "3", "count": "3"}, {"ok": "3", "count": "3", "missing": ""}])
def test_an_optional_part_is_left_out_when_a_figure_in_it_is_empty(values):
    assert fill(BASIS, values) == "3 of 3 are complete"


def test_a_figure_that_is_missing_elsewhere_shows_as_a_dash():
    assert fill("Number {number}, valid until {until}", {"until": "2026-12-01"}) == (
        f"Number {EMPTY}, valid until 2026-12-01"
    )


@given(st.text())
def test_what_a_figure_says_is_never_read_as_a_placeholder(name):
    assert fill("{count}[: {names}]", {"count": "1", "names": name}) == (f"1: {name}" if name else "1")


def test_the_placeholders_of_a_sentence_are_named():
    assert places(BASIS) == {"ok", "count", "missing"}


@pytest.mark.parametrize(("zh", "en"), [("[缺", "missing"), ("缺", "{missing")])
def test_a_text_that_does_not_close_is_refused_in_either_language(zh, en):
    with pytest.raises(ValueError, match="not closed"):
        Text(zh, en)


@pytest.mark.parametrize("text", ["{count", "count}", "[: {names}", "[a [b] c]", "{a b}", "{}"])
def test_a_sentence_that_does_not_close_is_noticed(text):
    assert not well_formed(text)
    assert well_formed(BASIS)
