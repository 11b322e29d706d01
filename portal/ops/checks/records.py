"""What the rows say: the schema, the people, the files, the history."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from peewee import fn
from playhouse.schema_diff import diff_models

from portal import database as schema
from portal.agreements.models import Agreement
from portal.config import Config
from portal.core.models import search
from portal.core.models.attachments import Attachment
from portal.core.models.audit import AuditEvent
from portal.core.models.record import rows, table_name
from portal.core.models.users import User
from portal.imports.models.jobs import never_begun
from portal.ops import backup, instance
from portal.ops.checks.finding import OK, WARN, Finding, judged
from portal.ops.nightly import daily
from portal.settings.models.settings import Setting
from portal.tables import MODELS, SEARCHED

LATE = timedelta(minutes=5)  # for work that was asked for
LIST_AT_MOST = 3


def migrations(_config: Config, database: Any, _at: datetime) -> Finding:
    waiting = schema.pending(database)
    return judged("migrations", not waiting, "all applied", f"pending: {', '.join(waiting)} - run `portal migrate`")


def drift(_config: Config, database: Any, _at: datetime) -> Finding:
    number = sum(map(len, differences(database)))
    return judged("schema", not number, "as this program expects", f"{number} differences from the program")


def differences(database: Any) -> list[list[Any]]:
    """Of the schema from the models, by kind. The search index of PostgreSQL is an index no model names."""
    by_kind = diff_models(database, list(MODELS))
    indexes = [index for index in by_kind.drop_indexes if index.name != search.index(index.table)]
    return [kind for kind in by_kind._replace(drop_indexes=indexes) if kind]


def audit(_config: Config, _database: Any, _at: datetime) -> Finding:
    fault = AuditEvent.first_fault()
    where = "the last events are missing" if fault == 0 else f"event {fault} does not follow from the one before it"
    return judged("audit trail", fault is None, f"{AuditEvent.select().count()} events, unbroken", where)


def administrator(_config: Config, _database: Any, _at: datetime) -> Finding:
    if not User.select().exists():
        return Finding(OK, "administrator", "none yet: the set-up link makes the first one")
    active = User.select().where((User.role == "admin") & User.disabled_at.is_null()).count()
    return judged("administrator", active > 0, f"{active} active", "no active one: `portal user add NAME --role admin`")


def files(config: Config, _database: Any, _at: datetime) -> Finding:
    kept = rows(Attachment.select(Attachment.stored, Attachment.size))
    folder = config.instance / "uploads"
    wrong = [name for name, size in kept if not (folder / name).is_file() or (folder / name).stat().st_size != size]
    text = f"{len(wrong)} missing or changed: {', '.join(wrong[:LIST_AT_MOST])}"
    return judged("uploads", not wrong, f"{len(kept)} files, all there", text)


def uploads_folder(config: Config, _database: Any, _at: datetime) -> Finding:
    folder = config.instance / "uploads"
    closed = not folder.exists() or not instance.open_to_others(folder)
    return judged("uploads folder", closed, "only for its owner", f"chmod 700 {folder}")


def jobs(_config: Config, _database: Any, at: datetime) -> Finding:
    late = never_begun(at, LATE)
    text = f"{len(late)} imports wait for somebody to do them - run `portal serve` or `portal worker`"
    return judged("jobs", not late, "nothing waits for long", text, WARN)


def zone(_config: Config, _database: Any, _at: datetime) -> Finding:
    name = str(Setting.values().get("team.time_zone", "Asia/Shanghai"))
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return judged("time zone", False, "", f"{name} is unknown on this machine")
    return judged("time zone", True, name, "")


def clock(_config: Config, _database: Any, at: datetime) -> Finding:
    newest = AuditEvent.select(fn.MAX(AuditEvent.at)).scalar()
    behind = newest is not None and at < newest
    return judged(
        "clock", not behind, at.isoformat(timespec="seconds"), f"it is behind the last event ({newest})", WARN
    )


def recent_backup(config: Config, _database: Any, at: datetime) -> Finding:
    made, since = backup.last(config), daily.missing_since(config, at)
    text = f"the last one was made {made[0]:%Y-%m-%d}: {made[1]}" if made else "none yet"
    advice = '`portal serve` makes one a day: see its log for "backup failed"'
    return judged("backup", since is None, text, f"none since {since:%Y-%m-%d}; {advice}" if since else "", WARN)


def agreements(_config: Config, _database: Any, _at: datetime) -> Finding:
    """What is kept beside the clauses, against the clauses."""
    wrong = Agreement.unsettled()
    text = f"{len(wrong)} keep something else than their clauses say - run `portal migrate`"
    return judged("agreements", not wrong, "what they lack is kept as their clauses have it", text, WARN)


def search_index(_config: Config, _database: Any, _at: datetime) -> Finding:
    """What the search looks into, against the rows."""
    wrong = [table_name(model) for model in SEARCHED if not search.sound(model)]
    text = f"{', '.join(wrong)}: the search misses what is there - run `portal migrate`"
    return judged("search index", not wrong, "as the rows have it", text, WARN)


CHECKS = (
    migrations, drift, audit, administrator, files, agreements, search_index, uploads_folder, jobs, zone, clock,
    recent_backup,
)  # fmt: skip
