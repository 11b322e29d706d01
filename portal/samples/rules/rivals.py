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
        """Whether figures stand side by side, or somebody wrote what came of it."""
        return self.measured or bool(self.note)


@dataclass(frozen=True)
class Compared:
    """The figure of `sample_count` with `count = compared`, and the names for its sentence."""

    count: int
    names: tuple[str, ...]


def compared(rivals: Iterable[SampleRivalFacts]) -> Compared | None:
    """The comparisons that say something, counted. None where none was begun, 0 where those have no figures yet."""
    begun = list(rivals)
    names = tuple(rival.name for rival in begun if rival.says)
    return Compared(len(names), names) if begun else None
