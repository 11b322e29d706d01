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

from portal.core.models.record import db
from tests import databases, once, postgres
from tests.browser_client import Browser
from tests.cast import NOW, Cast
from tests.databases import ENGINES, application

pytest_plugins = ("tests.workers",)

# No test is timed: a busy machine is not a fault of the product.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    # Background threads of a browser or server never outlive their fixture.
    os.environ.pop("PORTAL_DATABASE_URL", None)
    if not hasattr(config, "workerinput"):  # a worker of pytest-xdist shares the folder of the run that started it
        config.add_cleanup(once.begin())
        config.add_cleanup(postgres.leave)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path, Any]]:
    """A migrated database on each engine, one for all tests that take back what they wrote."""
    folder = tmp_path_factory.mktemp(request.param)
    with databases.migrated(request.param, folder) as (url, database):
        yield url, folder, database


@pytest.fixture(scope="session")
def engine_app(engine: tuple[str, Path, Any]) -> Flask:
    url, folder, _database = engine
    return application(url, folder)


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
    with databases.migrated(request.param, tmp_path) as (url, _database):
        app = application(url, tmp_path)
        app.test_client_class = Browser
        yield app
