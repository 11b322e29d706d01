"""Who may know whom: the rooms of the house and the kinds of file in them, read from their imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

PORTAL = Path(__file__).parent.parent.parent / "portal"

# From the ground up; what is named otherwise stands between words and pages.
KINDS = ("rules", "models", "queries", "forms", "words", "workings", "pages", "views")
MAY_KNOW = {
    "rules": {"rules"},
    "models": {"rules", "models"},
    "queries": {"rules", "models", "queries"},
    "forms": {"rules", "forms"},
    "words": {"rules", "words"},
    "workings": {"rules", "models", "queries", "forms", "words", "workings"},
    "pages": {"rules", "models", "queries", "forms", "words", "workings", "pages"},
    "views": {"rules", "models", "queries", "forms", "words", "workings", "pages"},
}
OUTSIDE = {
    "rules": set(),
    "models": {"peewee", "playhouse"},
    "queries": {"peewee"},
    "forms": {"wtforms", "flask_wtf", "flask_babel", "markupsafe", "babel"},
}
HALL = {"app", "rooms", "tables", "config", "database", "version", "__init__"}
JOINS = {"facts", "imports", "bulk", "handover", "home", "audit", "demo", "ops"}
# Whom a room that stands under the others may know besides itself; version, config and database are for all.
GROUND = {
    "core": set(),
    "web": {"core", "settings", "accounts"},
    "sheets": {"core", "web"},
}
DOORS = {
    # A sent file is judged with the other fields of its form: this field knows the one place that judges files.
    ("core/forms/files.py", "web/uploads.py"),
    # What an agreement lacks is kept in the transaction that writes its clauses, and the shipped ones say what that is.
    ("agreements/models.py", "content/__init__.py"),
    # The work that is done in the background is named once, and swept up by the tick.
    ("jobs/kinds.py", "imports/pages/carry_out.py"),
    ("ops/tick.py", "imports/pages/carry_out.py"),
    ("ops/tick.py", "path/pages/record_checks.py"),
}
# Words in the reader's language: how a figure, a day or a limit of the team is written.
SPOKEN = {"web", "settings", "content"}
MOST_IN_A_ROOM, MOST_IN_A_FOLDER = 35, 12
LARGER = {
    "facts": 24,  # one file for each group of facts a list may ask for
    "demo": 24,  # one file for each noun the demo team has
    "web": 30,  # one file for each thing a web application needs
}
HIDDEN = {
    "web/hosts.py": "fcntl is not there on Windows",
    "ops/server.py": "resource is not there on Windows",
    "sheets/readers/process.py": "resource is not there on Windows",
}
STANDARD = sys.stdlib_module_names
# They fit every value and every step, so they say of none what it is.
NAMES_NOTHING = {
    *("found", "told", "said", "shown", "given", "one", "every", "here", "it", "thing", "what", "who"),
    *("do", "handle", "process", "helper", "stuff"),
}


class File(NamedTuple):
    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(PORTAL).as_posix()

    @property
    def room(self) -> str:
        first = self.path.relative_to(PORTAL).parts[0]
        return "" if first.endswith(".py") else first

    @property
    def kind(self) -> str:
        parts = self.path.relative_to(PORTAL).parts
        second = parts[1].removesuffix(".py") if len(parts) > 1 else ""
        return second if second in KINDS else "workings"


@cache
def files() -> dict[str, File]:
    """Every file of the program but the migrations, by its module."""
    paths = sorted(path for path in PORTAL.rglob("*.py") if "__pycache__" not in path.parts)
    kept = [path for path in paths if path.relative_to(PORTAL).parts[0] != "migrations"]
    return {module(path): File(path) for path in kept}


def module(path: Path) -> str:
    return ".".join(("portal", *path.relative_to(PORTAL).with_suffix("").parts)).removesuffix(".__init__")


def imports(file: File) -> Iterator[str]:
    """Whole names, also of what is imported inside a function."""
    for node in ast.walk(ast.parse(file.path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def known() -> list[tuple[File, File]]:
    """Each file with each file it imports."""
    pairs = []
    for file in files().values():
        for name in imports(file):
            target = files().get(name) or files().get(name.rpartition(".")[0])
            if target and target != file:
                pairs.append((file, target))
    return sorted(set(pairs))


def between_rooms() -> Iterator[tuple[File, File]]:
    yield from ((one, other) for one, other in known() if one.room not in ("", "demo") and other.room)


def test_a_file_knows_only_kinds_below_its_own():
    wrong = [
        f"{one.name} knows {other.name}"
        for one, other in between_rooms()
        if other.kind not in MAY_KNOW[one.kind]
        and (one.name, other.name) not in DOORS
        and not (one.kind == "words" and other.room in SPOKEN)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_view_is_known_to_anybody():
    assert not [f"{one.name} knows {other.name}" for one, other in known() if other.kind == "views"]


@pytest.mark.parametrize("kind", ["rules", "models", "queries", "forms", "words", "pages"])
def test_rooms_form_no_circle_within_a_kind(kind):
    edges: dict[str, set[str]] = defaultdict(set)
    for one, other in between_rooms():
        if one.kind == other.kind == kind and one.room != other.room:
            edges[one.room].add(other.room)
    assert not circle(edges)


def test_files_form_no_circle():
    edges: dict[str, set[str]] = defaultdict(set)
    for one, other in known():
        edges[one.name].add(other.name)
    assert not circle(edges)


def circle(edges: dict[str, set[str]]) -> list[str]:
    """The first circle in which names lead back to where they began; empty where there is none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for following in sorted(edges.get(name, ())):
            if closed := walk(following, [*way, name]):
                return closed
        done.add(name)
        return []

    return next((closed for name in sorted(edges) if (closed := walk(name, []))), [])


