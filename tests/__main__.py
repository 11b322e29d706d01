"""`python3 run.py test`: everything, on all cores; `quick`: what a commit needs. Other words are those of pytest."""

from __future__ import annotations

import os
import sys

import pytest

from tests import quick

# The plug-in was asked for its paths before pytest could see it: its own assertions, of which it has none, stay plain.
ASKED_BEFORE = ("-W", "ignore:Module already imported so cannot be rewritten")
# More workers than this wait for the browser stories, which share one.
ON_ALL_CORES = ("-n", "auto", "--maxprocesses", "4")


def main(words: list[str]) -> int:
    # Hundreds of processes are started on the way: compiled once, each starts in a third of the time.
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if words[:1] == ["quick"]:
        words = ["-p", "tests.quick", *ON_ALL_CORES, *quick.paths(), *words[1:]]
    return int(pytest.main([*ASKED_BEFORE, *(words or ON_ALL_CORES)]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
