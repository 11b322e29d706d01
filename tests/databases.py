"""Databases of a test's own, each a copy of one that was filled once in the run: migrated, or with the demo team."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from portal.app import create_app
from portal.config import Config
from portal.core.models.record import db
from portal.database import migrate, open_database
from tests import postgres
from tests.cast import WEAK
from tests.e2e.world import World
from tests.once import once

ENGINES = ("sqlite", "postgresql")
FILE, ADDRESS, WORLD, UPLOADS = "portal.db", "address", "world", "uploads"


@contextmanager
def migrated(engine: str, folder: Path) -> Iterator[tuple[str, Any]]:
    """The address of a database of an instance in `folder`, empty for SQLite, and the database, that of the models."""
    with copied(template(engine), folder) as place:
        yield place


@contextmanager
def crowded(engine: str, folder: Path, language: str = "zh") -> Iterator[tuple[str, Any, World]]:
    """The same with the demo team's rows, and who and what is there."""
    source = once(f"demo-{engine}-{language}", lambda made: settle(engine, made, language))
    with copied(source, folder) as (url, database):
        yield url, database, pickle.loads((source / WORLD).read_bytes())


def application(url: str, folder: Path) -> Flask:
    """The app as it ships, but for the strength of passwords."""
    config = Config.from_env(environment(url, folder))
    return create_app(config, TESTING=True, SERVER_NAME="portal.test", PASSWORD_HASH=WEAK)


def environment(url: str, folder: Path) -> dict[str, str]:
    return {"PORTAL_INSTANCE": str(folder), "PORTAL_DATABASE_URL": url, "PORTAL_TRUSTED_HOSTS": "portal.test"}


def template(engine: str) -> Path:
    def make(folder: Path) -> None:
        url = postgres.create("migrated") if engine == "postgresql" else ""
        with opened(url, folder) as database:
            migrate(database, folder)
        (folder / ADDRESS).write_text(url)

    return once(f"migrated-{engine}", make)


def settle(engine: str, folder: Path, language: str) -> None:
    url = copy(template(engine), folder, f"demo_{language}")
    with opened(url, folder), application(url, folder).app_context():
        (folder / WORLD).write_bytes(pickle.dumps(World.settle(language)))
    (folder / ADDRESS).write_text(url)


@contextmanager
def copied(source: Path, folder: Path) -> Iterator[tuple[str, Any]]:
    url = copy(source, folder)
    try:
        with opened(url, folder) as database:
            yield url, database
    finally:
        if url:
            postgres.drop(url)


def copy(source: Path, folder: Path, name: str = "") -> str:
    """The address of a copy of this template, empty for SQLite, whose file is laid into the folder."""
    if (source / UPLOADS).exists():
        shutil.copytree(source / UPLOADS, folder / UPLOADS)
    if url := (source / ADDRESS).read_text():
        return postgres.create(name, template=postgres.name_of(url))
    shutil.copyfile(source / FILE, folder / FILE)
    return ""


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Any]:
    before = db.obj
    database = open_database(url, folder)
    try:
        database.connect()
        yield database
    finally:
        if db.obj not in (before, database):  # a command opened one of its own, and the test went on with it
            db.obj.close_all()
        database.close_all()
        db.initialize(before)
