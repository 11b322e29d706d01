"""A portal full of rows: the demo team's, in a database of its own per engine and module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from tests import databases
from tests.browser_client import Browser
from tests.databases import ENGINES, application
from tests.e2e.world import World


@pytest.fixture(scope="module", params=ENGINES)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, World]]:
    """The app and the demo rows; whatever a test writes should be rolled back by the test itself.

    The rows are committed: PostgreSQL can clear away what was rolled back only once its transaction has ended, and
    thousands of dead rows make each further write slower.
    """
    folder = tmp_path_factory.mktemp("crowded")
    with databases.crowded(request.param, folder) as (url, _database, world):
        yield application(url, folder), world


@pytest.fixture
def visitor(crowded: tuple[Flask, World]) -> Any:
    """`visitor("lin")`: a browser of that person in the crowded portal."""
    app, world = crowded
    app.test_client_class = Browser

    def open_browser(name: str | None, language: str = "en") -> Browser:
        browser = app.test_client()
        if name:
            browser.become(getattr(world.cast, name), language)
        return browser

    return open_browser


def now() -> datetime:
    return datetime.now(UTC)
