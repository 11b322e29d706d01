"""What the records of a supplier propose: the next status by one press, or what is missing for it."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext as _

from portal.path.rules import PathStep, lets
from portal.suppliers.rules.pipeline import Status
from portal.web.words import word


class PathProposal(NamedTuple):
    text: str  # what the records say
    to: str
    label: str  # of the press
    url: str  # of the list that is to be finished first; empty: nothing is missing


def path_proposal(to: Status, agreed: bool, at: PathStep | None, list_url: str) -> PathProposal:
    """`at`: the step where the supplier stands, and its list."""
    text = _("Sample passed and agreement in force.") if agreed else _("Sample passed.")
    if at is None or lets(to, at):
        return PathProposal(text, to, _("Move to “%(status)s”", status=word(to, "status")), "")
    return PathProposal(text, to, _("Finish “%(step)s” first", step=word(at, "step")), list_url)
