"""What became of rows, or would become of them, as tags and texts."""

from __future__ import annotations

from collections.abc import Mapping

from portal.sheets.rules.row_outcomes import RowOutcome
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import word

LOOKS: Looks = {RowOutcome.new: ("ok",), RowOutcome.changed: ("info",), RowOutcome.refused: ("bad",)}
KindCounts = Mapping[str, Mapping[str, int]]
WRITTEN = (RowOutcome.new, RowOutcome.changed)


def outcome_tag(outcome: str) -> Tag:
    return tag_of(outcome, "import_outcome", LOOKS)


def kind_counts(counts: KindCounts | None) -> list[Tag]:
    """Each kind and end with its number."""
    return [
        Tag(f"{word(kind, 'import_kind')} {word(outcome, 'import_outcome')} {number}", *LOOKS.get(outcome, ()))
        for kind, ends in (counts or {}).items()
        for outcome, number in ends.items()
        if number
    ]


def counts_text(counts: KindCounts | None) -> str:
    return " · ".join(tag.text for tag in kind_counts(counts)) or "—"


def written(counts: KindCounts | None) -> int:
    """How many records are written."""
    return sum(ends.get(outcome, 0) for ends in (counts or {}).values() for outcome in WRITTEN)
