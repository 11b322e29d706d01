"""What the lists of a supplier say of themselves, as parts of the one statement its page reads."""

from __future__ import annotations

from typing import Any

from peewee import Value, fn

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.core.models.record import rows
from portal.needs.models import NeedCandidate
from portal.path.rules import PathStep, Spot

NO_WORD = Value("")


def looked_up(id: int, code: str) -> Any:
    """The answer to an item of the newest screening list."""
    screened = Run.select(fn.MAX(Run.id)).where(Run.supplier == id, Run.step == PathStep.screening)
    columns = (Value("looked_up"), Answer.run, Answer.code, Answer.given.cast("text"), NO_WORD, Value(False))
    answer = Answer.select(*columns, NO_WORD, NO_WORD, NO_WORD)
    return answer.where(Answer.run == screened, Answer.code == code, Answer.given.is_null(False))


def contradicted(id: int) -> Any:
    """Its lists that the records contradict, and in how many answers."""
    columns = (Value("against"), fn.COALESCE(Run.need, 0), Run.step, Run.against.cast("text"), NO_WORD)
    lists = Run.select(*columns, Run.supplier.is_null(False), Value(str(id)), NO_WORD, NO_WORD)
    return lists.where(of_supplier(id), Run.against > 0, Run.signed_at.is_null())


def contradicted_of(need: int, step: str, number: str, _text: str, own: Any, whose: str, *_rest: str) -> Any:
    return Spot(PathStep(step), int(whose) if own else None, need or None), int(number)


def contradicted_at(supplier: int | None, need: int | None) -> dict[Spot, int]:
    """By place, for the page of a list."""
    which = of_supplier(supplier) if supplier else (Run.supplier.is_null() & (Run.need == need))
    lists = Run.select(Run.step, Run.supplier, Run.need, Run.against)
    return {
        Spot(PathStep(step), whose, wanted): number
        for step, whose, wanted, number in rows(
            lists.where(which, Run.step.is_null(False), Run.against > 0, Run.signed_at.is_null())
        )
    }


def of_supplier(id: int) -> Any:
    needs = NeedCandidate.select(NeedCandidate.need).where(NeedCandidate.supplier == id)
    return (Run.supplier == id) | (Run.supplier.is_null() & Run.need.in_(needs))
