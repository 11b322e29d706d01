"""Screening and needs: who the supplier is, its papers, what people say of it, and what the need asks for."""

from __future__ import annotations

from portal.facts.records import Condition, Question

QUESTIONS: dict[str, Question] = {}
CONDITIONS: dict[str, Condition] = {}
