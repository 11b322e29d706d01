"""Whether what a change of many records left stands as it was left."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from peewee import chunked

from portal.bulk.queries.batch import TickedBatch
from portal.core.models.insert import AT_ONCE
from portal.core.models.record import rows


def versions_now(wanted: Mapping[type[TickedBatch], Collection[int]]) -> dict[tuple[type[TickedBatch], int], int]:
    """Of each kind of batch the versions its records have now."""
    return {
        (kind, key): version
        for kind, ids in wanted.items()
        for some in chunked(ids, AT_ONCE)
        for key, version in rows(kind.versions_query(some))
    }
