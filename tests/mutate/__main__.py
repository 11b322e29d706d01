"""Would the suite notice? One statement at a time is dropped or flipped, and the tests of its room are run,
then those elsewhere that name its file.

  python -m tests.mutate rules --sample 200            of all rules, 200 mutants
  python -m tests.mutate models queries views --sample 60
  python -m tests.mutate portal/quotes/rules/landed_cost.py

A mutant dies when a test fails. Status 1 when fewer die than must (95 % of rules, 85 % of what touches rows or pages),
counting out those that tests/mutate/survivors.txt names with a reason: nobody could notice them. Not part of the
suite: it takes about a minute for ten mutants. Runs on SQLite, in a copy of the tree, on all processors; needs
`os.fork`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
from pathlib import Path

from tests.mutate.judging import UNTOUCHED, judged, preload
from tests.mutate.sites import ROOT, Mutant, mutants

SURVIVORS = Path(__file__).parent / "survivors.txt"
TOLD_EVERY = 20  # mutants
MUST_DIE = {"rules": 0.95}
MUST_DIE_ELSEWHERE = 0.85


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
