"""Filters of a list that a person keeps under a name of their own."""

from __future__ import annotations

from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.suppliers.models.suppliers import SavedView


def keep(page: str, name: str, query: str, stamp: Stamp) -> SavedView:
    """A name is there once per person and page: keeping it again replaces what it stood for."""
    with change(stamp) as log:
        view, created = SavedView.get_or_create(user=stamp.user_id, page=page, name=name, defaults={"query": query})
        before = None if created else {"query": view.query}
        SavedView.update(query=query).where(SavedView.id == view.id).execute()
        log("saved_view.keep", view, before, {"name": name, "query": query})
    return view


def forget(view: SavedView, stamp: Stamp) -> None:
    with change(stamp) as log:
        log("saved_view.forget", view, {"name": view.name, "query": view.query})
        view.delete_instance()
