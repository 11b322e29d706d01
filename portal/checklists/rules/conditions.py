"""Named conditions (cross-border, powered goods, ...): whether an item or a criterion applies, and must hold.

What is known is given as a mapping from a condition's key to True or False; a key that is None or missing is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping

from portal.checklists.rules.items import Item

Known = Mapping[str, bool | None]


def met(condition: str | None, known: Known) -> bool:
    """Whether a condition holds. One that is not known counts as met, and so does having none."""
    return condition is None or known.get(condition) is not False


def is_must(item: Item, known: Known) -> bool:
    """Whether a failed answer to this item blocks the list, whatever the score."""
    return item.must or (item.must_when is not None and met(item.must_when, known))
