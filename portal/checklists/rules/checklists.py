"""A checklist as it is published: its sections and items, and its JSON form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from portal.checklists.rules.items import Item
from portal.core.rules.plain_data import Between, encoded, read, refuse, unique
from portal.core.rules.stages import Stage
from portal.core.rules.wording import Text


@dataclass(frozen=True)
class Section:
    key: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Checklist:
    key: str
    title: Text
    purpose: Text
    version: Annotated[int, Between(1, 10_000)]
    subject: str  # what it is about: business, need, supplier, sample, agreement or connection
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    stage: Stage | None = None  # of the business, for the three stage lists
    step: Annotated[int, Between(1, 8)] | None = None  # for the lists from a need to full volume

    def __post_init__(self) -> None:
        unique("section", (section.key for section in self.sections))
        unique("item", (item.code for item in self.items))
        sections = {section.key for section in self.sections}
        lost = [item.code for item in self.items if item.section not in sections]
        refuse({f"no such section: {', '.join(lost)}": bool(lost)})

    def item(self, code: str) -> Item:
        """KeyError if the list has no such item."""
        return {item.code: item for item in self.items}[code]

    def items_of(self, section: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.section == section)

    def to_json(self) -> dict[str, Any]:
        """The whole list as a JSON-able table, the same shape as its content file; `from_json` reads it back."""
        table: dict[str, Any] = encoded(self)
        return table

    @classmethod
    def from_json(cls, data: object, where: str = "checklist") -> Checklist:
        """Raises Malformed, naming `where` and the item."""
        return read(cls, data, where)
