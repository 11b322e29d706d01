"""The rooms of the house: what they say, and their addresses. This file is the table of contents of the product."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

from portal.web import words

# What each room calls its codes.
WORDED = (
    "accounts.words",
    "actions.words",
    "agreements.words",
    "audit.words",
    "bulk.words",
    "checklists.words",
    "codes.words",
    "comparisons.words",
    "conversations.words",
    "feedback.words",
    "home.words",
    "imports.words",
    "inquiries.words",
    "market.words",
    "needs.words",
    "own_tests.words",
    "path.words",
    "products.words",
    "quotes.words",
    "references.words",
    "reviews.words",
    "samples.words.codes",
    "settings.words",
    "snapshots.words",
    "suppliers.words.codes",
)
# What templates may ask of a room.
FITTED = (
    "agreements.words",
    "help.pages",
    "inquiries.words",
    "inquiries.pages.questions",
    "references.words",
    "samples.words.measures",
)
# One blueprint for each noun of an address.
VIEWS = (
    "web.health",
    "accounts.views.auth",
    "accounts.views.setup",
    "accounts.views.invitations",
    "accounts.views.resets",
    "accounts.views.people",
    "accounts.views.profile",
    "settings.views.settings",
    "settings.views.policy",
    "anchors.views",
    "settings.views.categories",
    "inquiries.views.question_sets",
    "own_tests.views.categories",
    "own_tests.views.category_left_out",
    "settings.views.rates",
    "settings.views.businesses",
    "audit.views",
    "home.views.home",
    "home.views.step_snoozes",
    "home.views.freight_questions",
    "home.views.adding",
    "checklists.views.checklists",
    "checklists.views.runs",
    "checklists.views.answers",
    "checklists.views.assignments",
    "checklists.views.evidence",
    "web.files",
    "web.undo",
    "suppliers.views.suppliers",
    "suppliers.views.statuses",
    "path.views",
    "suppliers.views.contacts",
    "conversations.views",
    "suppliers.views.time_line",
    "suppliers.views.documents",
    "suppliers.views.reputation",
    "suppliers.views.saved_views",
    "handover.views",
    "imports.views",
    "bulk.views",
    "home.views.search",
    "help.views",
    "products.views.products",
    "products.views.reference",
    "products.views.sources",
    "quotes.views",
    "agreements.views.agreements",
    "agreements.views.clauses",
    "agreements.views.copies",
    "agreements.views.clause_templates",
    "agreements.views.papers",
    "inquiries.views.inquiries",
    "inquiries.views.replies",
    "inquiries.views.answer_sheets",
    "inquiries.views.reply_files",
    "inquiries.views.promises",
    "inquiries.views.matrix",
    "needs.views.needs",
    "needs.views.candidates",
    "samples.views.samples",
    "samples.views.batches",
    "codes.views",
    "samples.views.testers",
    "own_tests.views.samples",
    "own_tests.views.left_out",
    "own_tests.views.limits",
    "samples.views.measurements",
    "samples.views.photos",
    "samples.views.verdicts",
    "samples.views.rivals",
    "feedback.views.feedback",
    "feedback.views.invited",
    "references.views.references",
    "references.views.reference_files",
    "reviews.views.reviews",
    "reviews.views.plans",
    "actions.views",
    "comparisons.views.comparisons",
    "missing.views",
    "snapshots.views",
    "baskets.views",
)


def init_app(app: Flask) -> None:
    words.gather(import_module(f"portal.{name}").WORDS for name in WORDED)
    for name in FITTED:
        import_module(f"portal.{name}").init_app(app)
    for name in VIEWS:
        app.register_blueprint(import_module(f"portal.{name}").bp)
