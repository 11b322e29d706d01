"""What the platform takes of each unit of a product that is sold."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from portal.web.filters import percent, unit_money


def fees_text(product: Any) -> str:
    """The share of the sale price and the fee for each unit; empty where nobody knows either."""
    share, fee = product.sale_share, product.sale_fee
    if share is None and fee is None:
        return ""
    if share is None:
        return _("%(fee)s a unit, share of the sale not known", fee=unit_money(fee, product.currency))
    if fee is None:
        return _("%(share)s of the sale, fee per unit not known", share=percent(share))
    return _("%(share)s of the sale and %(fee)s a unit", share=percent(share), fee=unit_money(fee, product.currency))
