"""A portal full of rows: the demo team's, in a database of its own per engine and module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from portal.core.models.record import db
from tests import databases
from tests.cast import Cast
from tests.databases import ENGINES, application
from tests.house.crowd import Crowd
from tests.house.every_route import House, furnish


@pytest.fixture(scope="module", params=ENGINES)
def crowded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    """The demo rows and their visitors; whatever a test writes should be rolled back by the test itself.

    The rows are committed: PostgreSQL can clear away what was rolled back only once its transaction has ended, and
    thousands of dead rows make each further write slower.
    """
    folder = tmp_path_factory.mktemp("crowded")
    with databases.crowded(request.param, folder) as (url, _database, world):
        yield Crowd(application(url, folder), world)


@pytest.fixture
def visitor(crowded: Crowd) -> Any:
    """`visitor("lin")`: a browser of that person in the crowded portal."""
    return crowded.visitor


@pytest.fixture(scope="module")
def house(engine: Any, engine_app: Any) -> Iterator[House]:
    """One row of every noun, and the cast."""
    _url, _folder, database = engine
    db.initialize(database)
    database.connect(reuse_if_open=True)
    with database.atomic() as transaction:
        with engine_app.app_context():
            cast = Cast.arrive()
            furnish(cast)
        yield House(engine_app, cast)  # outside the context: what one request keeps in `g` is not the next one's
        transaction.rollback()
