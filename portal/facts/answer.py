"""What the records answer to a question: a figure with what stands in its sentence, or what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from portal.core.rules.plain_data import decoded, encoded
from portal.core.rules.thresholds import Figure

Place = Decimal | int | str | tuple[str, ...] | None
Link = tuple[str, Mapping[str, str]]  # the endpoint of the page with the records, and its arguments
# Where the first of them is written down, while there is none.
FIRST_SUPPLIER: Link = ("suppliers.index", {})
FIRST_PRODUCT: Link = ("products.index", {})
FIRST_REVIEW: Link = ("reviews.index", {})


def at(endpoint: str, key: int, place: str = "") -> Link:
    """The page of a record, and in it the field or the part that lacks something."""
    return endpoint, {"id": str(key), "_anchor": place} if place else {"id": str(key)}


def main_categories(business: int) -> Link:
    """Where the main categories of a business are ticked."""
    return at("businesses.show", business, "categories-0")


def kept(link: Link | None) -> list[Any] | None:
    """A link as JSON; `link_from` reads it."""
    return [link[0], dict(link[1])] if link else None


def link_from(data: list[Any] | None) -> Link | None:
    return (data[0], data[1]) if data else None


@dataclass(frozen=True, kw_only=True)
class Found:
    figure: Figure  # shares are 0 to 1
    places: Mapping[str, Place]  # what fills the basis sentence; an empty one leaves its part out
    on: date  # the day it was read
    ordered: bool = False  # rests on "ordered" meaning bought on trial or actively
    link: Link | None = None  # to the rows behind it

    def to_json(self) -> dict[str, Any]:
        return {
            "figure": encoded(self.figure),
            "places": {name: encoded(value) for name, value in self.places.items()},
            "on": self.on.isoformat(),
            "ordered": self.ordered,
            "link": kept(self.link),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        places = {name: decoded(value) for name, value in data["places"].items()}
        return cls(
            figure=decoded(data["figure"]),
            places=places,
            on=date.fromisoformat(data["on"]),
            ordered=data["ordered"],
            link=link_from(data.get("link")),  # what was kept before links were has none
        )


@dataclass(frozen=True)
class Missing:
    """The records cannot say yet."""

    names: tuple[str, ...] = ()  # of what lacks the record, where one can be named
    places: Mapping[str, Place] = field(default_factory=dict)
    link: Link | None = None  # to where the record belongs


Answer = Found | Missing


def known_fact(figure: Figure, on: date, ordered: bool = False, link: Link | None = None, **places: Place) -> Found:
    return Found(figure=figure, places=places, on=on, ordered=ordered, link=link)


def share(ok: int, count: int) -> Decimal:
    """0 to 1."""
    return Decimal(ok) / count


def duration(figure: Decimal | int, unit: str) -> str:
    """A length of time with its unit, as a place of a sentence: "7 day". Units: day, hour, working_hour, minute."""
    return f"{figure} {unit}"
