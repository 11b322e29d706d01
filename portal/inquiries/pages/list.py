"""The list of inquiries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from portal.inquiries.rules.inquiries import InquiryFacts
from portal.web.list_filters import ListWay
from portal.web.words import pairs


def ways(inquiries: Iterable[InquiryFacts], show: str) -> list[ListWay]:
    """All of them first."""
    numbers = Counter(str(inquiry.state) for inquiry in inquiries)
    numbers[""] = numbers.total()
    states = [("", _("All")), *pairs("inquiry_state")]
    return [ListWay(numbers[state], title, address(state), state == show) for state, title in states]


def address(show: str, number: int = 1) -> str:
    """The list of those in this state, at this page."""
    return url_for("inquiries.index", show=show or None, page=number if number > 1 else None)
