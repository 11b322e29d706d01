"""The time line of a supplier, made ready for its card and its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.widgets import Select

from portal.conversations.forms import NewConversationForm
from portal.suppliers.queries.time_line import PER_PAGE, NextStep, TimeLine, TimeLineEntry, time_line
from portal.suppliers.rules.time_line import TimeLineEvent
from portal.web.clock import today, zone
from portal.web.filters import day, due, moment
from portal.web.submit_once import new_key
from portal.web.words import choices

FIRST_ENTRIES = 6  # on the page of the supplier
AGREEMENT_SYMBOL = "file"
SYMBOLS = {
    TimeLineEvent.talk: "users",
    TimeLineEvent.asked: "out",
    TimeLineEvent.replied: "edit",
    TimeLineEvent.answered: "edit",
    TimeLineEvent.quote: "clock",
    TimeLineEvent.sample_asked: "flask",
    TimeLineEvent.sample_came: "box",
    TimeLineEvent.verdict: "flask",
    TimeLineEvent.status: "target",
    TimeLineEvent.gate: "board",
    TimeLineEvent.gate_back: "board",
    TimeLineEvent.taken: "board",
    TimeLineEvent.taken_back: "board",
    TimeLineEvent.review: "cal",
    TimeLineEvent.document: "clip",
}
# The page of the record behind an entry; those of an agreement are not named.
RECORDS = {
    TimeLineEvent.asked: "inquiries.show",
    TimeLineEvent.replied: "inquiries.show",
    TimeLineEvent.answered: "inquiries.show",
    TimeLineEvent.quote: "quotes.show",
    TimeLineEvent.sample_asked: "samples.show",
    TimeLineEvent.sample_came: "samples.show",
    TimeLineEvent.verdict: "samples.show",
}
WITHOUT_RECORD = (
    TimeLineEvent.talk,
    TimeLineEvent.status,
    TimeLineEvent.gate,
    TimeLineEvent.gate_back,
    TimeLineEvent.taken,
    TimeLineEvent.taken_back,
)


class NextStepLine(NamedTuple):
    text: str
    symbol: str
    late: bool
    state: str  # who has to do it and by when, or who did it


class TimeLineRow(NamedTuple):
    entry: TimeLineEntry
    symbol: str
    url: str  # of the record behind it; empty: none
    when: str
    by: str
    step: NextStepLine | None


class TimeLineChip(NamedTuple):
    text: str
    url: str
    chosen: bool


@dataclass(frozen=True)
class TimeLineCard:
    rows: list[TimeLineRow]
    start: int
    chips: list[TimeLineChip]
    newest: str  # address of its beginning
    older: str  # address of the next entries; empty: no more


def time_line_card(supplier: int, start: int = 0, talks_only: bool = False, size: int = PER_PAGE) -> TimeLineCard:
    """What happened with a supplier: `size` entries from `start` on."""
    line = time_line(supplier, today(), zone(), start, talks_only, size)
    everything, talks = (url_for("time_line.show", id=supplier, show=show) for show in (None, "talks"))
    return TimeLineCard(
        rows=[row(supplier, entry) for entry in line.entries],
        start=line.start,
        chips=[
            TimeLineChip(_("Everything"), everything, not talks_only),
            TimeLineChip(_("Conversations only"), talks, talks_only),
        ],
        newest=talks if talks_only else everything,
        older=older(supplier, line) if line.more else "",
    )


def older(supplier: int, line: TimeLine) -> str:
    show = "talks" if line.talks_only else None
    return url_for("time_line.show", id=supplier, start=line.start + len(line.entries), show=show)


def row(supplier: int, entry: TimeLineEntry) -> TimeLineRow:
    return TimeLineRow(
        entry,
        SYMBOLS.get(entry.kind, AGREEMENT_SYMBOL),
        record_url(supplier, entry),
        moment(entry.at) if entry.at else day_without_this_year(entry.on),
        entry.by or (_("the portal") if entry.kind is TimeLineEvent.status else ""),
        next_step(entry.step) if entry.step else None,
    )


def record_url(supplier: int, entry: TimeLineEntry) -> str:
    if entry.kind in WITHOUT_RECORD:
        return ""
    if entry.kind is TimeLineEvent.review:
        return url_for("reviews.show", id=supplier)
    if entry.kind is TimeLineEvent.document:
        return url_for("suppliers.show", id=supplier, _anchor=f"document-{entry.id}")
    return url_for(RECORDS.get(entry.kind, "agreements.show"), id=entry.id)


def day_without_this_year(on: date) -> str:
    return f"{on:%m-%d}" if on.year == today().year else day(on)


def next_step(step: NextStep) -> NextStepLine:
    if step.done_at:
        done = _("done by %(name)s, %(at)s", name=step.done_by or _("the portal"), at=moment(step.done_at))
        return NextStepLine(step.text, "check", False, done)
    owner = step.owner or _("nobody yet")
    if step.due_on is None:
        return NextStepLine(step.text, "clock", False, owner)
    late = step.due_on < today()
    return NextStepLine(step.text, "clock", late, f"{owner} · {day(step.due_on)} ({due(step.due_on)})")


def talk_form() -> NewConversationForm | None:
    """An empty one; None for who may not write."""
    if not current_user.may("write"):
        return None
    return short_talk(NewConversationForm(None, data={"key": new_key()}))


def short_talk(form: Any) -> Any:
    """The few fields that stand beside the time line: a list of each choice takes less room than all of them."""
    form.offer(channel=choices("channel"), direction=choices("direction"))
    form.channel.widget = form.direction.widget = Select()
    return form
