"""What a delivery is held against: a sealed sample, or for digital goods a reference order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.core.rules.text import folded, visible
from portal.core.rules.thresholds import Result

AHEAD, ENDING = "notice.references_days", 30  # days before the end on which it is worth saying: of the team, as shipped
SEPARATORS = re.compile(r"[,，;；、]")
PROPOSED = "F-{year}-{place:03}"


class ReferenceState(StrEnum):
    valid = "valid"
    ending = "ending"  # the notice of the team has come
    expired = "expired"
    replaced = "replaced"  # whatever its dates say
    undated = "undated"  # nobody wrote down when it ends: unknown, not valid for ever


class ReferenceGap(StrEnum):
    """A thing that a reference, or an agreement that should cite one, still lacks."""

    files = "files"
    ours = "ours"
    theirs = "theirs"
    keeper = "keeper"
    contents = "contents"
    until = "until"
    expired = "expired"
    replaced = "replaced"
    cited = "cited"  # the agreement names none
    on_file = "on_file"  # it names one that is not on file
    tolerance = "tolerance"  # it states no tolerances


def state(valid_until: date | None, replaced: bool, today: date, ahead: int = ENDING) -> ReferenceState:
    """The state on a day: it holds through its last day, unless a newer one took its place."""
    if replaced:
        return ReferenceState.replaced
    if valid_until is None:
        return ReferenceState.undated
    left = (valid_until - today).days
    if left < 0:
        return ReferenceState.expired
    return ReferenceState.ending if left <= ahead else ReferenceState.valid


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One sealed sample (kind physical) or reference order (kind digital) as it is written down."""

    id: int
    number: str
    kind: str
    supplier_id: int
    supplier: str
    product_id: int
    product: str
    sample_id: int
    batch: str  # its number
    sealed_on: date
    contents: str = ""
    accepted: str = ""  # deviations both sides accept
    confirmed_by: str | None = None  # of us
    their_name: str = ""  # who confirmed it at the supplier, and when
    their_on: date | None = None
    keeper: str | None = None
    place: str = ""
    valid_until: date | None = None
    replaced_by: int | None = None
    replacement: str | None = None  # its number
    files: int = 0

    def state(self, today: date, ahead: int = ENDING) -> ReferenceState:
        return state(self.valid_until, self.replaced_by is not None, today, ahead)

    def missing(self, today: date) -> tuple[ReferenceGap, ...]:
        """The gaps before it is ready; a reference order is kept as a record, a sealed sample by a person."""
        digital = self.kind == "digital"
        lacking = {
            ReferenceGap.contents: digital and not self.contents,
            ReferenceGap.files: not self.files,
            ReferenceGap.ours: not self.confirmed_by,
            ReferenceGap.theirs: not (self.their_name and self.their_on),
            ReferenceGap.keeper: not digital and not self.keeper,
            ReferenceGap.until: self.valid_until is None,
            ReferenceGap.expired: self.state(today) is ReferenceState.expired,
            ReferenceGap.replaced: self.state(today) is ReferenceState.replaced,
        }
        return tuple(gap for gap, lacks in lacking.items() if lacks)


@dataclass(frozen=True)
class Ready:
    """The answer to `reference_ready`: the places of its sentence stand beside the result."""

    result: Result
    number: str = ""  # several are listed
    valid_until: date | None = None  # the earliest end
    missing: tuple[ReferenceGap, ...] = ()


def reference_ready(references: Iterable[Reference], today: date) -> Ready:
    """Whether what a sample or a supplier is held against is whole and in date.

    Of each product the one sealed last counts among those nothing replaced; every product with a reference must have a
    whole one. Without any nobody can say.
    """
    return judged(latest(references), today)


def citation_ready(cites: str, references: Iterable[Reference], tolerance: bool, today: date) -> Ready:
    """The same for an agreement: what stands in its clause, the references of its supplier, and whether it states
    tolerances. Without a reference on file nobody can say."""
    on_file, numbers = list(references), cited(cites)
    if not on_file:
        return Ready(Result.unknown, ", ".join(numbers))
    known = {reference.number: reference for reference in on_file}
    gaps = {
        ReferenceGap.cited: not numbers,
        ReferenceGap.on_file: any(number not in known for number in numbers),
        ReferenceGap.tolerance: not tolerance,
    }
    ready = judged([known[number] for number in numbers if number in known], today)
    missing = (*ready.missing, *(gap for gap, lacks in gaps.items() if lacks))
    result = Result.failed if missing else Result.passed
    return Ready(result, ", ".join(numbers), ready.valid_until, missing)


def latest(references: Iterable[Reference]) -> list[Reference]:
    """Of each product the one sealed last that nothing replaced; where all are replaced, the last of those."""
    newest: dict[int, Reference] = {}
    for reference in sorted(
        references, key=lambda reference: (reference.replaced_by is None, reference.sealed_on, reference.id)
    ):
        newest[reference.product_id] = reference
    return list(newest.values())


def judged(references: list[Reference], today: date) -> Ready:
    if not references:
        return Ready(Result.unknown)
    lacking = {gap for reference in references for gap in reference.missing(today)}
    ends = [reference.valid_until for reference in references if reference.valid_until is not None]
    return Ready(
        Result.failed if lacking else Result.passed,
        ", ".join(reference.number for reference in references),
        min(ends, default=None),
        tuple(gap for gap in ReferenceGap if gap in lacking),
    )


def cited(text: str) -> tuple[str, ...]:
    """The numbers in a clause, in their order, each once."""
    return tuple(dict.fromkeys(part.strip() for part in SEPARATORS.split(text) if part.strip()))


def number_key(number: str) -> str:
    """A number as it is compared: width, case and what nobody sees make no other number."""
    return folded(visible(number))


def next_number(year: int, taken: Iterable[str]) -> str:
    """The number to propose: one above the highest of the year."""
    pattern = re.compile(rf"F-{year}-(\d{{1,6}})")
    places = [int(match[1]) for number in taken if (match := pattern.fullmatch(number))]
    return PROPOSED.format(year=year, place=max(places, default=0) + 1)
