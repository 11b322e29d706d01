"""The language of a request, and another one for a while."""

from __future__ import annotations

import pytest
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
