"""The way in: four steps that tick themselves off from the records, and are gone once all are done."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.home.queries.figures import Figures


class StepButton(NamedTuple):
    text: str
    url: str
    look: str  # the class of the link


class FirstStep(NamedTuple):
    title: str
    text: str
    done: bool
    current: bool  # the first that is not done
    buttons: list[StepButton]


def first_steps(figures: Figures) -> list[FirstStep]:
    """Empty once all four are done."""
    steps = [
        (
            figures.suppliers,
            _("Bring in your suppliers"),
            _("As a sheet from Excel, WPS or a CSV file, just as you have it. Three candidates by hand will do, too."),
            [(_("Import a sheet"), url_for("imports.index")), (_("Add one by hand"), url_for("suppliers.new"))],
        ),
        (
            figures.products,
            _("Choose a product you want to buy"),
            _("Begin with the one you sell most of."),
            [(_("Add a product"), url_for("products.new"))],
        ),
        (
            figures.comparisons,
            _("Compare the quotes"),
            _("Prices side by side: who is the cheapest, and what is still missing. It is ticked once you keep one."),
            [(_("Compare quotes"), url_for("comparisons.index"))],
        ),
        (
            figures.sampled,
            _("Ask for samples"),
            _("From the best two, before you order."),
            [(_("Ask for a sample"), url_for("samples.new"))],
        ),
    ]
    if all(number for number, *_rest in steps):
        return []
    current = next(place for place, (number, *_rest) in enumerate(steps) if not number)
    return [
        FirstStep(title, text, bool(number), place == current, buttons(links, place == current) if not number else [])
        for place, (number, title, text, links) in enumerate(steps)
    ]


def buttons(links: list[tuple[str, str]], current: bool) -> list[StepButton]:
    """One primary button, of the step that comes next."""
    looks = ["btn" if current else "btn secondary", "btn ghost"]
    return [StepButton(text, url, look) for (text, url), look in zip(links, looks, strict=False)]
