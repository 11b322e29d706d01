"""The list of inquiries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.inquiries.rules.inquiries import InquiryFacts
from portal.web.words import pairs


class StateTab(NamedTuple):
    """The inquiries that stand alike, and how many they are."""

    number: int
    label: str
    url: str
    current: bool


def state_tabs(inquiries: Iterable[InquiryFacts], show: str) -> list[StateTab]:
    """All of them first."""
    numbers = Counter(str(inquiry.state) for inquiry in inquiries)
    numbers[""] = numbers.total()
    states = [("", _("All")), *pairs("inquiry_state")]
    return [
        StateTab(numbers[state], title, url_for("inquiries.index", show=state or None), state == show)
        for state, title in states
    ]
