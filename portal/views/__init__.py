"""The rooms of the house: one blueprint per noun. This list is the table of contents of the product."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

ROOMS = (
    "health",
    "auth",
    "setup",
    "invitations",
    "resets",
    "people",
    "profile",
    "settings",
    "policy",
    "anchors",
    "categories",
    "rates",
    "businesses",
    "audit",
    "home",
    "checklists",
    "runs",
    "answers",
    "assignments",
    "evidence",
    "files",
    "undo",
    "suppliers",
    "statuses",
    "contacts",
    "documents",
    "reputation",
    "saved_views",
    "merges",
    "imports",
    "search",
    "products",
    "sources",
    "quotes",
    "agreements",
    "clauses",
    "papers",
    "inquiries",
    "replies",
    "matrix",
    "needs",
    "candidates",
    "samples",
    "batches",
    "codes",
    "testers",
    "limits",
    "measurements",
    "photos",
    "verdicts",
    "feedback",
    "invited",
    "reviews",
    "actions",
    "comparisons",
    "snapshots",
)


def init_app(app: Flask) -> None:
    for room in ROOMS:
        app.register_blueprint(import_module(f"portal.views.{room}").bp)
