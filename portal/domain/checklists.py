"""A checklist as it is published: its sections and items, and its JSON form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.domain.items import Item, item_from
from portal.domain.plain import Entry, encoded, unique
from portal.domain.stages import Stage
from portal.domain.wording import Text


@dataclass(frozen=True)
class Section:
    key: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Checklist:
    key: str
    title: Text
    purpose: Text
    version: int
    subject: str  # what it is about: business, need, supplier, sample, agreement or connection
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    stage: Stage | None = None  # of the business, for the three stage lists
    step: int | None = None  # 1 to 8, for the lists from a need to full volume

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
        return checklist_from(Entry(data, where))


def checklist_from(entry: Entry) -> Checklist:
    checklist = Checklist(
        key=entry.string("key"),
        title=entry.text("title"),
        purpose=entry.text("purpose"),
        version=entry.whole("version", 1, 10_000),
        subject=entry.string("subject"),
        sections=tuple(section_from(section) for section in entry.tables("sections")),
        items=tuple(item_from(item) for item in entry.tables("items")),
        stage=entry.one_of("stage", Stage) if entry.has("stage") else None,
        step=entry.whole("step", 1, 8) if entry.has("step") else None,
    )
    entry.end()
    unique(entry, "section", [section.key for section in checklist.sections])
    unique(entry, "item", [item.code for item in checklist.items])
    if lost := [item.code for item in checklist.items if item.section not in {s.key for s in checklist.sections}]:
        raise entry.wrong(f"no such section: {', '.join(lost)}")
    return checklist


def section_from(entry: Entry) -> Section:
    section = Section(entry.string("key"), entry.text("title"))
    entry.end()
    return section
