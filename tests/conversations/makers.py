"""Conversations: yesterday at noon, by chat, the team turned to the supplier, and nothing is next."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from portal.conversations.models import NOTHING, Conversation, PlannedStep
from tests.cast import NOW, stamp


def make_conversation(supplier: Any, step: PlannedStep = NOTHING, **about: Any) -> Conversation:
    defaults = {"text": "They can deliver in May", "channel": "chat", "direction": "we"}
    defaults |= {"at": NOW - timedelta(days=1)}
    return Conversation.get_by_id(Conversation.note(stamp(), step, supplier=supplier, **(defaults | about)).id)
