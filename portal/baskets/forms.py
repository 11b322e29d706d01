"""The address of a basket, read as a typed filter: products with their quantities, suppliers, and the way shown."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, ValidationError
from wtforms.form import BaseForm

from portal.baskets.rules.splitting import MOST_ITEMS, MOST_SOURCES
from portal.comparisons.forms import LARGEST_KEY, Keys
from portal.core.forms.base import Count
from portal.core.forms.posted import PostedForm
from portal.core.forms.units import Pieces

FEWEST_ITEMS = 2
MOST_PIECES = 10_000_000


class BasketFilter(PostedForm):
    class Meta:
        csrf = False

    business = Count(_l("Business"), least=1, most=LARGEST_KEY)
    need = Count(_l("Need"), least=1, most=LARGEST_KEY)
    product = Keys(_l("Products"))
    supplier = Keys(_l("Suppliers"))
    expired = BooleanField(_l("Count quotes that have run out"))
    plan = Count(_l("Suppliers at most"), least=1, most=MOST_SOURCES)

    def __init__(self, asked: Any) -> None:
        super().__init__(asked)
        ticked = (self.product.data or [])[:MOST_ITEMS]
        self.quantities = BaseForm({quantity_name(key): quantity_field() for key in ticked})
        self.quantities.process(asked)
        self.asked = asked

    def validate(self, extra_validators: Any = None) -> bool:
        whole = super().validate(extra_validators)
        return self.quantities.validate() and whole

    def validate_product(self, field: Keys) -> None:
        if not FEWEST_ITEMS <= len(field.data or ()) <= MOST_ITEMS:
            raise ValidationError(_l("Choose two to ten products."))

    def validate_supplier(self, field: Keys) -> None:
        if not 1 <= len(field.data or ()) <= MOST_SOURCES:
            raise ValidationError(_l("Choose one to five suppliers."))

    def quantity(self, key: int) -> Any:
        """The field of a ticked product; None for one that is not ticked."""
        return self.quantities._fields.get(quantity_name(key))

    @property
    def complete(self) -> bool:
        """Whether the address names nothing but what it depends on: quantities of unticked products are left out."""
        return {name for name in self.asked if name.startswith("q")} <= set(self.quantities._fields)

    @property
    def address(self) -> dict[str, Any]:
        """Everything the basket depends on, as it stands in the address."""
        ends = {name: self[name].data for name in ("business", "need", "plan") if self[name].data}
        chosen = {"product": self.product.data, "supplier": self.supplier.data}
        counts = {name: field.data for name, field in self.quantities._fields.items()}
        return ends | chosen | counts | ({"expired": "1"} if self.expired.data else {})


def quantity_name(key: int) -> str:
    return f"q{key}"


def quantity_field() -> Any:
    return Pieces(_l("Quantity"), least=1, most=MOST_PIECES, required=True)
