"""The products a form offers: of every business, each under its own, none chosen beforehand."""

from __future__ import annotations

from typing import Any

from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.products.models import Product
from portal.products.queries.list import choices


def products() -> list[SelectChoice]:
    known = choices()
    several = len({shop for _key, _name, shop in known}) > 1
    return [NO_CHOICE, *(SelectChoice(str(key), name, optgroup=shop if several else None) for key, name, shop in known)]


def products_on_file() -> Any:
    return Product.select().where(Product.deleted_at.is_null())
