"""When a list may be signed, and when the signatures suffice."""

from __future__ import annotations

from dataclasses import dataclass

ENOUGH = 2  # accounts


@dataclass(frozen=True)
class Signable:
    """Whether people may stand by a list, and the codes of what is missing."""

    ok: bool
    open: tuple[str, ...]  # must-haves without an answer
    unproved: tuple[str, ...]  # answers without the note or file they need
    contradicted: tuple[str, ...] = ()  # answers the records contradict, without a reason


def signable(must_open: tuple[str, ...], unproved: tuple[str, ...], contradicted: tuple[str, ...] = ()) -> Signable:
    """A failed must-have can be signed: the report says that it failed. One nobody looked at cannot, and neither can
    an answer that the records contradict while nobody said why."""
    lacking = tuple(code for code in unproved if code not in contradicted)
    return Signable(not (must_open or lacking or contradicted), must_open, lacking, contradicted)


def suffices(signers: int, alone_reason: str) -> bool:
    """Two accounts, or one with the reason why nobody else signs (who may do that is a matter of access)."""
    return signers >= ENOUGH or bool(alone_reason.strip())
