"""What an answer given by a person amounts to beside the one that the records give."""

from __future__ import annotations

from dataclasses import dataclass

from portal.checklists.rules.answers import AnswerReading, AnswerState, Stored
from portal.checklists.rules.items import Item, ItemType
from portal.checklists.rules.judging import AnswerSource, Computed


class ReasonMissing(ValueError):
    """A computed answer is overridden, or an item called not applicable, without saying why."""


@dataclass(frozen=True)
class Decision:
    state: AnswerState
    value: Stored | None
    source: AnswerSource


def decide(item: Item, reading: AnswerReading, note: str, computed: Computed | None) -> Decision:
    """The answer to keep. One that says what the records say confirms them; another one overrides, which needs a
    note. So does "does not apply", except where the item itself offers it. Raises ReasonMissing."""
    if reading.state is AnswerState.unknown:
        return Decision(AnswerState.unknown, None, AnswerSource.person)
    if reading.state is AnswerState.na:
        return Decision(
            AnswerState.na, None, reasoned(note) if item.type is not ItemType.yes_no_na else AnswerSource.person
        )
    if computed is None or computed.value is None:
        return Decision(AnswerState.answered, reading.value, AnswerSource.person)
    if reading.value == computed.value:
        return Decision(AnswerState.answered, reading.value, AnswerSource.confirmed)
    reasoned(note)
    return Decision(AnswerState.answered, reading.value, AnswerSource.override)


def reasoned(note: str) -> AnswerSource:
    if not note.strip():
        raise ReasonMissing
    return AnswerSource.person


def combined(item: Item, mine: Stored | None, theirs: Stored | None) -> Stored | None:
    """Two people's answers put together, for a person to read over: both texts, or every option either chose.

    None where two answers exclude each other.
    """
    if mine == theirs or not theirs:
        return mine
    if not mine:
        return theirs
    if item.type is ItemType.text:
        return f"{theirs}\n{mine}"
    if item.type is ItemType.choices and isinstance(mine, list) and isinstance(theirs, list):
        return [option.key for option in item.options if option.key in (*mine, *theirs)]
    return None
