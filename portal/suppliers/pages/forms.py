"""How the forms of a supplier are filled, and what is said about what was typed."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE
from portal.core.models.users import User
from portal.core.rules.names import Likeness
from portal.settings.models.categories import Category
from portal.settings.team import team
from portal.suppliers.forms.suppliers import SupplierForm
from portal.suppliers.queries.lines import Labels
from portal.suppliers.queries.list import look_alikes
from portal.suppliers.rules.pipeline import Banned
from portal.web.conflicts import NOTHING, Difference
from portal.web.filters import local_text
from portal.web.language import choose
from portal.web.words import choices


def tiers() -> dict[str, str]:
    return {key: rhythm.title.for_(choose()) for key, rhythm in team().policy.rhythms.items()}


def explained_tiers() -> list[SelectChoice]:
    """Each with one line of what it means."""
    rhythms = team().policy.rhythms.items()
    return [
        SelectChoice(key, f"{local_text(rhythm.title)}{_(': ')}{local_text(rhythm.meaning)}") for key, rhythm in rhythms
    ]


def offered(form: Any, owner: int | None = None) -> Any:
    """`owner`: who owns it now."""
    return form.offer(
        kind=choices("supplier"),
        goods=choices("goods"),
        tier=[NO_CHOICE, *explained_tiers()],
        owner=[NO_CHOICE, *(SelectChoice(str(key), name) for key, name in User.active(owner))],
        categories=[SelectChoice(str(key), named(name, banned)) for key, name, banned in Category.offered()],
    )


def named(category: str, banned: bool) -> str:
    return _("%(category)s (banned)", category=category) if banned else category


def alikes(form: Any, except_id: int | None = None) -> list[Likeness]:
    names = form.name.data, form.legal_name.data
    return look_alikes(*names, form.company_code.data, form.website.data, except_id)


def related_differences(form: SupplierForm, now: Labels) -> list[Difference]:
    """Categories and tags are rows of their own."""
    offered_categories: Any = form.categories.choices
    names = {choice.value: str(choice.label) for choice in offered_categories}
    chosen = sorted(names[str(key)] for key in form.categories.data)
    rows: list[tuple[Any, list[str], list[str]]] = [
        (form.categories, sorted(names.get(str(category.id), category.name) for category in now.categories), chosen),
        (form.tags, now.tags, form.tags.data),
    ]
    lines = [(str(field.label.text), ", ".join(theirs), ", ".join(mine)) for field, theirs, mine in rows]
    return [(label, theirs or NOTHING, mine or NOTHING) for label, theirs, mine in lines if theirs != mine]


def blocked(banned: Banned) -> str:
    reasons = " ".join(
        _("“%(category)s” is banned: %(reason)s", category=name, reason=reason) for name, reason in banned.categories
    )
    return _("%(reasons)s Past screening it cannot be added.", reasons=reasons)
