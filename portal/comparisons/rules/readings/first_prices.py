"""What can be said of suppliers while hardly more than their prices is known."""

from __future__ import annotations

from decimal import Decimal

from portal.comparisons.rules.comparison import Conclusion
from portal.comparisons.rules.side_by_side import Column, SideBySide


def only_prices(sheet: SideBySide) -> bool:
    """Whether nobody is ranked for want of data, and no landed cost is complete."""
    complete = [column for column in sheet.columns if column.cost and column.cost.per_unit is not None]
    return sheet.comparison.conclusion is Conclusion.not_enough_data and not complete


def unit_price(column: Column) -> Decimal:
    """At the quantity asked for, in the currency of the comparison; 0 where it is not comparable."""
    return column.cost.unit_price if column.cost else Decimal(0)


def by_price(sheet: SideBySide) -> list[Column]:
    """Those that can deliver, with a price in one currency, the lowest first."""
    return sorted((column for column in sheet.columns if column.cost and column.standing.able), key=unit_price)


def lowest(sheet: SideBySide) -> Column | None:
    """The one with the lowest unit price, where it is lowest alone and prices are all that is known."""
    rivals = by_price(sheet) if only_prices(sheet) else []
    alone = len(rivals) > 1 and unit_price(rivals[0]) < unit_price(rivals[1])
    return rivals[0] if alone else None
