"""The rows the browser stories start from: the demo team, and the standing cast beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import current_app

from portal import demo
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.web.clock import today
from tests.cast import PASSWORD, Cast, weak_hash


@dataclass
class World:
    cast: Cast
    demo: Any
    today: date  # in the team's zone

    @classmethod
    def settle(cls, language: str = "zh") -> World:
        day = today()
        loaded = demo.load(day, datetime.now(UTC), Path(current_app.config["UPLOAD_DIR"]), language=language)
        User.update(password=weak_hash(PASSWORD)).execute()
        return cls(Cast.arrive(), loaded, day)


def stamp() -> Stamp:
    return Stamp(None, datetime.now(UTC))
