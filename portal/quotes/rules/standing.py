"""Which of several quotes counts today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class DatedQuote(Protocol):
    def runs(self, today: date) -> bool: ...


Q = TypeVar("Q", bound=DatedQuote)


def newest_that_holds(newest_first: Iterable[Q], today: date, expired: bool = False) -> Q | None:
    """Of the quotes of a supplier for a product the one that counts: the newest that still holds.

    `expired`: those that ran out count as well. None where none does.
    """
    return next((quote for quote in newest_first if expired or quote.runs(today)), None)
