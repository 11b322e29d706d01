"""The quick run: all rules and shipped content, the cheap tests of the house, and the rooms that changed; SQLite only.

As a plug-in (`-p tests.quick`) it leaves out what a test file of those would need PostgreSQL or much time for.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import workers

ROOT = Path(__file__).parent.parent
ALWAYS = ("tests/content", "tests/house")
WITH_ROOMS = ("portal", "templates", "tests")
NO_ROOMS = ("content", "e2e", "house")  # run anyway, or never here


def paths(root: Path = ROOT) -> list[str]:
    rooms = [f"tests/{room}" for room in changed_rooms(root)]
    rules = [str(path.relative_to(root)) for path in sorted(root.glob("tests/*/test_rules_*.py"))]
    return [*ALWAYS, *rooms, *(path for path in rules if path.rpartition("/")[0] not in rooms)]


def changed_rooms(root: Path) -> list[str]:
    """The rooms with tests of their own in which a file differs from `main`."""
    parts = [Path(name).parts for name in changed_files(root)]
    names = {part[1] for part in parts if len(part) > 2 and part[0] in WITH_ROOMS}
    return sorted(name for name in names if name not in NO_ROOMS and any((root / "tests" / name).glob("test_*.py")))


def changed_files(root: Path) -> list[str]:
    """What differs from `main`, committed or not; where nothing does, the last commit."""
    try:
        return since(root, git(root, "merge-base", "HEAD", "main")) or since(root, "HEAD~1")
    except (OSError, subprocess.CalledProcessError):
        return []  # an archive without history: there is nothing it could differ from


def since(root: Path, start: str) -> list[str]:
    known = git(root, "diff", "-z", "--name-only", "--no-renames", start)
    new = git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return [name for name in f"{known}\0{new}".split("\0") if name]


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.strip()


def pytest_report_header() -> str:
    return f"quick: rules, content, house; changed: {', '.join(changed_rooms(ROOT)) or 'no room'}; SQLite only"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if needs_postgresql(item) or (of_the_house(item) and takes_long(item))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def needs_postgresql(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    return call is not None and "postgresql" in call.params.values()


def of_the_house(item: pytest.Item) -> bool:
    return "house" in item.path.parts


def takes_long(item: pytest.Item) -> bool:
    """Test of a group (the walk through all pages, a set-up), or one that asks for the demo team."""
    return workers.group(item.nodeid) is not None or "crowded" in getattr(item, "fixturenames", ())
