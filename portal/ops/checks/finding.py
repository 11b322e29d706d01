"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass

OK, WARN, FAIL = "ok", "warn", "FAIL"


@dataclass(frozen=True)
class Finding:
    level: str
    name: str
    text: str


def judged(name: str, good: bool, text: str, otherwise: str, level: str = FAIL) -> Finding:
    return Finding(OK, name, text) if good else Finding(level, name, otherwise)
