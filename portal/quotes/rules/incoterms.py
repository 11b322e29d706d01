"""Incoterms 2020, and who pays the freight under each (METHODS 3.2)."""

from __future__ import annotations

INCOTERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
_TO_THE_DOOR = frozenset({"DAP", "DPU", "DDP"})


def seller_pays_freight(incoterm: str) -> bool:
    """Whether the price holds all carriage to the buyer's place, so that freight on top would be counted twice."""
    return incoterm in _TO_THE_DOOR
