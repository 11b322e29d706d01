"""The engine: a queue of what is to be done, and signs of life of what is being done.

Rows are the truth. A queue that is lost or an entry that is taken twice changes nothing: work claims its row with one
UPDATE, and the minute round asks again for what nobody took. Signs of life stand beside the queue, since the database
shows nothing of a transaction before its end.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Any, Self

from flask import Flask, current_app
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.exceptions import ConfigurationError
from huey.serializer import SignedSerializer
from huey.storage import SqliteStorage

from portal.database import lend, take_back, wal_is_safe
from portal.ops.refusal import Refusal
from portal.web import logs

FILE = "jobs.db"
SECONDS_TO_ANSWER = 3  # seconds: a page that asks a queue that does not answer opens all the same


class Unreachable(Refusal):
    """The queue does not answer."""


# What a queue raises that does not answer; the drivers of the large ones are there only where they are used.
FAULTS: tuple[type[Exception], ...] = (Unreachable, sqlite3.Error)
with suppress(ImportError):
    import psycopg

    FAULTS += (psycopg.Error,)
with suppress(ImportError):
    import redis

    FAULTS += (redis.RedisError,)


@dataclass(frozen=True)
class Job:
    """A kind of work: by itself at the minutes that are `due`, else when it is asked for."""

    name: str
    work: Callable[..., None]
    due: Callable[[datetime], bool] | None = None


class QueueFile(SqliteStorage):
    """The queue in the instance folder. A power cut may lose its last entries, which the rows bring back."""

    def _create_connection(self) -> Any:
        connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection


class Engine:
    def __init__(self, app: Flask, jobs: Iterable[Job]) -> None:
        self.app, self.jobs, self.tasks = app, tuple(jobs), dict[str, Any]()
        self.opening, self.opened = Lock(), None

    @property
    def queue(self) -> Huey:
        """Opened when it is first used, so that no connection is carried into another process."""
        with self.opening:
            if self.opened is None:
                self.opened = self.open()
            return self.opened

    def open(self) -> Huey:
        url, folder = self.app.config["JOBS_URL"], self.app.config["INSTANCE"]
        # Entries are pickled: only who has the key of the portal may make them.
        about = dict(serializer=SignedSerializer(secret=self.app.config["SECRET_KEY"], salt="jobs"), results=False)
        try:
            queue = connected(url, str(folder / FILE), about)
        except (ConfigurationError, *FAULTS) as error:
            raise Unreachable(f"the queue of jobs cannot be opened: {first_line(error)}") from None
        queue.on_shutdown("close")(self.close)
        for job in self.jobs:
            work = self.within(job.work)
            task = queue.periodic_task(job.due, name=job.name) if job.due else queue.task(name=job.name)
            self.tasks[job.name] = task(work)
        return queue

    def close(self) -> None:
        """Each thread that takes work may have a connection of its own; they end one after the other."""
        with self.opening:
            if self.opened is not None:
                self.opened.storage.close()

    def reached(self) -> Self:
        """Raises Unreachable."""
        try:
            self.queue.pending_count()
        except FAULTS as error:
            raise Unreachable(f"the queue of jobs does not answer: {first_line(error)}") from None
        return self

    def within(self, work: Callable[..., None]) -> Callable[..., None]:
        """The work as a thread of the engine does it: in the portal, on a connection of its own."""

        def at_work(*about: Any) -> None:
            with self.app.app_context():
                lend()
                try:
                    work(*about)
                finally:
                    take_back(None)

        return at_work

    def ask(self, name: str, *about: Any) -> bool:
        """Put work into the queue. False where that does not answer: the minute round asks again."""
        try:
            _queue = self.queue
            self.tasks[name](*about)
        except FAULTS as error:
            logs.write("jobs unreachable", logging.ERROR, job=name, error=first_line(error))
            return False
        return True

    def work_off(self) -> int:
        """Do what waits in the queue, here and now; answers how much it was."""
        done = 0
        while (task := self.queue.dequeue()) is not None:
            self.queue.execute(task)
            done += 1
        return done


def connected(url: str, file: str, about: dict[str, Any]) -> Huey:
    if url.startswith("postgresql://"):
        return PostgresHuey("portal", dsn=url, table_prefix="jobs", connect_timeout=SECONDS_TO_ANSWER, **about)
    if url:
        limits = f"socket_connect_timeout={SECONDS_TO_ANSWER}&socket_timeout={SECONDS_TO_ANSWER}"
        return RedisHuey("portal", url=f"{url}{'&' if '?' in url else '?'}{limits}", **about)
    journal = "wal" if wal_is_safe(sqlite3.sqlite_version_info) else "persist"
    return SqliteHuey("portal", storage_class=QueueFile, filename=file, journal_mode=journal, **about)


def first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def engine() -> Engine:
    """Of the portal that is at work here."""
    at_work: Engine = current_app.extensions["jobs"]
    return at_work


def init_app(app: Flask, jobs: Iterable[Job]) -> None:
    app.extensions["jobs"] = Engine(app, jobs)
