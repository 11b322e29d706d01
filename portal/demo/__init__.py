"""A believable team for trying the portal out and for the browser stories. Never loaded into a real instance."""

from __future__ import annotations

import re
import secrets
import tomllib
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from portal.core.models.record import Stamp, db
from portal.core.models.users import User
from portal.core.rules.wording import Text
from portal.settings.models.businesses import Business
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Supplier

# What comes later in the list may use what came before it.
NOUNS = (
    "people",
    "categories",
    "suppliers",
    "agreements",
    "inquiries",
    "conversations",
    "rates",
    "products",
    "quotes",
    "samples",
    "feedback",
    "references",
    "rivals",
    "needs",
    "reviews",
    "checklists",
    "path",
    "records",
    "snapshots",
)

CHINESE = re.compile("[\u4e00-\u9fff]")


@cache
def english() -> dict[str, str]:
    """What the demo team says in English, by what it says in Chinese."""
    path = Path(__file__).parent / "english.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["texts"])


@dataclass
class World:
    """What is there already, by a short name. Days are counted back from `today`."""

    today: date
    now: datetime
    password: str
    code_key: bytes  # of the fingerprints of invented codes
    uploads: Path  # where the files of papers and photos lie
    language: str = "zh"
    people: dict[str, User] = field(default_factory=dict)
    businesses: dict[str, Business] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    suppliers: dict[str, Supplier] = field(default_factory=dict)
    products: dict[str, Any] = field(default_factory=dict)
    samples: dict[str, Any] = field(default_factory=dict)

    def day(self, ago: int) -> date:
        """The day so many days ago; a negative number is in the future."""
        return self.today - timedelta(days=ago)

    def say(self, value: Any) -> Any:
        """The same in the language of the demo, however deep its texts lie; KeyError where the English is missing."""
        if isinstance(value, str):
            return english()[value] if self.language == "en" and CHINESE.search(value) else value
        if isinstance(value, dict):
            return {key: self.say(part) for key, part in value.items()}
        if isinstance(value, tuple | list):
            parts = map(self.say, value)
            return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{part.name: self.say(getattr(value, part.name)) for part in fields(value)})
        return value

    def shipped(self, text: Text) -> str:
        """A text that comes with the product, in the language of the demo."""
        return text.for_(self.language)

    def stamp(self, person: str, ago: int = 0) -> Stamp:
        return Stamp(self.people[person].id, self.now - timedelta(days=ago))


def load(
    today: date, now: datetime, uploads: Path, password: str = "", code_key: bytes = b"", language: str = "zh"
) -> World:
    """Fill an empty database; in one transaction, so that a fault leaves it empty.

    Everybody signs in with `password`; without one a random one is made: see the answer's `password`.
    Codes are found again by the pages only where `code_key` is the instance's.
    """
    world = World(
        today, now, password or secrets.token_urlsafe(9), code_key or secrets.token_bytes(32), uploads, language
    )
    with db.atomic():
        for noun in NOUNS:
            import_module(f"portal.demo.{noun}").load(world)
    return world
