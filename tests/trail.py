"""What the audit trail tells."""

from __future__ import annotations

from portal.core.models.audit import AuditEvent


def trail_tells(*verbs: str) -> bool:
    """Whether these verbs stand in the trail, in this order; others may stand between them."""
    rest = iter([verb for (verb,) in AuditEvent.select(AuditEvent.verb).order_by(AuditEvent.id).tuples()])
    return all(verb in rest for verb in verbs)
