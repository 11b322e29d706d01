"""A form that is opened again with what was typed: meanwhile it counts as not filled in, and no row may be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from portal.core.rules.card_codes import looks_like_codes

# What a page puts into a form by itself: without anything else nobody typed anything.
UNTYPED = frozenset(
    {
        *("csrf_token", "key", "version", "rev", "seen", "seen_owner", "seen_due"),
        *("over", "back", "next", "short", "whole", "more", "act"),
    }
)
# Never kept and never shown again, whatever form they stand in: passwords, codes, form tokens.
SECRETS = frozenset({"password", "old", "proof", "one_time_code", "codes", "csrf_token"})
WRITE = re.compile(r'\b(?:INSERT (?:OR \w+ )?INTO|REPLACE INTO|UPDATE "|DELETE FROM|TRUNCATE)')
_reopening: ContextVar[bool] = ContextVar("reopening a form", default=False)


class WriteRefused(Exception):
    """A view would have written although its form is only opened again."""


def is_secret(name: str, value: str) -> bool:
    """By the last part of its name, as a field within a field has it."""
    return name.rpartition("-")[2] in SECRETS or looks_like_codes(value)


def is_reopening() -> bool:
    return _reopening.get()


@contextmanager
def reopening() -> Iterator[None]:
    token = _reopening.set(True)
    try:
        yield
    finally:
        _reopening.reset(token)


def refuse_write(sql: str) -> None:
    """Raises WriteRefused."""
    if _reopening.get() and WRITE.search(sql):
        raise WriteRefused(sql.split(" ", 1)[0])
