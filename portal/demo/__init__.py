"""A believable team for trying the portal out and for the browser stories. Never loaded into a real instance."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Any

from portal.core.models.record import Stamp, db
from portal.core.models.users import User
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
    "snapshots",
)


@dataclass
class World:
    """What is there already, by a short name. Days are counted back from `today`."""

    today: date
    now: datetime
    password: str
    code_key: bytes  # of the fingerprints of invented codes
    people: dict[str, User] = field(default_factory=dict)
    businesses: dict[str, Business] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    suppliers: dict[str, Supplier] = field(default_factory=dict)
    products: dict[str, Any] = field(default_factory=dict)
    samples: dict[str, Any] = field(default_factory=dict)

    def day(self, ago: int) -> date:
        """The day so many days ago; a negative number is in the future."""
        return self.today - timedelta(days=ago)

    def stamp(self, person: str, ago: int = 0) -> Stamp:
        return Stamp(self.people[person].id, self.now - timedelta(days=ago))


def load(today: date, now: datetime, password: str = "", code_key: bytes = b"") -> World:
    """Fill an empty database; in one transaction, so that a fault leaves it empty.

    Everybody signs in with `password`; without one a random one is made: see the answer's `password`.
    Codes are found again by the pages only where `code_key` is the instance's.
    """
    world = World(today, now, password or secrets.token_urlsafe(9), code_key or secrets.token_bytes(32))
    with db.atomic():
        for noun in NOUNS:
            import_module(f"portal.demo.{noun}").load(world)
    return world
