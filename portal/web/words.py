"""What codes are called: {{ review.outcome | word("outcome") }}. An unknown code is shown as it is.

Each room states its own kinds of code; they are gathered once, when the application is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask
from wtforms.fields.choices import SelectChoice

Words = Mapping[str, Mapping[str, Any]]  # kind of code -> code -> what it is called
WORDS: dict[str, dict[str, Any]] = {}
# Kinds every room has codes of: what the audit trail calls its rows, what is done to them, and their columns.
OF_ALL_ROOMS = ("record", "verb", "column")


class StatedTwice(Exception):
    """Two rooms name a kind of code alike, or a code of a kind of all rooms: one of them would be silent."""


def gather(rooms: Iterable[Words]) -> None:
    """What all rooms state. Raises StatedTwice."""
    gathered: dict[str, dict[str, Any]] = {kind: {} for kind in OF_ALL_ROOMS}
    for stated in rooms:
        for kind, codes in stated.items():
            known = gathered.get(kind, {})
            if twice := known.keys() & codes.keys() if kind in OF_ALL_ROOMS else known:
                raise StatedTwice(f"{kind}: {', '.join(sorted(map(str, twice)))}")
            gathered[kind] = known | dict(codes)
    WORDS.clear()
    WORDS.update(gathered)


def choices(kind: str) -> list[SelectChoice]:
    """For a select or radio field, in the order the codes are declared."""
    return [SelectChoice(str(code), str(label)) for code, label in WORDS[kind].items()]


def word(code: str, kind: str) -> str:
    """`need.remove` is read as `remove` where no room says more of it."""
    return str(WORDS[kind].get(code) or WORDS[kind].get(code.rpartition(".")[2], code))


def pairs(kind: str) -> list[tuple[str, str]]:
    """Every code of a kind and what it is called."""
    return [(str(code), str(label)) for code, label in WORDS[kind].items()]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["words"] = pairs
    app.jinja_env.filters["word"] = word
