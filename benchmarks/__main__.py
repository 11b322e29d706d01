"""Print every measure; status 1 when a goal is missed."""

from __future__ import annotations

import sys

from benchmarks import costs, imports, scale, start


def main() -> int:
    missed = 0
    for part in (start, costs, imports, scale):
        for name, value in part.measure().items():
            goal = part.GOALS.get(name)
            missed += goal is not None and value > goal
            print(f"{name:64} {value:8.2f}" + (f"  goal {goal:g}" if goal is not None else ""), flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
