"""What an agreement cites, made ready for its page and its paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from portal.references.pages.notices import ahead
from portal.references.rules import Reference, ReferenceState
from portal.web.filters import day
from portal.web.words import word

NO_LONGER = (ReferenceState.expired, ReferenceState.replaced)


class Citation(NamedTuple):
    """A number in a clause, and what it names."""

    number: str
    reference: Reference | None
    state: ReferenceState | None
    note: str  # on paper
    mend: str  # what is wrong with it; empty where it holds


def citations(cited: Iterable[tuple[str, Reference | None]], today: date) -> list[Citation]:
    """What a clause cites, as an agreement shows it and prints it."""
    return [citation(number, reference, today) for number, reference in cited]


def citation(number: str, reference: Reference | None, today: date) -> Citation:
    if reference is None:
        text = _("%(number)s is cited and is not on file for this supplier. Seal a sample, then choose its number.",
                 number=number)  # fmt: skip
        return Citation(number, None, None, f"({_('Not on file')})", text)
    state = reference.state(today, ahead())
    return Citation(number, reference, state, paper_note(reference, state), mend(reference, state))


def paper_note(reference: Reference, state: ReferenceState) -> str:
    note = _("valid until %(day)s", day=day(reference.valid_until) or "—")
    if state not in NO_LONGER:
        return note
    newer = f" {reference.replacement}" if state is ReferenceState.replaced else ""
    return f"{note} ({word(state, 'reference_state')}{newer})"


def mend(reference: Reference, state: ReferenceState) -> str:
    if state is ReferenceState.expired:
        return _(
            "%(number)s is cited and expired on %(day)s. Seal a new one, or agree on a longer validity.",
            number=reference.number,
            day=day(reference.valid_until),
        )
    if state is ReferenceState.replaced:
        return _(
            "%(number)s is cited and was replaced by %(newer)s. Cite the newer one.",
            number=reference.number,
            newer=reference.replacement,
        )
    return ""
