"""The named conditions that say whether an item applies to a business, or to a supplier on its path."""

from __future__ import annotations

from collections.abc import Iterable

from portal.checklists.rules.items import Item
from portal.core.models.record import rows
from portal.facts.path import CONDITIONS
from portal.facts.records import Records
from portal.facts.upkeep import STRATEGIC
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import Status


def standings(records: Records) -> list[tuple[str, str, str]]:
    """Status, tier and country as they occur among the suppliers that are not retired."""
    query = Supplier.select(Supplier.status, Supplier.tier, Supplier.country).distinct()
    return rows(query.where(Supplier.deleted_at.is_null(), Supplier.status != Status.retired))


def known(records: Records, items: Iterable[Item] = ()) -> dict[str, bool | None]:
    """What the records say of each condition; None or missing: they cannot say. On a path only of those of `items`."""
    if records.subject is not None:
        wanted = {key for item in items for key in (item.applies_when, item.must_when) if key in CONDITIONS}
        return {key: CONDITIONS[key](records) for key in sorted(wanted)}
    suppliers = records.once(standings)
    return {
        "cross_border": abroad(
            {country for status, _tier, country in suppliers if status == Status.active}, records.home
        ),
        "strategic_suppliers": any(tier == STRATEGIC for _status, tier, _country in suppliers),
    }


def abroad(countries: set[str], home: str) -> bool | None:
    if countries - {"", home}:
        return True
    return None if "" in countries else False
