"""How a tag and an icon are drawn: what is shown in them is text, never markup."""

from __future__ import annotations

from flask import render_template_string

DRAW = '{% import "macros/ui.html" as ui %}'


def test_a_tag_shows_its_text_its_tone_and_its_symbol(app):
    with app.test_request_context("/"):
        page = render_template_string(DRAW + '{{ ui.tag(text, "ok", "check") }}|{{ ui.tag("plain") }}', text="<b>")
    drawn, plain = page.split("|")
    assert drawn.startswith('<span class="tag ok"><svg class="i" aria-hidden="true"><use href="/assets/icons-')
    assert drawn.endswith('#i-check"/></svg>&lt;b&gt;</span>') and plain == '<span class="tag">plain</span>'


def test_an_icon_has_the_address_of_its_own_request(app):
    pages = []
    for root in ("/", "/desk"):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": root.rstrip("/")}):
            pages.append(render_template_string(DRAW + '{{ ui.icon("plus") }}{{ ui.icon("x") }}'))
    assert 'href="/assets/' in pages[0] and pages[1].count('href="/desk/assets/') == 2
