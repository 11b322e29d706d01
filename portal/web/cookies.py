"""Cookies, all of one make: out of reach of scripts and other sites; over https bound to this very host."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import current_app, request

YEAR = timedelta(days=365)


def name_of(name: str, https: bool) -> str:
    """What the cookie is called: browsers keep a `__Host-` from every other host, also from one of the same domain."""
    return f"__Host-{name}" if https else name


def cookie(name: str, of: Any = request) -> str | None:
    return of.cookies.get(name_of(name, current_app.config["HTTPS"]))


def put_cookie(answer: Any, name: str, value: str, lifetime: timedelta | None = YEAR) -> Any:
    """None: until the browser is closed."""
    age = int(lifetime.total_seconds()) if lifetime else None
    answer.set_cookie(name_of(name, current_app.config["HTTPS"]), value, max_age=age, **make())
    return answer


def drop_cookie(answer: Any, name: str) -> Any:
    answer.delete_cookie(name_of(name, current_app.config["HTTPS"]), **make())
    return answer


def make() -> dict[str, Any]:
    return {"path": "/", "secure": current_app.config["HTTPS"], "httponly": True, "samesite": "Lax"}
