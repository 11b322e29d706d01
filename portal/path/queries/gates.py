"""The gates that lie behind a supplier, as parts of the one statement its page reads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from peewee import JOIN, Case, Value, fn

from portal.core.models.users import User
from portal.path.models.passages import Passage, Passed, theirs
from portal.path.models.takeovers import TakeOver, TakeOverLine, standing
from portal.path.rules import PathStep, Spot, TakenFrom

NO_WORD = Value("")


def passages(id: int) -> Any:
    return Passage.select(
        *(Value("passage"), fn.COALESCE(Passage.need, 0), Passage.step, Passage.at.cast("text"), Passage.in_the_way),
        *(Passage.supplier.is_null(False), Value(str(id)), NO_WORD, NO_WORD),
    ).where(theirs(id), Passage.in_force())


def passage_of(need: int, step: str, at: str, in_the_way: str, own: Any, whose: str, *_rest: str) -> Passed:
    spot = Spot(PathStep(step), int(whose) if own else None, need or None)
    return Passed(spot, instant(at), in_the_way, taken=False)


def takeovers(id: int) -> Any:
    part_of = fn.COALESCE(TakeOver.import_key.cast("text"), "")
    file_or_reason = Case(None, [(TakeOver.import_key.is_null(), TakeOver.reason)], TakeOver.file)
    return (
        TakeOver.select(
            *(Value("takeover"), TakeOver.id, TakeOver.step, TakeOver.at.cast("text"), file_or_reason, Value(False)),
            *(TakeOver.status, fn.COALESCE(User.name, ""), part_of),
        )
        .join(User, JOIN.LEFT_OUTER, on=TakeOver.by)
        .where(TakeOver.supplier == id, TakeOver.in_force())
    )


def takeover_of(
    key: int, step: str, at: str, file_or_reason: str, _mark: Any, status: str, by: str, part_of: str
) -> TakeOverLine:
    entry, person = PathStep(step) if step else None, by or None
    if part_of:
        file = TakenFrom.file, file_or_reason, int(part_of)
        return TakeOverLine(key, 0, status, entry, *file, instant(at), person, "")
    return TakeOverLine(key, 0, status, entry, TakenFrom.bulk, "", None, instant(at), person, file_or_reason)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def behind_supplier(id: int, passed: Iterable[Passed], taken: Iterable[TakeOverLine]) -> dict[Spot, Any]:
    """Passed gates, and those it was taken past."""
    return standing(line._replace(supplier=id) for line in taken) | {passage.spot: passage for passage in passed}
