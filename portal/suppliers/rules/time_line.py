"""What can have happened with a supplier."""

from __future__ import annotations

from enum import StrEnum


class TimeLineEvent(StrEnum):
    talk = "talk"  # somebody turned to the other side
    asked = "asked"  # the questions of an inquiry
    replied = "replied"  # the first word on them
    answered = "answered"  # the last answer
    quote = "quote"
    sample_asked = "sample_asked"
    sample_came = "sample_came"
    verdict = "verdict"
    agreement_sent = "agreement_sent"
    agreement_signed = "agreement_signed"
    agreement_began = "agreement_began"
    renewal = "renewal"
    agreement_ended = "agreement_ended"
    status = "status"
    review = "review"
    document = "document"
    gate = "gate"  # of its path, passed
    gate_back = "gate_back"  # the passing was taken back
    taken = "taken"  # over at a status, without the gates before it
    taken_back = "taken_back"


# Known by an instant; the others by a day.
TIMED = frozenset(
    {
        TimeLineEvent.talk,
        TimeLineEvent.asked,
        TimeLineEvent.replied,
        TimeLineEvent.answered,
        TimeLineEvent.verdict,
        TimeLineEvent.status,
        TimeLineEvent.document,
        TimeLineEvent.gate,
        TimeLineEvent.gate_back,
        TimeLineEvent.taken,
        TimeLineEvent.taken_back,
    }
)
