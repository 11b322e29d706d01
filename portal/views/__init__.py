"""The rooms of the house: one blueprint per noun. This list is the table of contents of the product."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

from portal import words

# What each room calls its codes.
WORDED = (
    "portal.account_words",
    "portal.action_words",
    "portal.audit_words",
    "portal.checklist_words",
    "portal.clauses",
    "portal.comparison_words",
    "portal.import_words",
    "portal.inquiries",
    "portal.need_words",
    "portal.path_words",
    "portal.product_words",
    "portal.quote_words",
    "portal.review_words",
    "portal.sample_words",
    "portal.setting_words",
    "portal.supplier_words",
)
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
    "question_sets",
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
    "steps",
    "contacts",
    "conversations",
    "time_line",
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
    "answer_sheets",
    "reply_files",
    "promises",
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
    "rivals",
    "feedback",
    "invited",
    "references",
    "reference_files",
    "reviews",
    "actions",
    "comparisons",
    "snapshots",
)


def init_app(app: Flask) -> None:
    words.gather(import_module(name).WORDS for name in WORDED)
    for room in ROOMS:
        app.register_blueprint(import_module(f"portal.views.{room}").bp)
