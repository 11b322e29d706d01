"""What became of rows, or would become of them, as tags and texts."""

from __future__ import annotations

from collections.abc import Mapping

from portal.sheets.rules.row_outcomes import RowOutcome
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import word

LOOKS: Looks = {RowOutcome.new: ("ok",), RowOutcome.changed: ("info",), RowOutcome.refused: ("bad",)}
WRITTEN = (RowOutcome.new, RowOutcome.changed)


def outcome_tag(outcome: str) -> Tag:
    return tag_of(outcome, "import_outcome", LOOKS)


def count_tags(counts: Mapping[str, int]) -> list[Tag]:
    """Each outcome with its number; one that did not happen is only outlined."""
    return [
        Tag(f"{word(outcome, 'import_outcome')} {number}", *(LOOKS.get(outcome, ()) if number else ("line",)))
        for outcome, number in counts.items()
    ]


def counts_text(counts: Mapping[str, int] | None) -> str:
    happened = [(outcome, number) for outcome, number in (counts or {}).items() if number]
    return " · ".join(f"{word(outcome, 'import_outcome')} {number}" for outcome, number in happened) or "—"


def written(counts: Mapping[str, int] | None) -> int:
    """How many rows are written to records."""
    return sum((counts or {}).get(outcome, 0) for outcome in WRITTEN)
