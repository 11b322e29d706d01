"""Many rows changed at once: one statement for some hundred of them, and still an event for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from peewee import chunked, fn

from portal.core.models.change import Entry, Stale, Versioned, change
from portal.core.models.insert import AT_ONCE, insert
from portal.core.models.record import Record, Stamp, db, plain, rows, table_name

Change = tuple[Any, Mapping[str, Any]]  # a row as it was read, and its new values


def rewrite(model: type[Versioned], changes: Sequence[Change]) -> None:
    """Save new values of rows that nobody saved since they were read. Raises Stale otherwise."""
    fields = [field for name, field in model._meta.fields.items() if name != "id"]
    for batch in chunked(changes, AT_ONCE):
        query = model.select(model.id, model.version).where(model.id.in_([row.id for row, _values in batch]))
        standing = locked(query)
        for row, _values in batch:
            if standing.get(row.id) != row.version:
                raise Stale(model.get_by_id(row.id))
        saved = [{**row.__data__, **values, "version": row.version + 1} for row, values in batch]
        model.insert_many(saved).on_conflict(conflict_target=[model.id], preserve=fields).execute()
        for (row, _values), data in zip(batch, saved, strict=True):
            row.__data__.update(data)


def locked(query: Any) -> dict[int, int]:
    """Ids and versions; nobody else saves these rows before the caller's `change` ends."""
    return dict(rows(query.for_update() if db.for_update else query))


def add(model: type[Entry], stamp: Stamp, entries: Sequence[Mapping[str, Any]]) -> list[int]:
    """The ids of new entries, in their order."""
    with change(stamp) as log:
        ids = insert(model, ({**about, "created_at": stamp.at} for about in entries))
        for key, about in zip(ids, entries, strict=True):
            log(f"{table_name(model)}.add", (table_name(model), key), after=plain(dict(about)))
    return ids


def amend(model: type[Entry], stamp: Stamp, changes: Sequence[Change]) -> None:
    """Save what is new of each entry. Raises Stale."""
    with change(stamp) as log:
        differences = [
            (
                {name: row.__data__[name] for name, value in about.items() if row.__data__[name] != value},
                {name: value for name, value in about.items() if row.__data__[name] != value},
            )
            for row, about in changes
        ]
        rewrite(model, changes)
        for (row, _about), (before, after) in zip(changes, differences, strict=True):
            log(f"{table_name(model)}.edit", row, plain(before), plain(after))


def remove(model: type[Entry], stamp: Stamp, ids: Sequence[int]) -> None:
    mark_deleted(model, "remove", stamp.at, ids, stamp)


def restore(model: type[Entry], stamp: Stamp, ids: Sequence[int]) -> None:
    """What was removed comes back."""
    mark_deleted(model, "restore", None, ids, stamp)


def mark_deleted(model: type[Entry], verb: str, deleted_at: datetime | None, ids: Sequence[int], stamp: Stamp) -> None:
    with change(stamp) as log:
        for some in chunked(ids, AT_ONCE):
            values: Any = {"deleted_at": deleted_at, "version": model.version + 1}
            model.update(**values).where(model.id.in_(some)).execute()
        for key in ids:
            log(f"{table_name(model)}.{verb}", (table_name(model), key))


def mark(model: type[Versioned]) -> tuple[int, int]:
    """Another one as soon as a row of this model was added or saved."""
    [total] = rows(model.select(fn.COUNT(model.id), fn.COALESCE(fn.SUM(model.version), 0)))
    return total[0], int(total[1])


def fetched(model: type[Record], ids: Iterable[int]) -> dict[int, Any]:
    """The rows of these ids."""
    return {row.id: row for some in chunked(list(ids), AT_ONCE) for row in model.select().where(model.id.in_(some))}
