"""A portal full of rows: the demo team's, in one transaction per engine and module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from portal.models import db
from tests.browser_client import Browser
from tests.e2e.world import World


@pytest.fixture(scope="module")
def crowded(engine: tuple[str, Any, Any], engine_app: Flask) -> Iterator[tuple[Flask, World]]:
    """The app and the demo rows; whatever a test writes should be rolled back by the test itself."""
    _url, _folder, database = engine
    db.initialize(database)
    database.connect(reuse_if_open=True)
    with database.atomic() as transaction:
        with engine_app.app_context():
            world = World.settle()
        yield engine_app, world
        transaction.rollback()


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
