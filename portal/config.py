"""Every setting of the program: an environment variable, its type and default, one line that says what it does.

A setting that cannot be understood stops the start.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from portal.ops.refusal import Refusal
from portal.web import hosts

ROOT = Path(__file__).resolve().parent.parent
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DEMO_LANGUAGES = ("zh", "en")  # of the demo team; the first unless another is asked for


class ConfigError(Refusal):
    """A setting that cannot be understood."""


def folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


def file(text: str) -> Path:
    path = folder(text)
    if not path.is_file():
        raise ValueError("a file that is there is wanted")
    return path


def boolean(text: str) -> bool:
    if text.lower() not in ("yes", "no", "1", "0"):
        raise ValueError("yes or no is wanted")
    return text.lower() in ("yes", "1")


def between(low: int, high: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError(f"a whole number from {low} to {high} is wanted")
        return int(text)

    return whole


def names(text: str) -> tuple[str, ...]:
    hosts = tuple(name.strip() for name in text.split(",") if name.strip())
    if any("/" in name or " " in name for name in hosts):
        raise ValueError("host names separated by commas are wanted, without http://")
    return hosts


def level(text: str) -> str:
    if text.upper() not in LOG_LEVELS:
        raise ValueError(f"one of {', '.join(LOG_LEVELS)} is wanted")
    return text.upper()


def postgres(text: str) -> str:
    if text and not text.startswith("postgresql://"):
        raise ValueError("an address like postgresql://name:password@host/database is wanted")
    return text


def queue(text: str) -> str:
    if text and not text.startswith(("redis://", "rediss://", "postgresql://")):
        raise ValueError("an address like redis://host or postgresql://name:password@host/database is wanted")
    return text


def password(text: str) -> str:
    if text and len(text) < 10:
        raise ValueError("at least 10 characters are wanted")
    return text


def setting(default: Any, parse: Callable[[str], Any], doc: str) -> Any:
    return field(default=default, metadata={"parse": parse, "doc": doc})


@dataclass(frozen=True)
class Config:
    """Field `upload_mb` is read from PORTAL_UPLOAD_MB, and so on."""

    instance: Path = setting(ROOT / "instance", folder, "Folder of the database, the secret key, uploads and backups.")
    database_url: str = setting("", postgres, "Address of a PostgreSQL database; empty for SQLite.")
    backups: Path | None = setting(None, folder, "Folder of the daily backups; empty for backups/ in the instance.")
    jobs_url: str = setting("", queue, "Queue that several machines share, on Redis or PostgreSQL; empty for its own.")
    host: str = setting("127.0.0.1", str, "Address to listen on; 0.0.0.0 opens the portal to the local network.")
    port: int = setting(8080, between(1, 65535), "Port to listen on.")
    trusted_hosts: tuple[str, ...] = setting((), names, "Further names under which browsers reach it, by commas.")
    proxy_hops: int = setting(0, between(0, 5), "Reverse proxies in front, whose forwarded headers are believed.")
    https: bool = setting(False, boolean, "Yes when browsers reach it by https: secure cookies and HSTS.")
    certificate: Path | None = setting(None, file, "Certificate (PEM, with its chain): the portal speaks https itself.")
    certificate_key: Path | None = setting(None, file, "Key of that certificate (PEM, without password, mode 0600).")
    threads: int = setting(4, between(1, 64), "Requests worked on at the same time.")
    upload_mb: int = setting(10, between(1, 1024), "Largest request in megabytes.")
    log_level: str = setting("INFO", level, f"One of {', '.join(LOG_LEVELS)}.")
    demo_password: str = setting("", password, "Password of the demo sign-ins; empty for a random one.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str], **chosen: Any) -> Self:
        """Read the environment; values chosen on the command line win over it."""
        known = {f"PORTAL_{each.name.upper()}": each for each in fields(cls)}
        values = {}
        for name, each in known.items():
            text = str(chosen[each.name]) if chosen.get(each.name) is not None else environ.get(name, "").strip()
            if text:
                values[each.name] = _parsed(name, text, each.metadata["parse"])
        if len({"certificate", "certificate_key"} & values.keys()) == 1:
            raise ConfigError("PORTAL_CERTIFICATE and PORTAL_CERTIFICATE_KEY are wanted together")
        if "certificate" in values:
            values["https"] = True
        return cls(**values)

    @property
    def backup_folder(self) -> Path:
        return self.backups or self.instance / "backups"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The Host headers that are answered: those of the address listened on, and the further names."""
        return (*hosts.own_names(self.host), *self.trusted_hosts)


def _parsed(name: str, text: str, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(text)
    except ValueError as error:
        printed = "***" if "PASSWORD" in name or "URL" in name else text
        raise ConfigError(f"{name}={printed}: {error}") from None
