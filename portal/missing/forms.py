"""What a comparison asks of its product."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.core.forms.base import Count, EditForm
from portal.core.forms.units import PriceField

SMALLEST_PRICE = Decimal("0.0001")


class GoodsFiguresForm(EditForm):
    """What a comparison asks of its product; only what nobody has filled in is asked."""

    sale_price = PriceField(_l("Sale price"), least=SMALLEST_PRICE)
    monthly_units = Count(_l("Units sold a month"), least=1, most=100_000_000)

    @property
    def typed(self) -> dict[str, Any]:
        figures = {name: self[name].data for name in ("sale_price", "monthly_units") if name in self}
        return {name: figure for name, figure in figures.items() if figure is not None}
