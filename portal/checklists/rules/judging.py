"""Judging one answer: typed, chosen, computed or proposed (content/README.md, Checklist item)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.checklists.rules.answers import AnswerState, Stored, plain
from portal.checklists.rules.conditions import Known, is_must, met
from portal.checklists.rules.items import CHOSEN, FIGURES, YES_NO, AnsweredBy, Evidence, EvidenceWhen, Item, ItemType
from portal.core.rules.thresholds import Figure, Lookup, Op, Result

WORST_FIRST = (Result.failed, Result.warned, Result.passed)


class AnswerSource(StrEnum):
    person = "person"
    confirmed = "confirmed"  # a person stands by the computed answer
    override = "override"  # a person says otherwise, with a reason


@dataclass(frozen=True)
class GivenAnswer:
    """What is on record for an item. `figure` is the computed figure that stood beside it when it was given."""

    state: AnswerState = AnswerState.unknown
    value: Stored | None = None
    source: AnswerSource = AnswerSource.person
    figure: Figure | None = None
    noted: bool = False  # a note stands beside it


@dataclass(frozen=True)
class Computed:
    """What a figure from the records says: its judgement, and the answer it amounts to (as kept; None for a file)."""

    figure: Figure
    result: Result
    value: Stored | None


@dataclass(frozen=True)
class JudgedItem:
    item: Item
    result: Result
    value: Stored | None  # the answer that counts, as kept
    must: bool
    by_figure: bool  # nobody has answered: the figure speaks
    computed: Computed | None  # what the records say now, whoever's answer counts
    contradicted: bool = False  # the records say otherwise than a person, and nobody said why


NOTHING = GivenAnswer()


def judge(
    item: Item, on_record: GivenAnswer, figure: Figure | None, known: Known, lookup: Lookup, signed: bool = False
) -> JudgedItem:
    """The judgement of one item.

    A person's word comes first. Without it an auto item is judged by the figure; a proposed one stays unknown until
    a person confirms. `figure` None: the records cannot say. An item whose condition is false is not applicable.
    An answer that the records contradict counts as the worse of the two until somebody says why it differs; what was
    `signed` stays as it was signed.
    """
    computed = None if figure is None else compute(item, figure, lookup)
    must = is_must(item, known)
    if not met(item.applies_when, known):
        return JudgedItem(item, Result.not_applicable, None, must, False, computed)
    against = computed is not None and not signed and contradicts(item, on_record, computed, lookup)
    if on_record.state is AnswerState.na:
        return JudgedItem(item, Result.not_applicable, None, must, False, computed, against)
    if on_record.state is AnswerState.answered:
        result = result_of(item, on_record, lookup)
        if against and computed:
            result = worse(result, computed.result)
        return JudgedItem(item, result, on_record.value, must, False, computed, against)
    if computed and item.answer is AnsweredBy.auto:
        return JudgedItem(item, computed.result, computed.value, must, True, computed)
    return JudgedItem(item, Result.unknown, None, must, False, computed)


def worse(result: Result, other: Result) -> Result:
    return min((result, other), key=[*WORST_FIRST, Result.unknown].index)


def contradicts(item: Item, on_record: GivenAnswer, computed: Computed, lookup: Lookup) -> bool:
    """Whether the records say otherwise than a person did, without a reason beside it.

    A reason is one for what the records said then: once they say something else, it is asked again. "Does not apply"
    is contradicted by records that do not pass the item.
    """
    if on_record.state is AnswerState.na:
        return computed.result in (Result.warned, Result.failed) and not (
            on_record.noted and still(item, on_record.figure, computed, lookup)
        )
    if on_record.state is not AnswerState.answered or agrees(item, on_record, computed, lookup):
        return False
    if on_record.source is not AnswerSource.override:
        return True
    return on_record.figure is not None and not still(item, on_record.figure, computed, lookup)


def still(item: Item, then: Figure | None, now: Computed, lookup: Lookup) -> bool:
    """Whether the records say what they said when a figure stood beside the answer."""
    return then is not None and not moved(item, compute(item, then, lookup), now)


def agrees(item: Item, on_record: GivenAnswer, computed: Computed, lookup: Lookup) -> bool:
    """Whether an answer amounts to what the records say: what was chosen is the same, a figure comes to the same."""
    if item.type in CHOSEN:
        return keys(on_record.value) == keys(computed.value)
    if item.type in YES_NO and on_record.source is not AnswerSource.confirmed:
        return on_record.value == computed.value
    return result_of(item, on_record, lookup) is computed.result


def moved(item: Item, then: Computed | None, now: Computed | None) -> bool:
    """Whether the records came to say something else: another choice, or a figure that comes to something else."""
    if then is None or now is None:
        return then is not now
    return then.result is not now.result or (item.type in CHOSEN and keys(then.value) != keys(now.value))


def keys(value: Stored | None) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset({str(value)})


def result_of(item: Item, on_record: GivenAnswer, lookup: Lookup) -> Result:
    """The judgement of an answer on record. A confirmed one keeps the judgement of the figure it confirms."""
    if on_record.source is AnswerSource.confirmed and on_record.figure is not None and item.rule:
        return item.rule.result(on_record.figure, lookup)
    return judge_typed(item, on_record.value, lookup)


def judge_typed(item: Item, value: Stored | None, lookup: Lookup) -> Result:
    """The judgement of an answer that a person typed or chose; `value` as kept by `read_answer`."""
    if value is None or value == [] or value == "":
        return Result.unknown
    if item.type in YES_NO:
        return Result.passed if value == "yes" else Result.failed
    if item.type in CHOSEN:
        chosen = [value] if isinstance(value, str | int) else value
        results = {item.option(str(key)).result for key in chosen}
        return next(result for result in WORST_FIRST if result in results)
    if item.type in FIGURES and item.limits and item.limits.pass_.op is not Op.filled:
        return item.limits.result(Decimal(str(value)), lookup)
    return Result.passed


def compute(item: Item, figure: Figure, lookup: Lookup) -> Computed:
    """What a figure says for an item that has a rule. ValueError if the item has none."""
    if item.rule is None:
        raise ValueError(f"{item.code} has no rule")
    result = item.rule.result(figure, lookup)
    return Computed(figure, result, answer_from(item, figure, result))


def answer_from(item: Item, figure: Figure, result: Result) -> Stored | None:
    """The answer a figure amounts to. A yes or no item reads "yes" only on pass; a file stays with its documents."""
    if item.type in YES_NO:
        return "yes" if result is Result.passed else "no"
    if item.type is ItemType.file:
        return None
    if item.type is ItemType.choices:
        return list(figure) if isinstance(figure, tuple) else [str(figure)]
    if isinstance(figure, tuple):
        return "\n".join(figure)
    return plain(Decimal(figure)) if isinstance(figure, int | Decimal) else figure


def evidence_needed(item: Item, result: Result, overrides: bool = False) -> frozenset[Evidence]:
    """What must stand beside the answer: the item's evidence at this result, and a note whenever one overrides.

    Nothing is asked for while the answer is unknown or not applicable, unless it overrides.
    """
    asked = {
        EvidenceWhen.always: result in WORST_FIRST,
        EvidenceWhen.passed: result is Result.passed,
        EvidenceWhen.not_passed: result in (Result.warned, Result.failed),
    }
    needed = {item.evidence} if item.evidence_when and asked[item.evidence_when] else set()
    return frozenset(needed | ({Evidence.note} if overrides else set()))
