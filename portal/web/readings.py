"""What was read of figures that came with their unit: shown after saving, so that nothing is read silently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from wtforms import Field

from portal.core.forms.units import DayFigure, Days, Part, Pieces, Price
from portal.web.filters import days, number, percent, unit_money

FIGURE_ALONE = re.compile(r"[\d.,，．\s]*%?")


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


def spoken(fields: Any) -> Iterator[Field]:
    """The fields of a form, and of those within it, in which more than a figure was typed."""
    for field in fields:
        if hasattr(field, "entries"):
            yield from spoken(field.entries)
        elif hasattr(field, "form"):
            yield from spoken(field.form)
        elif isinstance(field, Pieces | Days | DayFigure | Price | Part) and is_spoken(field):
            yield field


def is_spoken(field: Any) -> bool:
    return field.data is not None and bool(field.raw_data) and not FIGURE_ALONE.fullmatch(field.raw_data[0])


def figure_text(field: Any, currency: str) -> str:
    if isinstance(field, Price):
        return unit_money(field.data, field.currency or currency)
    if isinstance(field, Part):
        return percent(field.data)
    return number(field.data) if isinstance(field, Pieces) else days(int(field.data))
