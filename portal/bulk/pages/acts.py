"""The list of changes of many records: what was done, by whom, and whether it can still be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.bulk.models import NAMED, SEPARATOR, BulkAct, BulkActLine
from portal.bulk.pages.nouns import batch_kind
from portal.bulk.pages.sentences import sentence
from portal.bulk.queries.acts import versions_now
from portal.bulk.queries.batch import TickedBatch
from portal.bulk.rules import BulkDeed
from portal.core.models.users import User
from portal.settings.models.categories import Category
from portal.suppliers.pages.forms import tiers
from portal.web.filters import day, listed, moment
from portal.web.words import word

AT_ONCE = 20  # on a page


class BulkActRow(NamedTuple):
    id: int
    text: str
    names: str
    by: str
    at: str
    state: str  # why it cannot be taken back any more; empty: it can


def acts_page(before: int | None) -> dict[str, Any]:
    lines = BulkAct.newest(AT_ONCE + 1, before)
    page = lines[:AT_ONCE]
    now = versions_now(ids_by_kind(line for line in page if not line.back_at))
    called = value_names(page)
    return {
        "rows": [act_row(line, called, changed_since(line, now)) for line in page],
        "older_url": url_for("bulk.index", before=page[-1].id) if len(lines) > AT_ONCE else "",
    }


def act_row(line: BulkActLine, called: Mapping[str, Mapping[str, str]], changed: int) -> BulkActRow:
    names = line.names.split(SEPARATOR)
    return BulkActRow(
        line.id,
        sentence(line.noun, BulkDeed(line.deed), len(line.kept), value_named(line, called), done=True),
        listed([*names, *(["…"] if len(line.kept) > NAMED else [])]),
        line.by or "—",
        moment(line.at),
        state_text(line, changed),
    )


def state_text(line: BulkActLine, changed: int) -> str:
    if line.back_at:
        return _("Undone by %(name)s, %(at)s", name=line.back_by or "—", at=moment(line.back_at))
    if not changed:
        return ""
    return ngettext(
        "%(num)d of them was changed since: it stays.", "%(num)d of them were changed since: it stays.", changed
    )


def ids_by_kind(lines: Iterable[BulkActLine]) -> dict[type[TickedBatch], list[int]]:
    ids: dict[type[TickedBatch], list[int]] = {}
    for line in lines:
        ids.setdefault(batch_kind(line.noun, BulkDeed(line.deed)), []).extend(kept["id"] for kept in line.kept)
    return ids


def changed_since(line: BulkActLine, now: Mapping[tuple[type[TickedBatch], int], int]) -> int:
    kind = batch_kind(line.noun, BulkDeed(line.deed))
    return sum(now.get((kind, kept["id"])) != kept["left"] for kept in line.kept)


def value_names(lines: Sequence[BulkActLine]) -> dict[str, Mapping[str, str]]:
    """What the values of changes are called, by the deed."""
    deeds = {line.deed for line in lines}
    people = {str(key): name for key, name in User.names()} if BulkDeed.owner in deeds else {}
    categories = {}
    if deeds & {BulkDeed.category, BulkDeed.uncategory}:
        categories = {str(key): name for key, name, _banned in Category.offered()}
    return {
        BulkDeed.owner: people,
        BulkDeed.category: categories,
        BulkDeed.uncategory: categories,
        BulkDeed.tier: tiers() if BulkDeed.tier in deeds else {},
    }


def value_named(line: BulkActLine, called: Mapping[str, Mapping[str, str]]) -> str:
    if line.value in (None, "", []):
        return ""
    if line.deed == BulkDeed.status:
        return word(line.value, "status")
    if line.deed in (BulkDeed.review, BulkDeed.until):
        return day(date.fromisoformat(line.value))
    values = line.value if isinstance(line.value, list) else [line.value]
    return listed(called.get(line.deed, {}).get(str(value), str(value)) for value in values)
