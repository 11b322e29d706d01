"""What a form answers once it was sent: its faults, what a colleague saved first, how figures with a unit were read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, render_template, request
from flask_babel import gettext as _
from wtforms import Field

from portal.core.forms.posted import leaves
from portal.core.forms.units import DayFigure, Days, Part, Pieces, PriceField
from portal.core.models.change import Stale, Versioned
from portal.settings.team import team
from portal.web import hx
from portal.web.filters import days, number, percent, unit_money

NOTHING = "—"
FIGURE_ALONE = re.compile(r"[\d.,，．\s]*%?")
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


def is_short() -> bool:
    """Whether a script sent a short form; without one the whole page answers."""
    return hx.wanted() and "short" in request.form


def refusal_of(form: Any, page: Callable[[], Any]) -> Any:
    """The faults alone for a short form, which keeps what was typed; otherwise the whole page."""
    if not is_short():
        return page()
    return render_template("shell/_faults.html", faults=list(faults_of(form))), 422


def faults_of(fields: Any) -> Iterator[tuple[str, str]]:
    """Each fault with the label of its field, also of fields within fields."""
    for field in fields:
        if hasattr(field, "entries"):
            yield from faults_of(field.entries)
        elif hasattr(field, "form"):
            yield from faults_of(field.form)
        else:
            yield from ((str(field.label.text), str(error)) for error in field.errors)


def with_readings(message: str, form: Any) -> str:
    """The message, and how each figure was read that somebody did not type as a figure alone."""
    currency = form.currency.data if "currency" in form else ""
    readings = [
        _("“%(text)s” as %(figure)s", text=field.raw_data[0].strip(), figure=figure_text(field, currency))
        for field in spoken(form)
    ]
    if not readings:
        return message
    return _("%(message)s. Read: %(readings)s.", message=message, readings=_("; ").join(readings))


def spoken(form: Any) -> Iterator[Field]:
    """The fields in which more than a figure was typed."""
    figures = (field for field in leaves(form) if isinstance(field, Pieces | Days | DayFigure | PriceField | Part))
    return (field for field in figures if is_spoken(field))


def is_spoken(field: Any) -> bool:
    return field.data is not None and bool(field.raw_data) and not FIGURE_ALONE.fullmatch(field.raw_data[0])


def figure_text(field: Any, currency: str) -> str:
    if isinstance(field, PriceField):
        return unit_money(field.data, field.currency or currency)
    if isinstance(field, Part):
        return percent(field.data)
    return number(field.data) if isinstance(field, Pieces) else days(int(field.data))


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
