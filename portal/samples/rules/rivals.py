"""What a sample was compared with: the same product of another supplier, or a rival product known by its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class SampleRivalFacts:
    name: str  # of the other supplier, or of the rival product
    measured: bool  # the other sample has figures of its own
    note: str = ""  # what came of it

    @property
    def says(self) -> bool:
        """Figures stand side by side, or somebody wrote what came of it."""
        return self.measured or bool(self.note)


@dataclass(frozen=True)
class Compared:
    """The figure of `sample_count` with `count = compared`, and the names for its sentence."""

    found: int
    names: tuple[str, ...]


def compared(rivals: Iterable[SampleRivalFacts]) -> Compared | None:
    """How many comparisons say something. None where none was begun; 0 where those begun have no figures yet."""
    every = list(rivals)
    names = tuple(one.name for one in every if one.says)
    return Compared(len(names), names) if every else None
