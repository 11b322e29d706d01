"""A form of which a few fields are asked for beside another page: what is wrong with it is told where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from flask import render_template, request

from portal.web import hx


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
