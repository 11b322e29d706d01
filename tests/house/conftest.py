"""A portal full of rows: the demo team's, in a database of its own per engine and module."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from portal.app import create_app
from portal.config import Config
from portal.database import migrate, open_database
from portal.models import db
from tests.browser_client import Browser
from tests.conftest import ENGINES
from tests.e2e.world import World
from tests.postgres import postgres_url


@pytest.fixture(scope="module", params=ENGINES)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, World]]:
    """The app and the demo rows; whatever a test writes should be rolled back by the test itself.

    The rows are committed: PostgreSQL can clear away what was rolled back only once its transaction has ended, and
    thousands of dead rows make each further write slower.
    """
    before, folder = db.obj, tmp_path_factory.mktemp("crowded")
    url = "" if request.param == "sqlite" else postgres_url(tmp_path_factory)
    database = open_database(url, folder)
    migrate(database, folder)
    settings = {"PORTAL_INSTANCE": str(folder), "PORTAL_DATABASE_URL": url, "PORTAL_TRUSTED_HOSTS": "portal.test"}
    app = create_app(Config.from_env(settings), TESTING=True, SERVER_NAME="portal.test")
    with app.app_context():
        world = World.settle()
    yield app, world
    db.obj.close_all()
    database.close_all()
    db.initialize(before)


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
