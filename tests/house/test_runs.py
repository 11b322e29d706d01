"""How the tests are run: what the quick run takes, in which order workers work, and that a skip is no pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import quick, workers

ROOT = Path(__file__).parent.parent.parent
SKIPPED = "import pytest\ndef test_paper():\n    pytest.skip('no printer')\ndef test_other(): pass\n"
FILES = (
    "portal/samples/rules.py",
    "portal/samples/views/samples.py",
    "portal/needs/models.py",
    "portal/quotes/rules.py",
    "portal/translations/zh/quotes.po",
    "templates/needs/show.html",
    "tests/content/test_words.py",
    "tests/house/test_rooms.py",
    "tests/e2e/test_story.py",
    "tests/samples/test_rules_samples.py",
    "tests/samples/test_pages_samples.py",
    "tests/needs/test_pages_needs.py",
    "tests/quotes/test_rules_terms.py",
    "tests/quotes/test_pages_quotes.py",
    "README.md",
)
RULES = ["tests/quotes/test_rules_terms.py", "tests/samples/test_rules_samples.py"]


def git(folder, *words):
    name = ("-c", "user.name=Lin", "-c", "user.email=lin@desk.example")
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def house(tmp_path):
    """A small house of three rooms, all of it on `main`."""
    for file in FILES:
        write(tmp_path, file)
    git(tmp_path, "init", "-b", "main")
    commit(tmp_path)
    return tmp_path


def write(folder, *files):
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        with (folder / file).open("a") as opened:
            opened.write("a line\n")


def commit(folder):
    git(folder, "add", ".")
    git(folder, "commit", "-m", "a step")


def test_the_quick_run_takes_all_rules_and_the_rooms_that_changed_since_main(house):
    git(house, "checkout", "-b", "work")
    assert quick.paths(house) == ["tests/content", "tests/house", *RULES]
    write(house, "portal/samples/views/samples.py")
    commit(house)
    write(house, "templates/needs/show.html")
    assert quick.changed_rooms(house) == ["needs", "samples"]
    assert quick.paths(house)[2:] == ["tests/needs", "tests/samples", "tests/quotes/test_rules_terms.py"]


def test_a_new_file_and_one_that_left_its_room_count_too(house):
    git(house, "checkout", "-b", "work")
    write(house, "tests/needs/test_models_名字.py")
    git(house, "mv", "portal/quotes/rules.py", "portal/samples/terms.py")
    assert quick.changed_rooms(house) == ["needs", "quotes", "samples"]


def test_on_main_itself_the_last_commit_counts(house):
    write(house, "portal/quotes/rules.py")
    commit(house)
    write(house, "portal/samples/rules.py")
    commit(house)
    assert quick.changed_rooms(house) == ["samples"]


def test_what_is_no_room_brings_none(house):
    git(house, "checkout", "-b", "work")
    write(house, "README.md", "portal/app.py", "portal/translations/zh/quotes.po", "tests/e2e/test_story.py")
    write(house, "portal/rooms_to_come/rules.py", "tests/house/test_rooms.py")
    assert quick.changed_rooms(house) == []


def test_without_a_history_the_rules_are_still_run(tmp_path):
    write(tmp_path, *FILES)
    assert quick.paths(tmp_path) == ["tests/content", "tests/house", *RULES]


def test_the_quick_run_leaves_out_postgresql_and_what_takes_long_in_the_house(tmp_path):
    write_tests(tmp_path / "samples" / "test_pages_samples.py", "samples")
    write_tests(tmp_path / "house" / "test_rooms.py", "rooms")
    write_tests(tmp_path / "house" / "test_crawl.py", "walk")
    done = run_pytest(tmp_path, "-p", "tests.quick", "-v")
    passed = {line.split("::")[1].split()[0] for line in done.stdout.splitlines() if "PASSED" in line}
    assert passed == {
        *("test_samples", "test_row_of_samples[sqlite]"),
        *("test_rooms", "test_row_of_rooms[sqlite]"),
    }


def write_tests(path, name):
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        "import pytest\n"
        f"def test_{name}(): pass\n"
        "@pytest.mark.parametrize('engine', ['sqlite', 'postgresql'])\n"
        f"def test_row_of_{name}(engine): pass\n"
    )


@pytest.mark.parametrize(("several", "checked", "status"), [((), "", 0), ((), "true", 1), (("-n", "1"), "true", 1)])
def test_where_changes_are_checked_a_skip_is_a_failure_with_its_reason(tmp_path, several, checked, status):
    (tmp_path / "test_paper.py").write_text(SKIPPED)
    done = run_pytest(tmp_path, "-p", "tests.workers", *several, CI=checked)
    assert done.returncode == status, done.stdout
    assert "no printer" in done.stdout


def run_pytest(folder, *words, **more):
    command = [sys.executable, "-m", "pytest", "--rootdir", str(folder), "-c", os.devnull, "-rs", *words, str(folder)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(command, cwd=ROOT, env={**kept, **more}, capture_output=True, text=True, check=False)


def test_workers_begin_with_the_groups_and_make_each_database_once():
    names = ("a.py::t[postgresql]", "b.py::t[zh-sqlite]", "c.py::t", "c.py::u", "b.py::t[zh-postgresql]", "e2e/d.py::t")
    order = [item.nodeid for item in workers.in_order([SimpleNamespace(nodeid=name) for name in names])]
    assert order == ["e2e/d.py::t", "c.py::t", "c.py::u", "b.py::t[zh-sqlite]", *(names[0], names[4])]


def test_one_worker_has_all_of_a_group_and_all_of_a_file_on_an_engine(tmp_path):
    for name in ("e2e/test_story.py", "e2e/test_other_story.py", "samples/test_samples.py", "needs/test_needs.py"):
        write_tests(tmp_path / name, "page")
    (tmp_path / "conftest.py").write_text("import time\ndef pytest_runtest_setup(): time.sleep(0.2)\n")
    done = run_pytest(tmp_path, "-p", "tests.workers", "-n", "2", "-v")
    at = re.findall(r"\[(gw\d)\].* PASSED (\S+)", done.stdout)
    assert len(at) == 12, done.stdout
    owners = {(workers.scope(name), worker) for worker, name in at}
    assert len(owners) == len({scope for scope, _worker in owners})
    assert len({worker for _scope, worker in owners}) == 2
    assert len([scope for scope, _worker in owners if scope.startswith("browser")]) == 2  # one for each engine


def test_the_quick_run_begins():
    """Its plug-in and its paths are taken by pytest as it is, with warnings as errors."""
    command = [sys.executable, "-m", "tests", "quick", "--collect-only", "-q", "-n0"]
    begun = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert begun.returncode == 0, begun.stdout[-2000:] + begun.stderr[-2000:]
