"""The list of samples made ready for its templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.rules.text import page_number
from portal.samples.pages.progress import overdue_tag
from portal.samples.pages.verdict import for_signature, verdict_tag
from portal.samples.queries.list import PER_PAGE, SHOWN, ListedSample, counts, page
from portal.web.filters import day
from portal.web.list_filters import ListWay, all_ticked, tick_url
from portal.web.tags import Tag
from portal.web.words import pairs

LONGEST_SEARCH = 100  # characters


@dataclass(frozen=True)
class SampleRow:
    sample: ListedSample
    overdue: Tag | None
    arrival: str
    testers: str
    late: Tag | None  # testers past their day
    verdict: Tag


@dataclass(frozen=True)
class SampleResults:
    show: str
    q: str
    ways: list[ListWay]
    rows: list[SampleRow]
    previous: str  # addresses; empty at the ends
    following: str
    ticked: bool  # every row is
    tick_url: str
    query: str  # of this list, without the page

    @property
    def filtered(self) -> bool:
        return bool(self.q) or self.show != "open"


def results(asked: Mapping[str, str], me: int, today: date) -> SampleResults:
    """A page of samples, as the address asks for it."""
    show = asked.get("show", "open")
    show = show if show in SHOWN else "open"
    q = asked.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]
    number = page_number(asked.get("page"))
    samples = page(today, show, q, me, number)
    return SampleResults(
        show,
        q,
        ways(counts(today, me), show, q),
        [row_of(sample, today) for sample in samples[:PER_PAGE]],
        address(show, q, number - 1) if number > 1 else "",
        address(show, q, number + 1) if len(samples) > PER_PAGE else "",
        ticked := all_ticked(asked),
        tick_url(number, ticked, partial(address, show, q)),
        urlencode({"show": show} | ({"q": q} if q else {})),
    )


def address(show: str, q: str, page: int | None = None, ticked: str | None = None) -> str:
    return url_for("samples.index", show=show, q=q or None, page=page, ticked=ticked)


def ways(numbers: Mapping[str, int], show: str, q: str) -> list[ListWay]:
    return [
        ListWay(numbers[way], title, address(way, q), way == show, way == "overdue" and numbers[way] > 0)
        for way, title in pairs("sample_way")
    ]


def row_of(sample: ListedSample, today: date) -> SampleRow:
    return SampleRow(
        sample,
        overdue_tag(sample.promised_on) if sample.promised_on and sample.overdue(today) else None,
        arrival(sample),
        _("%(done)s of %(all)s finished", done=sample.finished, all=sample.testers) if sample.testers else "—",
        Tag(ngettext("%(num)d late", "%(num)d late", sample.late), "bad", "clock") if late(sample) else None,
        verdict_of(sample),
    )


def arrival(sample: ListedSample) -> str:
    """The day it came, else what is known of its coming."""
    if sample.received_on:
        return day(sample.received_on)
    if sample.shipped_on:
        return _("on its way")
    return _("promised for %(day)s", day=day(sample.promised_on)) if sample.promised_on else "—"


def late(sample: ListedSample) -> bool:
    return sample.late > 0 and sample.verdict is None


def verdict_of(sample: ListedSample) -> Tag:
    if sample.verdict:
        return verdict_tag(sample.verdict)
    return for_signature() if sample.offered else Tag(_("In test"))
