"""Which suppliers a basket begins with, until somebody chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

FIRST = 5  # more would make the first answer slow to read


def first_sources(order: Sequence[int], quoted: Mapping[int, frozenset[int]]) -> set[int]:
    """As few as together quote everything that anybody quotes, then the next in `order`; none that quotes nothing."""
    open_items = frozenset().union(*quoted.values())
    chosen: list[int] = []
    while open_items and len(chosen) < FIRST:
        best = max((key for key in order if key in quoted), key=lambda key: len(quoted[key] & open_items))
        if not quoted[best] & open_items:
            break
        chosen.append(best)
        open_items -= quoted[best]
    others = [key for key in order if quoted.get(key) and key not in chosen]
    return {*chosen, *others[: FIRST - len(chosen)]}
