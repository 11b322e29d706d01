"""What the facts read from: the records of a business on a day, each set read in one statement and once a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, tzinfo
from decimal import Decimal
from typing import Any, TypeVar

from portal.domain.policy import Policy
from portal.domain.stages import Stage

Read = TypeVar("Read")


@dataclass
class Records:
    business: int
    stage: Stage
    today: date
    policy: Policy
    currency: str
    home: str  # country code of the team
    zone: tzinfo = UTC  # of the team: in which an instant has its day
    read: dict[Callable[..., Any], Any] = field(default_factory=dict)

    def once(self, reader: Callable[[Records], Read]) -> Read:
        """What a reader finds; the second fact that asks shares it."""
        if reader not in self.read:
            self.read[reader] = reader(self)
        found: Read = self.read[reader]
        return found

    def limit(self, key: str) -> Decimal:
        """A figure of the policy, for the stage of the business."""
        return self.policy.number(key, self.stage)
