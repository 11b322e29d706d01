"""The field for a value whose kind the shipped content names: of a clause, of a question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE, Amount, Day, Line, LongText
from portal.core.forms.units import DayFigure, Part, PriceField
from portal.core.rules.spans import LONGEST

FIGURES: dict[str, Any] = {"number": Amount, "percent": Part, "date": Day}
OF_ONE_LINE = ("file",)


def value_field(
    kind: str, label: Any, options: Iterable[tuple[str, str]], line: int, text: int, unit: str | None = None
) -> Any:
    """`options`: keys and what they are called; `line`, `text`: characters that one line, or several, may hold.

    `unit`: of a figure; where it is one of time, the figure has an end.
    """
    if kind == "money":
        return PriceField(label, currency=unit or "")
    if kind == "number" and unit == "day":
        return DayFigure(label, most=LONGEST[unit])
    if kind == "number" and unit in LONGEST:
        return Amount(label, most=LONGEST[unit])
    if kind in FIGURES:
        return FIGURES[kind](label)
    if kind == "yes_no":
        options = [("yes", _l("Yes")), ("no", _l("No"))]
    if kind in ("yes_no", "choice"):
        return SelectField(label, default="", choices=[NO_CHOICE, *(SelectChoice(key, name) for key, name in options)])
    return Line(label, longest=line) if kind in OF_ONE_LINE else LongText(label, longest=text)
