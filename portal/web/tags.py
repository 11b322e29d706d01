"""A tag made ready for `ui.tag`: `{{ ui.tag(*sample.tag) }}`, and how it and an icon are drawn.

Both are drawn here and not by macros, since a list shows some hundred of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from flask import Flask
from markupsafe import Markup, escape

from portal.web.assets import asset_url
from portal.web.words import word

Looks = Mapping[str, tuple[str, ...]]  # code -> tone and symbol of its tag


class Tag(NamedTuple):
    text: str
    tone: str = ""  # ok warn bad info acc line
    symbol: str = ""


def tag_of(code: str, kind: str, looks: Looks) -> Tag:
    """The word of a code; one without a look of its own is grey."""
    return Tag(word(code, kind), *looks.get(code, ()))


def draw_icon(name: str) -> Markup:
    """A symbol of static/icons.svg, hidden from screen readers."""
    url = escape(asset_url("icons"))
    return Markup(f'<svg class="i" aria-hidden="true"><use href="{url}#i-{escape(name)}"/></svg>')  # noqa: S704  escaped


def draw_tag(text: object, kind: str = "", symbol: str = "") -> Markup:
    tone, icon = f" {escape(kind)}" if kind else "", draw_icon(symbol) if symbol else ""
    return Markup(f'<span class="tag{tone}">{icon}{escape(text)}</span>')  # noqa: S704  escaped


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(draw_icon=draw_icon, draw_tag=draw_tag)
