"""What another library makes of the score, kept in spotis.json; no part of the suite.

To make it again: `pip install pymcdm` (270 MB with what it stands on), then
`python -m tests.comparisons.make_spotis_vectors`.
"""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
from pymcdm.methods import SPOTIS

VECTORS = Path(__file__).with_name("spotis.json")
BETTER = (1, -1, 1)  # more, less, more
BOUNDS = ((0, 100), (-50, 50), (3, 9))
# The ends, the middle, a tie, and a weight that is nothing.
CHOSEN = (
    ([[0, 50, 3], [100, -50, 9]], [1, 1, 1]),
    ([[50, 0, 6], [50, 0, 6]], [40, 20, 40]),
    ([[100, 50, 3], [0, -50, 9], [0, 50, 9]], [0, 7, 0]),
)
NUMBER = 40


def cases() -> list[tuple[list[list[int]], list[int]]]:
    chance = Random(2020)  # the year of the paper
    drawn = []
    while len(drawn) < NUMBER - len(CHOSEN):
        rows = [[chance.randint(*ends) for ends in BOUNDS] for _supplier in range(chance.randint(2, 5))]
        weights = [chance.randint(0, 100) for _criterion in BOUNDS]
        if any(weights):
            drawn.append((rows, weights))
    return [*CHOSEN, *drawn]


def spotis(rows: list[list[int]], weights: list[int]) -> list[float]:
    """0 is best."""
    shares = np.array(weights) / sum(weights)
    method = SPOTIS(np.array(BOUNDS, dtype=float))
    return [float(bad) for bad in method(np.array(rows, dtype=float), shares, np.array(BETTER), validation=False)]


if __name__ == "__main__":
    vectors = [{"rows": rows, "weights": weights, "spotis": spotis(rows, weights)} for rows, weights in cases()]
    lines = ",\n    ".join(map(json.dumps, vectors))
    text = f'{{\n  "bounds": {json.dumps(BOUNDS)},\n  "vectors": [\n    {lines}\n  ]\n}}\n'
    VECTORS.write_text(text, encoding="utf-8")
