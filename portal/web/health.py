"""/healthz: can it serve? No details to strangers."""

from __future__ import annotations

from typing import Any

import peewee
from flask import Blueprint

from portal import database
from portal.core.models.record import db
from portal.version import VERSION
from portal.web import logs
from portal.web.access import permission

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@permission("public")
def healthz() -> Any:
    try:
        db.execute_sql("SELECT 1")
        waiting = database.pending(db)
    except peewee.DatabaseError as error:
        logs.log.error("health", exc_info=error)
        return {"status": "database unreachable"}, 503
    if waiting:
        return {"status": "migration pending"}, 503
    return {"status": "ok", "version": VERSION}
