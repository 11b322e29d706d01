"""Several workers (pytest-xdist): what takes long begins first, and a file's tests on one engine stay together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Sequence
from fnmatch import fnmatchcase
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

POSTGRESQL = "postgresql"
# Files of which one worker has all, in the order in which they begin. Paths and not marks: the worker that hands tests
# out knows no more of a test than its name.
GROUPS = {
    "*e2e/*": "browser",  # two browsers at once are slower than one
    "*house/test_crawl.py": "crawl",
    "*ops/test_cli.py": "server",
    "*ops/test_server.py": "server",
    "*house/test_bootstrap.py": "bootstrap",
}


class ByGroupFileAndEngine(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)


def scope(nodeid: str) -> str:
    """What goes to one worker: a group or a file, each engine for itself."""
    path = nodeid.partition("::")[0]
    return f"{group(nodeid) or path} {POSTGRESQL if POSTGRESQL in nodeid.partition('[')[2] else ''}"


def group(nodeid: str) -> str | None:
    path = nodeid.partition("::")[0]
    return next((name for pattern, name in GROUPS.items() if fnmatchcase(path, pattern)), None)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByGroupFileAndEngine:
    config.option.loadscopereorder = False  # a worker's own order, see below
    return ByGroupFileAndEngine(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    yield
    if hasattr(config, "workerinput"):
        items[:] = in_order(items)


def in_order(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Groups first, small files last; PostgreSQL after SQLite, or each worker makes its databases again and again."""
    scopes = {item.nodeid: scope(item.nodeid) for item in items}
    sizes = Counter(scopes.values())
    names = [*dict.fromkeys(GROUPS.values()), None]

    def place(item: pytest.Item) -> tuple[int, bool, int, str]:
        name, mine = group(item.nodeid), scopes[item.nodeid]
        return names.index(name), name is None and mine.endswith(POSTGRESQL), -sizes[mine], mine

    return sorted(items, key=place)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On the machine that checks changes, what was skipped was not checked."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
