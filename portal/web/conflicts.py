"""Where what somebody typed differs from what a colleague saved first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from portal.core.models.change import Stale, Versioned
from portal.settings.team import team

NOTHING = "—"
Difference = tuple[str, str, str]  # the field, what stands, what was typed


def refusal(
    form: Any,
    write: Callable[[], Any],
    page: Callable[..., Any],
    valid: bool | None = None,
    faults: Mapping[Any, Callable[[Any], Any]] | None = None,
) -> Any | None:
    """What an edit form answers when it could not be saved; None: `write` has saved it.

    `page(status)` with the faults of the form, or those that an error of `write` means (`faults` say them at a field);
    `page(409, current)` beside the row as a colleague saved it first.
    """
    faults = faults or {}
    if not (form.validate() if valid is None else valid):
        return page(422)
    try:
        write()
    except Stale as stale:
        form.version.data = stale.current.version
        return page(409, stale.current)
    except tuple(faults) as fault:
        faults[type(fault)](fault)
        return page(422)
    return None


def differences(form: Any, stored: Versioned) -> list[Difference]:
    """Field by field; a choice by its name, not its code. Fields made of fields are left to their room."""
    columns: dict[str, Any] = stored.__data__
    pairs = [
        (str(field.label.text), field_text(field, columns[field.short_name]), field_text(field, field.data))
        for field in form
        if field.short_name in columns and field.short_name != "version" and not hasattr(field, "form")
    ]
    return [(label, theirs, mine) for label, theirs, mine in pairs if theirs != mine]


def field_text(field: Any, value: Any) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        local = value.astimezone(ZoneInfo(team().time_zone)) if value.tzinfo else value
        return f"{local:%Y-%m-%d %H:%M}"
    if isinstance(value, list):
        return ", ".join(field_text(field, part) for part in value) or NOTHING
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    for choice in getattr(field, "choices", None) or ():
        if str(getattr(choice, "value", choice)) == str(value):
            return str(getattr(choice, "label", choice))
    return str(value)


def init_app(app: Flask) -> None:
    app.jinja_env.filters["differences"] = differences
