"""Several workers (pytest-xdist): what takes long begins first, and a file's tests on one engine stay together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Sequence
from typing import Any

import pytest
from xdist.scheduler import LoadGroupScheduling

POSTGRESQL = "postgresql"


class ByFileAndEngine(LoadGroupScheduling):
    """Tests marked `xdist_group` go to one worker, the others file by file, each engine for itself."""

    def _split_scope(self, nodeid: str) -> str:
        group = super()._split_scope(nodeid)
        return by_file_and_engine(nodeid) if group == nodeid else group


def by_file_and_engine(nodeid: str) -> str:
    return f"{nodeid.partition('::')[0]} {POSTGRESQL if POSTGRESQL in nodeid.partition('[')[2] else ''}"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFileAndEngine:
    config.option.loadscopereorder = False  # a worker's own order, see below
    return ByFileAndEngine(config, log)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    yield
    if hasattr(config, "workerinput"):
        items[:] = in_order(items)


def in_order(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Groups first, small files last; PostgreSQL after SQLite, or each worker makes its databases again and again."""
    scopes = {item: group(item) or by_file_and_engine(item.nodeid) for item in items}
    sizes = Counter(scopes.values())

    def place(item: pytest.Item) -> tuple[bool, bool, int, str]:
        alone, scope = group(item) is None, scopes[item]
        return alone, alone and scope.endswith(POSTGRESQL), -sizes[scope], scope

    return sorted(items, key=place)


def group(item: pytest.Item) -> str | None:
    mark = item.get_closest_marker("xdist_group")
    return str(mark.args[0]) if mark else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """On the machine that checks changes, what was skipped was not checked."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") == "true" and reporter and reporter.stats.get("skipped"):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED
