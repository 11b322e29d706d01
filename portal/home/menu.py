"""What the shell shows on every page: the counters beside the menu."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app
from flask_login import current_user

from portal.home.queries.counters import Counters, counters
from portal.web.clock import today


def has_endpoint(name: str) -> bool:
    return name in current_app.view_functions


def current() -> Counters:
    return counters(current_user.id, today())


def init_app(app: Flask) -> None:
    app.jinja_env.globals["has_endpoint"] = has_endpoint

    @app.context_processor
    def shell() -> dict[str, Any]:
        # A function, so that fragments and pages without the shell ask nothing of the database.
        return {"nav_counters": current}
