"""The language of a request, and another one for a while."""

from __future__ import annotations

import pytest
from flask import render_template_string
from flask_babel import force_locale, gettext, refresh


@pytest.fixture
def asked(app):
    """A request of a visitor who reads Chinese."""
    with app.test_request_context("/", headers={"Cookie": "language=zh"}):
        yield


def test_another_language_holds_for_as_long_as_it_is_asked_for(asked):
    assert gettext("Suppliers") == "供应商"
    with force_locale("en"):
        assert gettext("Suppliers") == "Suppliers"
    assert gettext("Suppliers") == "供应商"


def test_the_catalogue_is_looked_up_once_a_request(asked, monkeypatch):
    looked = []
    monkeypatch.setattr("flask_babel.Domain.get_translations_cache", lambda self, ctx: looked.append(1) or self.cache)
    for _time in range(3):
        assert gettext("Products") == "商品"
    refresh()
    gettext("Products")
    assert len(looked) == 2


def test_a_template_says_a_sentence_in_the_language_of_each_request_and_escapes_what_is_filled_in(app):
    text = '{{ _("Suppliers") }} {{ _("%(name)s (copy)", name="<b>") }}'
    for language, said in (
        ("zh", "供应商 &lt;b&gt;"),
        ("en", "Suppliers &lt;b&gt; (copy)"),
        ("zh", "供应商 &lt;b&gt;"),
    ):
        with app.test_request_context("/", headers={"Accept-Language": language}):
            assert render_template_string(text).startswith(said)


def test_a_language_that_changes_within_a_request_is_heard_at_once(app):
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        before = render_template_string('{{ _("Suppliers") }}')
        with force_locale("zh"):
            within = render_template_string('{{ _("Suppliers") }}')
        assert (before, within) == ("Suppliers", "供应商")
