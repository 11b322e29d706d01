"""The three places in which a queue can stand, and an engine on each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.core.models.record import db
from portal.database import open_database
from portal.jobs.engine import Engine, Job
from tests import postgres
from tests.redis_server import redis_server

QUEUES = ("in the instance", "on Redis", "on PostgreSQL")


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(params=QUEUES)
def queue_url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "on PostgreSQL":
        url = postgres.create()
        yield url
        postgres.drop(url)
    else:
        yield request.getfixturevalue("redis_url") if request.param == "on Redis" else ""


@pytest.fixture
def made(tmp_path: Path, queue_url: str) -> Iterator[Callable[..., Engine]]:
    """`made(Job(...))`: an engine with these kinds of jobs, on an empty queue."""
    before, engines = db.obj, []
    database = open_database("", tmp_path)

    def make(*jobs: Job, key: bytes = b"the key of this portal") -> Engine:
        app = Flask("portal")
        app.config.update(JOBS_URL=queue_url, INSTANCE=tmp_path, SECRET_KEY=key)
        engines.append(Engine(app, jobs))
        return engines[-1]

    make().queue.flush()
    yield make
    for engine in engines:
        engine.queue.flush()
        engine.queue.storage.close()
    database.close_all()
    db.initialize(before)


def until(done: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