def test_no_import_hides_in_a_function():
    hidden = []
    for file in (file for file in files().values() if file.name not in HIDDEN):
        tree = ast.parse(file.path.read_text(encoding="utf-8"))
        for outer in ast.walk(tree):
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
                found = [node for node in ast.walk(outer) if isinstance(node, ast.Import | ast.ImportFrom)]
                hidden += [f"{file.name}:{node.lineno}" for node in found]
    assert not hidden


def test_the_rooms_below_know_none_above():
    wrong = [
        f"{one.name} knows {other.name}"
        for one, other in between_rooms()
        if one.room in GROUND and other.room not in {*GROUND[one.room], one.room}
        if (one.name, other.name) not in DOORS
    ]
    assert not wrong, "\n".join(wrong)


def test_no_noun_knows_a_join():
    wrong = [
        f"{one.name} knows {other.name}"
        for one, other in between_rooms()
        if one.room not in JOINS and other.room in JOINS and one.kind in ("rules", "models", "queries", "forms")
    ]
    assert not wrong, "\n".join(wrong)


def test_a_kind_uses_only_the_libraries_it_may():
    wrong = [
        f"{file.name} uses {name}"
        for file in files().values()
        if file.room and file.kind in OUTSIDE
        for name in imports(file)
        if (root := name.split(".")[0]) not in STANDARD and root not in {"portal", *OUTSIDE[file.kind]}
    ]
    assert not wrong, "\n".join(wrong)


def test_rules_never_look_at_the_clock():
    looks = [
        f"{file.name}: {call}"
        for file in files().values()
        if file.kind == "rules" or file.room == "facts"
        for call in ("date.today(", "datetime.now(", "utcnow(", "time.time(")
        if call in file.path.read_text(encoding="utf-8")
    ]
    assert not looks


def test_rules_load_neither_flask_nor_peewee():
    code = "import sys, portal.core.rules.text; sys.exit('flask' in sys.modules or 'peewee' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=PORTAL.parent).returncode == 0


def test_no_room_and_no_folder_grows_too_large():
    inside = [file for file in files().values() if file.room and file.path.name != "__init__.py"]
    rooms = Counter(file.room for file in inside)
    folders = Counter(file.path.parent.relative_to(PORTAL).as_posix() for file in inside)
    assert not {room: count for room, count in rooms.items() if count > MOST_IN_A_ROOM}
    assert not {name: count for name, count in folders.items() if count > LARGER.get(name, MOST_IN_A_FOLDER)}


def test_no_file_grows_past_three_hundred_lines():
    lines = {file.name: len(file.path.read_text(encoding="utf-8").splitlines()) for file in files().values()}
    assert not {name: count for name, count in lines.items() if count > 300}


def test_a_class_name_stands_once():
    """But for `Meta`, which is Peewee's and WTForms' own."""
    places = defaultdict(list)
    for file in files().values():
        for node in ast.walk(ast.parse(file.path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name != "Meta":
                places[node.name].append(file.name)
    assert not {name: where for name, where in places.items() if len(where) > 1}


def test_functions_and_variables_are_named_after_what_they_are():
    """Fields of a class are left out: some are columns, whose names stand in databases."""
    names = [
        f"{file.name}:{node.lineno}: {name}"
        for file in files().values()
        for node in own_nodes(ast.parse(file.path.read_text(encoding="utf-8")))
        if (name := name_given(node)) in NAMES_NOTHING
    ]
    assert not names, "\n".join(names)


def own_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes of a file but the fields its classes declare."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(tree, ast.ClassDef) and isinstance(node, ast.Assign | ast.AnnAssign)):
            yield node
            yield from own_nodes(node)


def name_given(node: ast.AST) -> str | None:
    """The name that a node gives to a function, an argument or a variable."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ExceptHandler(name=name):
            return name
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.alias(asname=name):
            return name
    return None
