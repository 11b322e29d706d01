"""Who may do what. A route without a declared permission stops the start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])

F = TypeVar("F", bound=Callable[..., Any])
PUBLIC = "public"

ROLES: dict[str, frozenset[str]] = {
    "viewer": frozenset({"read", "own"}),
    "buyer": frozenset({"read", "own", "write"}),
    "admin": frozenset({"read", "own", "write", "people", "settings", "audit", "merge", "reopen", "gate"}),
}


class Role(StrEnum):
    viewer = "viewer"
    buyer = "buyer"
    admin = "admin"


def permission(name: str) -> Callable[[View], View]:
    """Declare what a view asks for: `public`, or one of the permissions of ROLES."""
    if name != PUBLIC and name not in ROLES["admin"]:
        raise ValueError(f"no role has the permission {name!r}")

    def mark(view: View) -> View:
        view.permission = name  # type: ignore[attr-defined]
        return view

    return mark


def required(app: Flask, endpoint: str) -> str:
    view: Any = app.view_functions[endpoint]
    return str(view.permission)


def is_public(endpoint: str) -> bool:
    return required(current_app, endpoint) == PUBLIC


def allowed(role: str, name: str) -> bool:
    return name == PUBLIC or name in ROLES.get(role, frozenset())


class UndeclaredRoute(Exception):
    pass


def init_app(app: Flask) -> None:
    """Called last, when every route is there."""
    bare = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "permission"))
    if bare:
        raise UndeclaredRoute(f"routes without a permission: {', '.join(bare)}")
    app.before_request(check)


def check() -> Any:
    if request.endpoint is None:
        return None
    name = required(current_app, request.endpoint)
    if name == PUBLIC:
        return None
    if not current_user.is_authenticated:
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    if not allowed(current_user.role, name):
        abort(403)
    return None


def table(app: Flask) -> Iterator[dict[str, Any]]:
    """The policy, a row per method and rule: what `portal routes --json` prints and the tests hold the product to."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        name = required(app, rule.endpoint)
        roles = [role for role in ROLES if allowed(role, name)]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield {
                "method": method,
                "rule": rule.rule,
                "endpoint": rule.endpoint,
                "permission": name,
                "roles": ["anyone", *roles] if name == PUBLIC else roles,
            }


def line(row: dict[str, Any]) -> str:
    """A row of the policy as `portal routes` prints it."""
    return f"{row['method']:4} {row['rule']:60} {row['permission']:8} {' '.join(row['roles'])}"
