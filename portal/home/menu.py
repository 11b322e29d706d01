"""What the shell shows on every page: the menu, what can be added from everywhere, and the counters beside them."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.home.queries.counters import Counters, counters
from portal.web.clock import today

# Places of the menu that are several pages side by side: the first page stands in the menu, all are its tabs.
SIDE_BY_SIDE = (
    ("suppliers.index", "steps.index", "inquiries.index", "agreements.index"),
    ("products.index", "quotes.index", "needs.index", "baskets.index"),
    ("reviews.index", "actions.index"),
)


class MenuTab(NamedTuple):
    text: str
    url: str
    current: bool


class NewRecord(NamedTuple):
    """Something that can be added from every page."""

    text: str
    url: str
    symbol: str


# What was sent and refused is answered with the page it was sent from.
ANSWERED_WITH = {"steps.advance": "steps.index"}


def rooms(endpoint: str) -> set[str]:
    """The rooms that a place of the menu leads to."""
    pages = next((pages for pages in SIDE_BY_SIDE if endpoint in pages), (endpoint,))
    return {page.partition(".")[0] for page in pages}


def tabs() -> list[MenuTab]:
    """The pages beside this one; none where it stands alone."""
    shown_page = ANSWERED_WITH.get(request.endpoint or "", request.endpoint)
    pages = next((pages for pages in SIDE_BY_SIDE if shown_page in pages), ())
    texts = page_names()
    return [MenuTab(texts[page], url_for(page), page == shown_page) for page in pages]


def page_names() -> dict[str, str]:
    return {
        "suppliers.index": _("Suppliers"),
        "steps.index": _("Path"),
        "inquiries.index": _("Inquiries"),
        "agreements.index": _("Agreements"),
        "products.index": _("Products"),
        "quotes.index": _("Quotes"),
        "needs.index": _("Needs"),
        "baskets.index": _("Baskets"),
        "reviews.index": _("Reviews"),
        "actions.index": _("Actions"),
    }


def new_records() -> list[NewRecord]:
    """For whoever may write; a table first, since it brings many at once."""
    if not current_user.may("write"):
        return []
    return [
        NewRecord(_("Import a table"), url_for("imports.index"), "up"),
        NewRecord(_("Supplier"), url_for("suppliers.new"), "shop"),
        NewRecord(_("Product"), url_for("products.new"), "box"),
        NewRecord(_("Quote"), url_for("quotes.new"), "clock"),
        NewRecord(_("Sample"), url_for("samples.new"), "flask"),
        NewRecord(_("Need"), url_for("needs.new"), "target"),
    ]


def has_endpoint(name: str) -> bool:
    return name in current_app.view_functions


def current() -> Counters:
    return counters(current_user.id, today())


def init_app(app: Flask) -> None:
    app.jinja_env.globals |= {
        "has_endpoint": has_endpoint,
        "menu_rooms": rooms,
        "menu_tabs": tabs,
        "new_records": new_records,
    }

    @app.context_processor
    def shell() -> dict[str, Any]:
        # A function, so that fragments and pages without the shell ask nothing of the database.
        return {"nav_counters": current}
