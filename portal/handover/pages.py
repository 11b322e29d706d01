"""What goes with a supplier that becomes part of another, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import ngettext

# Each kind of record with how many there are, in the order of the page.
TEXTS: dict[str, Callable[[int], str]] = {
    "contact": lambda count: ngettext("%(num)d contact", "%(num)d contacts", count),
    "document": lambda count: ngettext("%(num)d document", "%(num)d documents", count),
    "reputation_note": lambda count: ngettext("%(num)d note of word of mouth", "%(num)d notes of word of mouth", count),
    "agreement": lambda count: ngettext("%(num)d agreement", "%(num)d agreements", count),
    "inquiry": lambda count: ngettext("%(num)d inquiry", "%(num)d inquiries", count),
    "conversation": lambda count: ngettext("%(num)d conversation", "%(num)d conversations", count),
    "quote": lambda count: ngettext("%(num)d quote", "%(num)d quotes", count),
    "sample": lambda count: ngettext("%(num)d sample", "%(num)d samples", count),
    "review": lambda count: ngettext("%(num)d review", "%(num)d reviews", count),
    "action": lambda count: ngettext("%(num)d action", "%(num)d actions", count),
    "source": lambda count: ngettext("its part in %(num)d product", "its part in %(num)d products", count),
    "need_candidate": lambda count: ngettext("its part in %(num)d need", "its part in %(num)d needs", count),
    "file": lambda count: ngettext("%(num)d file", "%(num)d files", count),
}


def moving_texts(counts: Mapping[str, int]) -> list[str]:
    """Kinds of which there is nothing are left out."""
    return [text(counts[kind]) for kind, text in TEXTS.items() if counts[kind]]
