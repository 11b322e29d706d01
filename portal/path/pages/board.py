"""The board of the path: every supplier at its step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from portal.checklists.pages.urls import step_url
from portal.path.pages.proposals import PathProposal, path_proposal
from portal.path.queries.standing import PathCard
from portal.path.rules import PathStep
from portal.web.words import word

FILTERS: dict[str, Callable[[PathCard], bool]] = {
    "": lambda card: True,
    "mine": lambda card: card.supplier.owner_id == current_user.id,
    "stalled": lambda card: card.stalled,
    "lag": lambda card: card.lag is not None,
}
LABELS = {"": _l("All"), "mine": _l("Mine"), "stalled": _l("Stalled"), "lag": _l("Status and lists disagree")}
# What a newcomer may not know of these steps is said in the glossary.
TERMS = {
    PathStep.screening: "screening",
    PathStep.docking: "docking",
    PathStep.trial: "trial_order",
    PathStep.rampup: "ramp_up",
}
FEW = 20  # cards of a step before the rest is a click away
THROUGH = "through"  # in the address: past the last gate


class BoardColumn(NamedTuple):
    """A step with the suppliers that stand at it."""

    title: str
    step: str  # as the form names it
    targets: list[tuple[str, str]]  # where its cards can be put, the next step first
    total: int
    cards: list[PathCard]  # the first few
    more: int
    more_url: str
    term: str  # of the glossary, where the title is explained


@dataclass(frozen=True)
class Board:
    """`show`: which suppliers; `only`: the step shown alone, as the address names it."""

    cards: list[PathCard]
    show: str
    only: str

    @classmethod
    def of(cls, cards: list[PathCard], show: str, only: str) -> Board:
        return cls(cards, show if show in FILTERS else "", only)

    @property
    def chips(self) -> list[tuple[str, str, bool]]:
        """The filters: label and number, address, whether it is this one."""
        return [
            (
                f"{label} {sum(map(FILTERS[show], self.cards))}",
                url_for("steps.index", show=show or None, step=self.only or None),
                show == self.show,
            )
            for show, label in LABELS.items()
        ]

    @property
    def columns(self) -> list[BoardColumn]:
        steps = [step for step in (*PathStep, None) if self.only in ("", step or THROUGH)]
        return [self.column(step) for step in steps]

    def column(self, step: PathStep | None) -> BoardColumn:
        held = [card for card in self.cards if card.step == step and FILTERS[self.show](card)]
        few = held if self.only else held[:FEW]
        title = word(step, "step") if step else _("Through")
        url = url_for("steps.index", step=step or THROUGH, show=self.show or None)
        term = TERMS.get(step, "") if step else ""
        return BoardColumn(title, step or THROUGH, targets(step), len(held), few, len(held) - len(few), url, term)

    def move_url(self, card: PathCard) -> str:
        need = card.need and card.need.id
        return url_for("steps.advance", id=card.supplier.id, need=need, show=self.show or None, only=self.only or None)

    @property
    def whole_url(self) -> str:
        """The same with every step."""
        return url_for("steps.index", show=self.show or None)

    def proposal(self, card: PathCard) -> PathProposal | None:
        if card.to is None:
            return None
        return path_proposal(card.to, bool(card.supplier.agreed), card.step, self.address(card))

    def address(self, card: PathCard) -> str:
        """The list at which a supplier stands; its own page once it is through."""
        if card.step is None:
            return url_for("suppliers.show", id=card.supplier.id)
        return step_url("show", card.step, card.supplier.id, card.need and card.need.id)


def targets(step: PathStep | None) -> list[tuple[str, str]]:
    """The other steps, each with its name; the next one first."""
    titles = [(str(other), word(other, "step")) for other in PathStep] + [(THROUGH, str(_("Through")))]
    place = len(titles) - 1 if step is None else step.place
    return [*titles[place + 1 :], *titles[:place]]
