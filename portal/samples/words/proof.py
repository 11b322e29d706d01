"""One honest sentence about what so many bad ones of so many tested prove."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from portal.samples.rules.small_sample_bounds import as_shown, upper_bound


def worst(bad: int, tested: int) -> str:
    """The share that could be bad, as a percentage; empty where nothing was tested."""
    share = upper_bound(bad, tested)
    return "" if share is None else f"{as_shown(share)}%"


def proved(bad: int, tested: int) -> str:
    if not tested:
        return _("None tested: nothing is known.")
    if bad == tested:
        return _("All %(tested)s tested were bad.", tested=tested)
    return _(
        "%(bad)s bad of %(tested)s tested: up to %(share)s could still be bad (95%% confidence).",
        bad=bad,
        tested=tested,
        share=worst(bad, tested),
    )


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(proved=proved, worst=worst)
