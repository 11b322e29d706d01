"""Both engines, real templates, real forms. Each test runs in a transaction that is rolled back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from portal.app import create_app
from portal.config import Config
from portal.database import migrate, open_database
from portal.models import db
from tests.browser_client import Browser
from tests.cast import NOW, Cast
from tests.postgres import postgres_url

ENGINES = ("sqlite", "postgresql")

# No test is timed: a busy machine is not a fault of the product.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    # Background threads of a browser or server never outlive their fixture.
    os.environ.pop("PORTAL_DATABASE_URL", None)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Any]]:
    """A migrated database on each engine, made once."""
    folder = tmp_path_factory.mktemp(request.param)
    url = "" if request.param == "sqlite" else postgres_url(tmp_path_factory)
    database = open_database(url, folder)
    migrate(database, folder)
    yield url, folder, database
    database.close_all()


@pytest.fixture(scope="session")
def engine_app(engine: tuple[str, Path, Any]) -> Flask:
    url, folder, _database = engine
    settings = {"PORTAL_INSTANCE": str(folder), "PORTAL_DATABASE_URL": url, "PORTAL_TRUSTED_HOSTS": "portal.test"}
    config = Config.from_env(settings)
    return create_app(config, TESTING=True, SERVER_NAME="portal.test")


@pytest.fixture
def database(engine: tuple[str, Path, Any]) -> Iterator[Any]:
    """This engine's database, and everything a test writes rolled back after it."""
    _url, _folder, found = engine
    db.initialize(found)
    found.connect(reuse_if_open=True)
    with found.atomic() as transaction:
        yield found
        transaction.rollback()


@pytest.fixture
def app(engine_app: Flask, database: Any) -> Flask:
    return engine_app


@pytest.fixture
def cast(database: Any) -> Cast:
    """The people everybody knows: lin owns the team, mei buys, guo reads."""
    return Cast.arrive()


@pytest.fixture
def noon() -> Iterator[None]:
    """The clock stands still, on the cast's noon."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who is not signed in, and reads English."""
    app.test_client_class = Browser
    browser = app.test_client()
    browser.set_cookie("language", "en", domain="portal.test")
    return browser


@pytest.fixture
def signed_in(app: Flask, cast: Cast) -> Any:
    """`signed_in(cast.mei)`: a browser of that person; `signed_in(cast.mei, "zh")` in that language."""
    app.test_client_class = Browser

    def open_browser(person: Any, language: str = "en") -> Browser:
        browser = app.test_client()
        browser.become(person, language)
        return browser

    return open_browser


@pytest.fixture
def statements(database: Any) -> Iterator[Any]:
    """`with statements() as seen:` collects the SQL sent, transaction control left out."""
    from tests.counting import counting

    yield lambda: counting(database)


@pytest.fixture(params=ENGINES)
def committed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    """An app on a database of its own, where every transaction really commits."""
    before = db.obj
    url = "" if request.param == "sqlite" else postgres_url(request.getfixturevalue("tmp_path_factory"))
    database = open_database(url, tmp_path)
    migrate(database, tmp_path)
    settings = {"PORTAL_INSTANCE": str(tmp_path), "PORTAL_DATABASE_URL": url, "PORTAL_TRUSTED_HOSTS": "portal.test"}
    app = create_app(Config.from_env(settings), TESTING=True, SERVER_NAME="portal.test")
    app.test_client_class = Browser
    yield app
    database.close_all()
    db.initialize(before)
