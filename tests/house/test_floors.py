"""Who may know whom. The floors of the house, read from its imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PORTAL = Path(__file__).parent.parent.parent / "portal"
FLOORS = {"domain", "content", "models", "facts", "forms", "views", "migrations", "demo"}
HALL = "hall"

MAY_KNOW = {
    "domain": {"domain"},
    "content": {"content", "domain"},
    "models": {"models", "domain"},
    "facts": {"facts", "models", "domain", "content"},
    "forms": {"forms", "domain"},
    "hall": {"hall", "models", "domain", "content", "views", "demo"},  # app.py and cli.py put the rest together
    "views": {"views", "forms", "models", "facts", "domain", "content", "hall"},
    "migrations": set(),
    "demo": {"demo", "models", "facts", "domain", "content", "hall"},
}
OUTSIDE = {
    "domain": set(),
    "content": set(),
    "models": {"peewee", "playhouse"},
    "facts": {"peewee"},
    "forms": {"wtforms", "flask_wtf", "flask_babel", "markupsafe", "babel"},
    "migrations": {"peewee", "playhouse"},
}
# A sent file is judged with the other fields of its form, so this field knows the one place that judges files.
DOORS = {"forms/files.py": "portal.uploads."}
STANDARD = __import__("sys").stdlib_module_names


def modules() -> list[Path]:
    return sorted(path for path in PORTAL.rglob("*.py") if "__pycache__" not in path.parts)


def floor_of(path: Path) -> str:
    first = path.relative_to(PORTAL).parts[0]
    return first if first in FLOORS else HALL


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def target_floor(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FLOORS else HALL


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PORTAL)))
def test_a_module_knows_only_the_floors_it_may(path):
    floor, door = floor_of(path), DOORS.get(path.relative_to(PORTAL).as_posix(), " ")
    wrong = {
        name
        for name in imports(path)
        if not name.startswith(door)
        and name.split(".")[0] == "portal"
        and name != "portal"
        and target_floor(name) not in MAY_KNOW[floor]
    }
    assert not wrong, f"{floor} may not know {sorted(wrong)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PORTAL)))
def test_a_floor_uses_only_the_libraries_it_may(path):
    allowed = OUTSIDE.get(floor_of(path))
    if allowed is None:
        return
    roots = {name.split(".")[0] for name in imports(path)} - STANDARD - {"portal"}
    assert roots <= allowed, f"{sorted(roots - allowed)} does not belong on this floor"


@pytest.mark.parametrize(
    "path", [p for p in modules() if floor_of(p) in ("domain", "facts")], ids=lambda path: str(path.relative_to(PORTAL))
)
def test_rules_never_look_at_the_clock(path):
    text = path.read_text(encoding="utf-8")
    for call in ("date.today(", "datetime.now(", "utcnow(", "time.time("):
        assert call not in text


def test_the_package_itself_loads_neither_flask_nor_peewee():
    import subprocess
    import sys

    code = "import sys, portal.domain.text; sys.exit('flask' in sys.modules or 'peewee' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=PORTAL.parent).returncode == 0


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PORTAL)))
def test_no_file_grows_past_three_hundred_lines(path):
    if floor_of(path) == "migrations":
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
