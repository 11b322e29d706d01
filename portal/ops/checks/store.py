"""The database as a place to keep things safely."""

from __future__ import annotations

from typing import Any

from portal.config import Config
from portal.database import wal_is_safe
from portal.ops import instance, usable
from portal.ops.checks.finding import WARN, Finding, judged
from portal.ops.lock import driver

LARGE_LOG = 256 * 1024 * 1024


def ask(database: Any, sql: str) -> Any:
    return database.execute_sql(sql).fetchone()[0]


def library(_config: Config, _database: Any) -> Finding:
    safe = wal_is_safe(driver.sqlite_version_info)
    text = f"{driver.sqlite_version} ({driver.__name__})"
    return judged("SQLite", safe, text, f"{text} has the write-ahead fault; a rollback journal is used", WARN)


def journal(_config: Config, database: Any) -> Finding:
    mode = ask(database, "PRAGMA journal_mode")
    wanted = "wal" if wal_is_safe(driver.sqlite_version_info) else "persist"
    return judged("journal", mode == wanted, mode, f"{mode} instead of {wanted}")


def durable(_config: Config, database: Any) -> Finding:
    level = ask(database, "PRAGMA synchronous")
    return judged("durability", level >= 2, "every commit reaches the disk", f"synchronous={level} may lose commits")


def keys(_config: Config, database: Any) -> Finding:
    return judged("foreign keys", ask(database, "PRAGMA foreign_keys") == 1, "enforced", "not enforced")


def pages(config: Config, database: Any) -> Finding:
    answer = str(ask(database, "PRAGMA integrity_check(1)")).strip().splitlines()[-1]
    return judged("integrity", answer == "ok", "every page is sound", str(usable.lost(config, f"damaged ({answer})")))


def references(_config: Config, database: Any) -> Finding:
    broken = len(database.execute_sql("PRAGMA foreign_key_check").fetchall())
    return judged("references", not broken, "every one leads to its row", f"{broken} lead nowhere")


def log_size(config: Config, _database: Any) -> Finding:
    path = config.instance / "portal.db-wal"
    size = path.stat().st_size if path.exists() else 0
    text = f"{size // 1024:,} KB"
    return judged("write-ahead log", size < LARGE_LOG, text, f"{text}: something reads for very long", WARN)


def file_mode(config: Config, _database: Any) -> Finding:
    path = config.instance / "portal.db"
    return judged("database file", not instance.open_to_others(path), "only for its owner", f"chmod 600 {path}")


def server(_config: Config, database: Any) -> Finding:
    number = int(ask(database, "SHOW server_version_num"))
    text = f"PostgreSQL {number // 10000}.{number % 10000}"
    return judged("PostgreSQL", number >= 140000, text, f"{text} is too old: 14 or newer", WARN)


def encoding(_config: Config, database: Any) -> Finding:
    name = ask(database, "SHOW server_encoding")
    return judged("encoding", name == "UTF8", name, f"{name} cannot hold Chinese: make the database with UTF8")


def flushed(_config: Config, database: Any) -> Finding:
    return judged("fsync", ask(database, "SHOW fsync") == "on", "on", "off: a power cut destroys the database", WARN)


def committed(_config: Config, database: Any) -> Finding:
    setting = ask(database, "SHOW synchronous_commit")
    return judged(
        "commits", setting != "off", f"synchronous_commit={setting}", "synchronous_commit=off loses commits", WARN
    )


def waiting(_config: Config, database: Any) -> Finding:
    limit = ask(database, "SHOW lock_timeout")
    return judged("waiting", limit != "0", f"at most {limit} for a lock", "no limit for locks", WARN)


def privilege(_config: Config, database: Any) -> Finding:
    superuser = ask(database, "SHOW is_superuser")
    return judged(
        "role", superuser == "off", "not a superuser", "the portal's role is a superuser: give it its own", WARN
    )


SQLITE = (library, journal, durable, keys, pages, references, log_size, file_mode)
POSTGRES = (server, encoding, flushed, committed, waiting, privilege)
