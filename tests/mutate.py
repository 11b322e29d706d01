"""Would the suite notice? One statement at a time is dropped or flipped, and the tests of its room are run.

  python -m tests.mutate rules --sample 200            of all rules, 200 mutants
  python -m tests.mutate models queries views --sample 60
  python -m tests.mutate portal/quotes/rules/landed_cost.py

A mutant dies when a test fails. Status 1 when fewer die than must (95 % of rules, 85 % of what touches rows or pages),
counting out those that tests/survivors.txt names with a reason: nobody could notice them. Not part of the suite: it
takes about a minute for ten mutants. Runs on SQLite, in a copy of the tree, on all processors; needs `os.fork`.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SURVIVORS = Path(__file__).parent / "survivors.txt"
UNTOUCHED = "untouched"
TOLD_EVERY = 20  # mutants
SECONDS = 400  # a mutant that runs for ever has been noticed
MUST_DIE = {"rules": 0.95}
MUST_DIE_ELSEWHERE = 0.85
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}

TURNED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    path: str  # below the root
    line: int
    what: str
    text: str  # of the whole file

    @property
    def room(self) -> str:
        return Path(self.path).parts[1]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


class Site(ast.NodeTransformer):
    """Changes the `wanted`th place of a file; `count` is how many there are."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.count, self.line, self.what = wanted, 0, 0, ""

    def here(self, node: ast.AST, what: str) -> bool:
        self.count += 1
        if self.count - 1 != self.wanted:
            return False
        self.line, self.what = getattr(node, "lineno", 0), what
        return True

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if isinstance(node.value, ast.Constant):
            return node  # a docstring
        return ast.copy_location(ast.Pass(), node) if self.here(node, "dropped") else self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        return ast.copy_location(ast.Pass(), node) if self.here(node, "dropped") else self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        return ast.copy_location(ast.Pass(), node) if self.here(node, "not raised") else node

    def visit_If(self, node: ast.If) -> ast.AST:
        if self.here(node, "if turned round"):
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return ast.fix_missing_locations(node)
        return self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        if self.here(node, "choice turned round"):
            node.body, node.orelse = node.orelse, node.body
            return node
        return self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        if self.here(node, f"{type(node.ops[0]).__name__} is {FLIPPED[type(node.ops[0])].__name__}"):
            node.ops[0] = FLIPPED[type(node.ops[0])]()
            return node
        return self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        if self.here(node, "and is or" if isinstance(node.op, ast.And) else "or is and"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return node
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        if isinstance(node.op, ast.Not) and self.here(node, "not left out"):
            return node.operand
        return self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        other = TURNED.get(type(node.op))
        if other and not text_in(node) and self.here(node, f"{type(node.op).__name__} is {other.__name__}"):
            node.op = other()
            return node
        return self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is not None and not isinstance(node.value, ast.Constant) and self.here(node, "returns None"):
            return ast.copy_location(ast.Return(ast.copy_location(ast.Constant(None), node)), node)
        return self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool) and self.here(node, f"{node.value} is {not node.value}"):
            return ast.copy_location(ast.Constant(not node.value), node)
        if type(node.value) is int and self.here(node, f"{node.value} is {node.value + 1}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Not its decorators: nothing assigns to what is frozen, mypy sees to it."""
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node


def text_in(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr | ast.Constant) and not number(side) for side in sides)


def number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def mutants(path: Path) -> Iterator[Mutant]:
    source = path.read_text(encoding="utf-8")
    count = Site()
    count.visit(ast.parse(source))
    for place in range(count.count):
        site = Site(place)
        tree = ast.fix_missing_locations(site.visit(ast.parse(source)))
        yield Mutant(path.relative_to(ROOT).as_posix(), site.line, site.what, ast.unparse(tree))


def untouched(sample: list[Mutant]) -> list[Mutant]:
    """A file of each room as it is: its tests must pass, or every mutant would seem to die."""
    first = {mutant.room: mutant.path for mutant in sample}
    return [Mutant(path, 0, UNTOUCHED, (ROOT / path).read_text(encoding="utf-8")) for path in first.values()]


def files(names: list[str]) -> list[Path]:
    """The files of these kinds, or these files."""
    found: list[Path] = []
    for name in names:
        if name.endswith(".py"):
            found.append(ROOT / name)
        else:
            found += [*ROOT.glob(f"portal/*/{name}.py"), *ROOT.glob(f"portal/*/{name}/*.py")]
    return sorted(path for path in found if path.name != "__init__.py")


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
    """What is run, the quick first: the tests of the file, those of its kind, those of its room."""
    room = tree / "tests" / mutant.room
    parts = Path(mutant.path).with_suffix("").parts
    kind, name = parts[2], parts[-1]
    kinds = {"views": "pages", "queries": "models"}.get(kind, kind)
    own = sorted(str(path) for path in room.glob(f"test_{kinds}_{name}.py"))
    alike = sorted(str(path) for path in room.glob(f"test_{kinds}*.py") if str(path) not in own)
    rest = sorted(str(path) for path in room.glob("test_*.py") if str(path) not in (*own, *alike))
    yield from (paths for paths in (own, alike, rest) if paths)


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


def excused() -> dict[str, str]:
    """`file:what stands on the line: what was done` -> why nobody could notice."""
    lines = SURVIVORS.read_text(encoding="utf-8").splitlines() if SURVIVORS.exists() else []
    pairs = (line.split(" # ", 1) for line in lines if " # " in line)
    return {key.strip(): reason.strip() for key, reason in pairs}


def key_of(mutant: Mutant) -> str:
    """By the text of its line, which stays when others come before it."""
    line = (ROOT / mutant.path).read_text(encoding="utf-8").splitlines()[mutant.line - 1]
    return f"{mutant.path}: {line.strip()}: {mutant.what}"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="+", help="kinds (rules, models, queries, views, ...) or files")
    asked.add_argument("--sample", type=int, default=0, help="so many of them, by chance; all without it")
    asked.add_argument("--seed", default="1", help="another chance")
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = asked.parse_args()
    every = [mutant for path in files(chosen.names) for mutant in mutants(path)]
    chance = random.Random(chosen.seed)
    sample = chance.sample(every, min(chosen.sample or len(every), len(every)))
    reasons, alive, dead, counted_out, done = excused(), [], 0, 0, 0
    preload()
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as folder:
        os.environ["MUTANT_TREE"] = folder
        with multiprocessing.get_context("fork").Pool(chosen.workers) as pool:
            if ill := [mutant.room for mutant, failed in pool.imap_unordered(judged, untouched(sample)) if failed]:
                sys.exit(f"tests fail without a mutant: {', '.join(ill)}")
            for mutant, died in pool.imap_unordered(judged, sample):
                excuse = "" if died else reasons.get(key_of(mutant), "")
                dead, counted_out, done = dead + died, counted_out + bool(excuse), done + 1
                if done % TOLD_EVERY == 0:
                    print(f"{dead} of {done - counted_out} have died so far", flush=True)
                if not died:
                    alive += [] if excuse else [mutant]
                    print(f"alive  {key_of(mutant)} (line {mutant.line}){' # ' + excuse if excuse else ''}", flush=True)
    judged_count = len(sample) - counted_out
    share = dead / judged_count if judged_count else 1.0
    least = min((MUST_DIE.get(name, MUST_DIE_ELSEWHERE) for name in chosen.names), default=MUST_DIE_ELSEWHERE)
    print(f"{dead} of {judged_count} died ({share:.1%}); {counted_out} counted out; at least {least:.0%} must")
    return 0 if share >= least else 1


if __name__ == "__main__":
    sys.exit(main())
