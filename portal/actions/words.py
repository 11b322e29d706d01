"""What the kinds of things to do are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.actions.rules import Kind

WORDS: dict[str, dict[str, Any]] = {
    "todo": {
        Kind.review: _l("Review"),
        Kind.reply: _l("Inquiry"),
        Kind.sample: _l("Sample"),
        Kind.test: _l("Test"),
        Kind.check: _l("Re-check"),
        Kind.verdict: _l("Verdict"),
        Kind.quote: _l("Quote"),
        Kind.document: _l("Document"),
        Kind.reference: _l("Sealed sample"),
        Kind.renewal: _l("Renewal"),
        Kind.clauses: _l("Agreement"),
        Kind.item: _l("Checklist"),
        Kind.action: _l("Action"),
        Kind.need: _l("Need"),
    },
}
