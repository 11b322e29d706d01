"""Whether a test fails where a mutant stands: in a copy of the tree, in a process of its own."""

from __future__ import annotations

import compileall
import os
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.mutate.sites import ROOT, Mutant

UNTOUCHED = "untouched"
SECONDS = 400  # a mutant that runs for ever has been noticed


def judged(mutant: Mutant) -> tuple[Mutant, bool]:
    """Whether a test of its room fails; runs in a process of its own copy of the tree."""
    tree = Path(os.environ["MUTANT_TREE"]) / str(os.getpid())
    if not tree.exists():
        copy_tree(tree)
    target = tree / mutant.path
    whole = target.read_text(encoding="utf-8")
    target.write_text(mutant.text, encoding="utf-8")
    for compiled in target.parent.glob(f"__pycache__/{target.stem}.*.pyc"):
        compiled.unlink()
    try:
        ways = list(stages(tree, mutant))
        return mutant, any(fails(tree, paths) for paths in (ways[:1] if mutant.what == UNTOUCHED else ways))
    finally:
        target.write_text(whole, encoding="utf-8")


def stages(tree: Path, mutant: Mutant) -> Iterator[list[str]]:
    """What is run, the quick first: tests of the file, of its kind, of its room, and those elsewhere that name it."""
    room = tree / "tests" / mutant.room
    parts = Path(mutant.path).with_suffix("").parts
    kind, name = parts[2], parts[-1]
    kinds = {"views": "pages", "queries": "models"}.get(kind, kind)
    own = sorted(str(path) for path in room.glob(f"test_{kinds}_{name}.py"))
    alike = sorted(str(path) for path in room.glob(f"test_{kinds}*.py") if str(path) not in own)
    rest = sorted(str(path) for path in room.glob("test_*.py") if str(path) not in (*own, *alike))
    others = (path for path in (tree / "tests").glob("*/test_*.py") if path.parent.name not in (mutant.room, "e2e"))
    elsewhere = sorted(str(path) for path in others if names(path, ".".join(parts)))
    yield from (paths for paths in (own, alike, rest, elsewhere) if paths)


def names(path: Path, module: str) -> bool:
    return f"from {module} import" in path.read_text(encoding="utf-8")


def fails(tree: Path, paths: list[str]) -> bool:
    child = os.fork()
    if child == 0:
        run_tests(tree, paths)
    for _tenth in range(SECONDS * 10):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) not in (0, 5)
        time.sleep(0.1)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return True


def run_tests(tree: Path, paths: list[str]) -> None:
    os.chdir(tree)
    os.environ["MUTANT"] = "yes"
    sys.path[:] = [str(tree), *(entry for entry in sys.path if entry not in ("", str(ROOT)))]
    for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "portal")]:
        del sys.modules[name]
    sys.dont_write_bytecode = True
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1), os.dup2(quiet, 2)
    import pytest

    options = [
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-k",
        "not postgresql",
        "--rootdir",
        str(tree),
    ]
    os._exit(int(pytest.main([*options, *paths])))


def copy_tree(tree: Path) -> None:
    tree.mkdir(parents=True)
    for name in ("portal", "tests"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        compileall.compile_dir(str(tree / name), quiet=2)
    for path in ROOT.iterdir():
        if path.name not in ("portal", "tests", ".git", "instance", "instance-demo"):
            (tree / path.name).symlink_to(path)


def preload() -> None:
    """What every test imports and no mutant changes."""
    import flask_babel
    import flask_login
    import flask_wtf
    import peewee
    import PIL.Image
    import pytest

    assert all((flask_babel, flask_login, flask_wtf, peewee, PIL.Image, pytest))
