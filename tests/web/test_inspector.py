"""What the test client finds wrong with a page."""

from __future__ import annotations

import pytest

from tests.browser_client import Inspector


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p><b>x</p></b>", "</p> closes nothing"),
        ("<p>x</p></p>", "</p> closes nothing"),
        ("<div><p>x</p>", "never closed: ['div']"),
        ('<a href="x>y</a>', "</a> closes nothing"),
        ('<i id="a"></i><i id="a"></i>', "id 'a' twice"),
        ("<i id=a></i><i ID='a'></i>", "id 'a' twice"),
        ("<form method=post></form>", "a form without action"),
        ("<script>go()</script>", "inline script"),
        ('<p style="color:red">x</p>', "inline style"),
        ('<p onclick="go()">x</p>', "inline onclick"),
        ('<p hx-on:click="go()">x</p>', "inline hx-on:click"),
    ],
)
def test_a_fault_of_a_page_is_named(html, fault):
    assert fault in Inspector(html).faults


@pytest.mark.parametrize(
    "html",
    [
        '<p title="a > b, style=red, id=1"><br><img src="x"></p>',
        '<svg><path d="M0 0"/><circle r="1"></circle></svg>',
        '<!doctype html><!-- <p> --><form action="/x"><input name="on"></form>',
        '<script src="/x.js" defer></script><i data-id="a"></i><i id="a"></i>',
    ],
)
def test_a_page_without_fault_has_none(html):
    assert Inspector(html).faults == []
