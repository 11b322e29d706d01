"""What the records say now otherwise than a signed list. The list keeps its answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from portal.checklists.models.runs import Run
from portal.checklists.pages.fact_records import records_for
from portal.checklists.pages.item_box import basis_of
from portal.checklists.pages.sentences import answer_text, item_text
from portal.checklists.queries import GivenAnswerLine
from portal.checklists.rules.judging import JudgedItem, moved
from portal.core.rules.thresholds import Result
from portal.facts import Found
from portal.facts.standing import ListStanding, standing_today
from portal.web.words import word


class ItemSinceSigning(NamedTuple):
    """An item of a signed list of which the records say something else by now."""

    code: str
    text: str
    signed: str  # what was signed
    now: str  # what the records say; empty: nothing any more
    basis: str
    url: str


def since_signing(run: Run, signed: ListStanding, lines: Mapping[str, GivenAnswerLine]) -> list[ItemSinceSigning]:
    today = standing_today(run, lines, records_for(run))
    return [
        changed_item(signed, today, code)
        for code, judged in signed.judged.items()
        if changed(judged, today.judged[code])
    ]


def changed(signed: JudgedItem, today: JudgedItem) -> bool:
    """What contradicts the answer now, also where it did already and nobody said why; and what the records say anew.

    Where they were silent, only what contradicts the answer is news, or answers what was open.
    """
    if today.contradicted:
        return True
    if signed.computed is None:
        return signed.result is Result.unknown and today.computed is not None
    return signed.result is not Result.not_applicable and moved(signed.item, signed.computed, today.computed)


def changed_item(signed: ListStanding, today: ListStanding, code: str) -> ItemSinceSigning:
    was, now, records_say = signed.judged[code], today.judged[code].computed, today.recorded.get(code)
    basis = basis_of(was.item, records_say) if isinstance(records_say, Found) else None
    return ItemSinceSigning(
        code,
        item_text(was.item, signed.lookup),
        answer_text(was.item, was.value) or word(was.result, "result"),
        "" if now is None else answer_text(was.item, now.value) or word(now.result, "result"),
        basis.text if basis else "",
        basis.url if basis else "",
    )
