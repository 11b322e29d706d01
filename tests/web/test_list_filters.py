"""The furniture every list has: its headings, its pages and its ticks."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from portal.core.rules.text import page_number
from portal.web.list_filters import list_pager, sort_heading, tick_url


def address(**changes):
    return " ".join(f"{name}={value}" for name, value in changes.items())


@pytest.mark.parametrize(
    ("key", "down", "url", "direction"),
    [
        ("", False, "", "none"),
        ("price", False, "sort=price down=no", "none"),
        ("name", False, "sort=name down=yes", "ascending"),
        ("name", True, "sort=name down=no", "descending"),
    ],
)
def test_a_press_on_a_heading_sorts_by_its_column_and_a_second_one_turns_the_order_round(key, down, url, direction):
    wanted = SimpleNamespace(sort="name", down=down)
    assert sort_heading(wanted, key, "Column", address, "moq") == ("Column", url, direction, "moq")


@pytest.mark.parametrize(
    ("page", "total", "pager"),
    [
        (1, 120, (1, 50, 120, "", "page=2")),
        (2, 120, (51, 100, 120, "page=1", "page=3")),
        (3, 120, (101, 120, 120, "page=2", "")),
        (2, 100, (51, 100, 100, "page=1", "")),
    ],
)
def test_a_page_leads_to_those_before_and_after_it_and_nowhere_at_the_ends(page, total, pager):
    assert list_pager(page, 50, total, address) == pager


def test_the_whole_page_is_ticked_or_where_it_is_unticked():
    assert tick_url(3, False, address) == "page=3 ticked=all"
    assert tick_url(3, True, address) == "page=3 ticked=None"


@pytest.mark.parametrize(
    ("text", "page"), [("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("", 1), (None, 1), ("9999999", 10_000)]
)
def test_any_address_names_a_page(text, page):
    assert page_number(text) == page
