"""Trial orders and ramp-up, as far as their records are kept."""

from __future__ import annotations

from portal.facts.records import Condition, Question

QUESTIONS: dict[str, Question] = {}
CONDITIONS: dict[str, Condition] = {}
