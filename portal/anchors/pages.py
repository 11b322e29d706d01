"""How comparisons are scored: the fields for anchors and weights, with what stands and what was typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.comparisons.rules.criteria import (
    ANCHORED,
    DEFAULT_WEIGHTS,
    LOWER_IS_BETTER,
    Anchors,
    ComparisonCriterion,
    anchors_from,
    default_anchors,
    weights_from,
)
from portal.settings import team
from portal.settings.models.categories import Category
from portal.settings.models.settings import history, versions
from portal.settings.pages.setting_words import ANCHORS, WEIGHTS, lines
from portal.web.filters import exact
from portal.web.list_filters import FilterDoubt, FilterSelect, doubt_lines, filter_select, typed_into
from portal.web.words import word


@dataclass(frozen=True)
class SentAnchors:
    """What came back: with a fault (`wrong`, `unweighed`), or because a colleague was faster (`stands`)."""

    typed: Mapping[str, str] = field(default_factory=dict)
    wrong: ComparisonCriterion | None = None
    unweighed: Collection[str] = ()  # criteria; an empty one: all together
    overtaken: str = ""  # the setting a colleague changed
    stands: str = ""  # what it says now

    @property
    def weights(self) -> Mapping[str, str]:
        return self.typed if self.unweighed or self.overtaken == WEIGHTS else {}

    @property
    def anchors(self) -> Mapping[str, str]:
        return {} if self.unweighed or self.overtaken == WEIGHTS else self.typed


class AnchorField(NamedTuple):
    name: str
    label: str
    value: str
    inherited: str  # what counts while it is empty


class AnchorLine(NamedTuple):
    label: str
    about: str  # its unit, and which way is better
    fields: tuple[AnchorField, ...]
    wrong: bool


class WeightLine(NamedTuple):
    name: str
    label: str
    value: str
    wrong: bool


def anchors_page(category: int | None, sent: SentAnchors, doubts: Sequence[FilterDoubt] = ()) -> dict[str, Any]:
    values, key, seen = team.team(), key_of(category), versions("comparison.")
    return {
        "sent": sent,
        "category": category,
        "filters": typed_into([category_select(category)], doubts),
        "doubts": doubt_lines(doubts, partial(url_for, ".index")),
        "sides": sides(),
        "anchors": anchor_lines(category, sent),
        "anchors_version": seen.get(key, 0),
        "weights": weight_lines(sent),
        "weights_version": seen.get(WEIGHTS, 0),
        "weights_changed": bool(values.get(WEIGHTS)),
        "fault": fault_sentence(sent.wrong) if sent.wrong else "",
        "history": lines(history(key, WEIGHTS)),
    }


def category_select(category: int | None) -> FilterSelect:
    return filter_select("category", _("For all categories"), Category.choices(), category)


def key_of(category: int | None) -> str:
    """The setting that holds the anchors of all goods, or of one category."""
    return f"{ANCHORS}.{category}" if category else ANCHORS


def digital(category: int | None) -> bool:
    """Codes and memberships start from other figures."""
    return category is not None and Category.get_by_id(category).kind == "digital"


def sides() -> dict[str, str]:
    return {"bad": _("Counts as 0"), "good": _("Full marks")}


def anchor_lines(category: int | None, sent: SentAnchors) -> list[AnchorLine]:
    values = team.team()
    general = anchors_from(values.get(ANCHORS) or {}) if category else {}
    inherited, own = default_anchors(digital(category)) | general, anchors_from(values.get(key_of(category)) or {})
    return [anchor_line(code, own.get(code), inherited[code], sent) for code in ANCHORED]


def anchor_line(code: ComparisonCriterion, own: Anchors | None, inherited: Anchors, sent: SentAnchors) -> AnchorLine:
    label = word(code, "criterion")
    better = _("lower is better") if code in LOWER_IS_BETTER else _("higher is better")
    fields = tuple(
        AnchorField(
            name=f"{side}-{code}",
            label=side_label,
            value=sent.anchors.get(f"{side}-{code}", exact(getattr(own, side)) if own else ""),
            inherited=exact(getattr(inherited, side)),
        )
        for side, side_label in sides().items()
    )
    return AnchorLine(label, f"{word(code, 'criterion_unit')} · {better}", fields, sent.wrong == code)


def weight_lines(sent: SentAnchors) -> list[WeightLine]:
    weights = weights_from(team.team().get(WEIGHTS) or {}) or DEFAULT_WEIGHTS
    return [
        WeightLine(
            name=f"weight-{code}",
            label=word(code, "criterion"),
            value=sent.weights.get(code, exact(weights.get(code, Decimal(0)))),
            wrong=code in sent.unweighed or "" in sent.unweighed,
        )
        for code in ComparisonCriterion
    ]


def fault_sentence(criterion: ComparisonCriterion) -> str:
    return _("%(criterion)s: enter two numbers, the worse one first.", criterion=word(criterion, "criterion"))
