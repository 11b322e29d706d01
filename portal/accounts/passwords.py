"""Passwords: how they are kept, and which ones are refused."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

from flask import current_app, has_app_context
from werkzeug.security import check_password_hash, generate_password_hash

SHIPPED = "scrypt:32768:8:3"
SHORTEST, LONGEST = 10, 256
COMMON = Path(__file__).parent / "common_passwords.txt"
# 32 MiB each: more than four at once would crowd a small machine.
_gate = threading.BoundedSemaphore(4)


def method() -> str:
    """The app's own, if it is set to another; commands work without an app."""
    return str(current_app.config["PASSWORD_HASH"]) if has_app_context() else SHIPPED


def hashed(password: str) -> str:
    with _gate:
        return generate_password_hash(password, method())


def matches(stored: str | None, password: str) -> bool:
    """Takes as long for an unknown person as for a known one."""
    with _gate:
        return check_password_hash(stored or _decoy(method()), password) and stored is not None


def outdated(stored: str | None) -> bool:
    return stored is not None and not stored.startswith(method() + "$")


@cache
def _decoy(method: str) -> str:
    return generate_password_hash("nobody has this password", method)


@cache
def common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split())


def refusal(password: str, words: tuple[str, ...]) -> str | None:
    """Why a new password is refused: short, long, common, or built on one of `words` (names known to an attacker)."""
    folded = password.casefold()
    if len(password) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    if folded in common() or len(set(folded)) < 4:
        return "common"
    if any(len(word) > 2 and word.casefold() in folded for word in words):
        return "context"
    return None
