"""The nouns whose records can be ticked, and what can be done with many of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.bulk.forms import BulkForm
from portal.bulk.queries.batch import TickedBatch
from portal.bulk.queries.products import ProductBatch
from portal.bulk.queries.quotes import QuoteBatch
from portal.bulk.queries.samples import SampleBatch
from portal.bulk.queries.suppliers import ReviewBatch, StatusBatch, SupplierBatch
from portal.bulk.rules import BulkDeed
from portal.core.forms.base import NO_CHOICE
from portal.core.models.users import User
from portal.settings.models.categories import Category
from portal.suppliers.pages.forms import named, tiers
from portal.web.words import choices


@dataclass(frozen=True)
class BulkNoun:
    """`param`: what its list calls a tick."""

    param: str
    batch: type[TickedBatch]
    deeds: tuple[BulkDeed, ...]
    offer: Callable[[BulkForm, TickedBatch], Any]


def offer_people(form: BulkForm) -> None:
    form["owner"].choices = [
        SelectChoice("", _("Nobody")),
        *(SelectChoice(str(key), name) for key, name in User.active()),
    ]


def offer_categories(form: BulkForm) -> list[tuple[int, str]]:
    categories = [(key, named(name, banned)) for key, name, banned in Category.offered()]
    form["category"].choices = [NO_CHOICE, *(SelectChoice(str(key), text) for key, text in categories)]
    return categories


def offer_suppliers(form: BulkForm, batch: TickedBatch) -> None:
    """What can be chosen; what is to be taken off from what the ticked have."""
    offer_people(form)
    form["status"].choices = [NO_CHOICE, *choices("status")]
    form["tier"].choices = [
        SelectChoice("", _("No tier")),
        *(SelectChoice(key, title) for key, title in tiers().items()),
    ]
    categories = offer_categories(form)
    if isinstance(batch, SupplierBatch):
        held = {key for keys in batch.categories.values() for key in keys}
        form["uncategory"].choices = [
            NO_CHOICE, *(SelectChoice(str(key), text) for key, text in categories if key in held)
        ]  # fmt: skip
        tags = sorted({tag for words in batch.tags.values() for tag in words})
        form["untag"].choices = [NO_CHOICE, *(SelectChoice(tag, tag) for tag in tags)]


D = BulkDeed
# Deeds whose records are other than the ticked ones, or held by rules of their own.
APART: dict[BulkDeed, type[TickedBatch]] = {D.review: ReviewBatch, D.status: StatusBatch}
NOUNS = {
    "suppliers": BulkNoun(
        "supplier",
        SupplierBatch,
        (D.status, D.owner, D.tag, D.untag, D.tier, D.category, D.uncategory, D.review, D.delete),
        offer_suppliers,
    ),
    "products": BulkNoun("product", ProductBatch, (D.category, D.delete), lambda form, batch: offer_categories(form)),
    "quotes": BulkNoun("quote", QuoteBatch, (D.until, D.delete), lambda form, batch: None),
    "samples": BulkNoun("sample", SampleBatch, (D.owner, D.delete), lambda form, batch: offer_people(form)),
}


def batch_kind(noun: str, deed: BulkDeed) -> type[TickedBatch]:
    """What is judged and written."""
    return APART.get(deed, NOUNS[noun].batch)
