"""The address of a comparison, read as a typed filter: product, quantity, suppliers, weights."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectMultipleField, ValidationError
from wtforms.widgets import RangeInput

from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.quantities import QuantityBasis
from portal.core.forms.base import Count
from portal.core.forms.posted import PostedForm
from portal.core.forms.units import Pieces
from portal.core.rules.text import plain_number

FEWEST, MOST = 2, 5
HEAVIEST = 100
LARGEST_KEY = 2**31 - 1


class Keys(SelectMultipleField):
    """Row numbers as they stand in an address, each once, in the order given."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        numbers = [int(text) for text in map(plain_number, valuelist) if text.isdecimal() and len(text) <= 10]
        self.data = list(dict.fromkeys(number for number in numbers if 0 < number <= LARGEST_KEY))


class Weight(Count):
    widget = RangeInput(step=1)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("", least=0, most=HEAVIEST, **kwargs)


class ComparisonFilter(PostedForm):
    class Meta:
        csrf = False

    product = Count(_l("Product"), least=1, most=LARGEST_KEY, required=True)
    quantity = Pieces(_l("Quantity"), least=1, most=10_000_000, required=True)
    supplier = Keys(_l("Suppliers"))
    expired = BooleanField(_l("Count quotes that have run out"))
    basis = HiddenField()  # where a quantity comes from that nobody typed

    def validate_supplier(self, field: Keys) -> None:
        if not FEWEST <= len(field.data or ()) <= MOST:
            raise ValidationError(_l("Choose two to five suppliers."))

    @property
    def criteria(self) -> tuple[ComparisonCriterion, ...]:
        return tuple(ComparisonCriterion)

    def weight(self, criterion: ComparisonCriterion) -> Weight:
        field: Weight = self[f"w_{criterion}"]
        return field

    def weigh(self, default: Mapping[ComparisonCriterion, Decimal]) -> None:
        """Weights the address does not name are the team's."""
        for criterion in ComparisonCriterion:
            field = self.weight(criterion)
            if field.data is None and not field.errors:
                field.data = int(default.get(criterion, Decimal(0)))

    @property
    def weights(self) -> dict[ComparisonCriterion, Decimal]:
        return {criterion: Decimal(self.weight(criterion).data or 0) for criterion in ComparisonCriterion}

    @property
    def complete(self) -> bool:
        """Does the address name every weight?"""
        return all(self.weight(criterion).raw_data for criterion in ComparisonCriterion)

    @property
    def address(self) -> dict[str, Any]:
        """Everything the comparison depends on, as it stands in the address."""
        kept = {"product": self.product.data, "quantity": self.quantity.data, "supplier": self.supplier.data}
        weights = {f"w_{criterion}": int(weight) for criterion, weight in self.weights.items()}
        basis = {"basis": self.basis.data} if self.basis.data in tuple(QuantityBasis) else {}
        return kept | basis | weights | ({"expired": "1"} if self.expired.data else {})


for code in ComparisonCriterion:
    setattr(ComparisonFilter, f"w_{code}", Weight())
