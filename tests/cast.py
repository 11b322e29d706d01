"""The standing cast. Everything is decent by default; a test states only what differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from werkzeug.security import generate_password_hash

from portal.core.models.record import Stamp
from portal.core.models.users import User

NOW = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)  # noon in Shanghai
TODAY = date(2026, 11, 24)
PASSWORD = "correct horse battery"
# Of the apps in tests: at the strength that ships, a password costs 32 MiB and a third of a second.
WEAK = "scrypt:128:8:1"


def weak_hash(password: str) -> str:
    return generate_password_hash(password, WEAK)


@dataclass
class Cast:
    """lin is the admin, mei a buyer, guo a viewer."""

    lin: User
    mei: User
    guo: User

    @classmethod
    def arrive(cls) -> Cast:
        stamp = Stamp(None, NOW)
        people = (("lin", "林悦", "admin"), ("mei", "Mei Chen", "buyer"), ("guo", "郭明", "viewer"))
        return cls(
            *(User.add(username, name, role, weak_hash(PASSWORD), None, stamp) for username, name, role in people)
        )


def stamp(person: User | None = None, at: datetime = NOW) -> Stamp:
    return Stamp(person.id if person else None, at)
