"""Starting: the instance folder, the database, the first link, the server."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable
from datetime import timedelta
from threading import Event

from peewee import Database

from portal import database
from portal.agreements.models import Agreement
from portal.checklists.publishing import publish
from portal.config import Config
from portal.core.models import search
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink, User
from portal.jobs.engine import Engine
from portal.jobs.shift import Shift
from portal.ops import backup, server
from portal.ops.commands.opened import current, opened
from portal.tables import SEARCHED
from portal.version import VERSION
from portal.web.clock import now
from portal.web.hosts import EVERYWHERE, LOOPBACK

SETUP_LIFETIME = timedelta(hours=72)
READ_ALONG = [
    "Over plain http everybody on the same network (guests of the Wi-Fi, whoever runs it, any broken machine)",
    "can read prices, agreements and passwords as they pass, and take over the session of whoever is signed in.",
    "With PORTAL_CERTIFICATE and PORTAL_CERTIFICATE_KEY the portal speaks https: docs/operations.md says how.",
]
PUBLISHED = "published"  # the version whose lists are in the database


def serve(config: Config, _chosen: argparse.Namespace) -> int:
    run(config, lambda: ready(config), announce)
    return 0


def run(config: Config, prepare: Callable[[], list[str]], tell: Callable[[Config, list[str]], None]) -> None:
    server.check_certificate(config)
    server.check_port(config)  # first, so that a start in vain leaves nothing behind
    lines = prepare()
    server.application()  # a fault in the program stops here, before anybody is told an address
    server.serve(config, lambda: tell(config, lines))


def ready(config: Config) -> list[str]:
    """The database is up to date; answers what the person who starts it must know."""
    with opened(config, new=True) as opened_database:
        upgrade(config, opened_database)
        token = setup_token()
    return setup_lines(config, token) if token else []


def worker(config: Config, _chosen: argparse.Namespace) -> int:
    with current(config):
        pass  # it is there, and its schema is that of this program
    engine: Engine = server.application().extensions["jobs"]
    stopped = Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_about: stopped.set())
    shift = Shift(engine.reached()).begin()
    print("At work. Stop with Ctrl-C.", flush=True)
    stopped.wait()
    shift.end()
    return 0


def init(config: Config, _chosen: argparse.Namespace) -> int:
    lines = ready(config)
    print("\n".join([f"{config.instance} is ready.", *lines]))
    return 0


def migrate(config: Config, _chosen: argparse.Namespace) -> int:
    with opened(config, new=True) as opened_database:
        applied = upgrade(config, opened_database)
        Agreement.settle_all(whole=True)
        search.mend(SEARCHED)
    print(f"{config.instance}: {', '.join(applied) if applied else 'the database is up to date'}")
    return 0


def upgrade(config: Config, opened_database: Database) -> list[str]:
    """Migrate, with a backup of a database that already holds something."""
    if database.applied_steps(opened_database) and database.pending(opened_database):
        made = backup.make(config, opened_database, config.backup_folder, now())
        print(f"Before the upgrade the database was copied to {made.path}")
    applied = database.migrate(opened_database, config.instance)
    mark = config.instance / PUBLISHED
    if applied or not mark.exists() or mark.read_text(encoding="utf-8") != VERSION:
        publish()
        mark.write_text(VERSION, encoding="utf-8")
    return applied


def setup_token() -> str | None:
    """A fresh link while nobody has an account; the one printed before it stops working."""
    if User.select().exists():
        return None
    at = now()
    AccessLink.update(revoked_at=at).where((AccessLink.kind == "setup") & AccessLink.used_at.is_null()).execute()
    return AccessLink.issue("setup", SETUP_LIFETIME, Stamp(None, at))


def announce(config: Config, more: list[str]) -> None:
    first, *others = server.urls(config)
    lines = [f"货源台 / Sourcing Desk {VERSION}", f"  {first}", *(f"  {url}" for url in others)]
    if config.host in EVERYWHERE:
        protocol = "https" if config.https else "plain http"
        lines += [f"Open to the local network over {protocol}, under the names and addresses above and no others."]
    if config.host not in LOOPBACK and not config.https:
        lines += READ_ALONG
    print("\n".join([*lines, *more, "Stop with Ctrl-C."]), flush=True)


def setup_lines(config: Config, token: str) -> list[str]:
    link = f"{server.urls(config)[0]}/setup/{token}"
    return ["Open this link once to set up the portal (it works for 72 hours):", f"  {link}"]
