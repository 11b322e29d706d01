"""The portal full of rows: its visitors, what each was shown on a walk, and whether a request left a row changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from portal.core.models.record import db, table_name
from portal.database import is_postgres
from portal.tables import MODELS, Attempt, Session
from tests.browser_client import Browser
from tests.e2e.world import World
from tests.house.crawl import Page, Shapes, walk

# Their rows move when somebody comes by: the time of last use, a wrong password.
OF_VISITS = (Session, Attempt)


@dataclass(frozen=True)
class Walk:
    pages: tuple[Page, ...]
    before: str
    after: str


@dataclass
class Crowd:
    app: Flask
    world: World
    walks: dict[tuple[str, str], Walk] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app.test_client_class = Browser
        self.shapes = Shapes(self.app)
        self.at_rest = fingerprint()

    def visitor(self, name: str | None, language: str = "en") -> Browser:
        """A browser of that person."""
        browser: Browser = self.app.test_client()
        if name:
            browser.become(getattr(self.world.cast, name), language)
        return browser

    def walk(self, name: str, language: str = "en") -> Walk:
        """What a person is shown, walked once for all tests."""
        if (name, language) not in self.walks:
            before, browser = fingerprint(), self.visitor(name, language)
            self.walks[name, language] = Walk(tuple(walk(browser.get, self.shapes)), before, fingerprint())
        return self.walks[name, language]

    @contextmanager
    def scratch(self) -> Iterator[Scratch]:
        """All that is written inside is taken back."""
        with db.atomic() as transaction:
            yield Scratch(self.at_rest, writes())
            transaction.rollback()


@dataclass(frozen=True)
class Scratch:
    at_rest: str
    writes: Any

    def changed(self) -> bool:
        """Whether a row of any table differs. The engine itself tells where nothing was written, which is cheap."""
        return writes() != self.writes and fingerprint() != self.at_rest


def writes() -> Any:
    """What differs after any write in this transaction, also one that was taken back: the engine's own count."""
    if is_postgres(db.obj):
        return db.execute_sql("SELECT pg_current_xact_id_if_assigned()").fetchone()
    return db.connection().total_changes


def fingerprint() -> str:
    """Every row of every table but those of visits."""
    digest = hashlib.sha256()
    for table in sorted(table_name(model) for model in MODELS if model not in OF_VISITS):
        # Straight from the engine: rows made of it would cost more than all else that a walk does.
        digest.update(repr(db.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()).encode())
    return digest.hexdigest()
