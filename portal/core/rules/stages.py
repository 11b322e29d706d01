"""The three stages of a business, in their order."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    startup = "startup"
    growth = "growth"
    mature = "mature"

    @property
    def following(self) -> Stage | None:
        """The stage a business moves to from here; None: there is no further one."""
        return next(iter(ORDER[self.place + 1 :]), None)

    @property
    def place(self) -> int:
        """0 for the first stage."""
        return ORDER.index(self)


ORDER = tuple(Stage)
