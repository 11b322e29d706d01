"""Rows of one table put in at once: one statement for some hundred of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from peewee import JSONField, chunked

from portal.core.models.record import Record, db

AT_ONCE = 500  # rows a statement names: the longest of them stay below the 32,766 values SQLite takes


def insert(model: type[Record], entries: Iterable[Mapping[str, Any]]) -> list[int]:
    """The ids of the new rows, in their order: a statement numbers its rows in the order it names them."""
    fields = [field for field in model._meta.sorted_fields if field.name != "id"]
    # Peewee writes a statement for one row, and this repeats its values: to write one for each batch took it longer
    # than everything else of an import together.
    query = model.insert_many([[None] * len(fields)], fields=fields).returning(model.id)
    placeholders = f"({', '.join([db.param] * len(fields))})"
    before, after = query.sql()[0].split(placeholders)
    ids: list[int] = []
    for batch in chunked(entries, AT_ONCE):
        values = [stored(field, row.get(field.name)) for row in whole(model, batch) for field in fields]
        made = db.execute_sql(before + ", ".join([placeholders] * len(batch)) + after, values)
        ids += sorted(key for (key,) in made.fetchall())
    return ids


def whole(model: type[Record], batch: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The unsaid columns as the model has them."""
    defaults = model._meta.get_default_dict()
    return ({**defaults, **values} for values in batch)


def stored(field: Any, value: Any) -> Any:
    if isinstance(value, Record):
        value = value.id
    if isinstance(field, JSONField) and value is not None:
        return json.dumps(value)
    return field.db_value(value)
