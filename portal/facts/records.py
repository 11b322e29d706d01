"""What the facts read from: records of a business or of one supplier on a day, each set read once a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from decimal import Decimal
from typing import Any, TypeVar

from portal.core.rules.stages import Stage
from portal.facts.answer import Answer
from portal.settings.rules.policy import Policy

Read = TypeVar("Read")


@dataclass(frozen=True)
class Subject:
    """What the lists of a path are about: a supplier, and the need it is looked at for (the first list: the need)."""

    supplier: int | None
    need: int | None = None


@dataclass
class Records:
    business: int
    stage: Stage
    today: date
    policy: Policy
    currency: str
    home: str  # country code of the team
    zone: tzinfo = UTC  # of the team: in which an instant has its day
    subject: Subject | None = None  # of the lists of a path; None: the lists of a stage, about the business
    read: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def once(self, reader: Callable[[Records], Read]) -> Read:
        """What a reader finds; the second fact that asks shares it."""
        if reader not in self.read:
            self.read[reader] = reader(self)
        read: Read = self.read[reader]
        return read

    def limit(self, key: str) -> Decimal:
        """A figure of the policy, for the stage of the business."""
        return self.policy.number(key, self.stage)


Question = Callable[[Records, dict[str, Any]], Answer]
Condition = Callable[[Records], bool | None]  # None: the records cannot say
