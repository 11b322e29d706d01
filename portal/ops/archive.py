"""The file a backup is: a tar of one manifest, one database and the uploaded files, each with its SHA-256."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Self

from portal.ops.refusal import Refusal

FORMAT = 1
MANIFEST, DATABASE, UPLOADS = "manifest.json", "database", "uploads"
MEMBER = re.compile(rf"{DATABASE}|{UPLOADS}/[0-9A-Za-z_-]{{1,64}}")
LARGEST_MANIFEST = 64 * 1024 * 1024


class BadArchive(Refusal):
    """This is no backup that can be trusted."""


@dataclass(frozen=True)
class Manifest:
    """What the backup holds, and what a restore must find again."""

    made_at: str
    version: str
    engine: str
    migrations: tuple[str, ...]
    rows: dict[str, int]
    files: dict[str, str]  # member -> SHA-256
    missing: tuple[str, ...] = ()  # uploads whose row was there but whose file was not
    left_out: tuple[str, ...] = ("secret_key",)  # without it a restore ends sessions, and codes are not found again
    format: int = FORMAT

    @classmethod
    def read(cls, text: bytes) -> Self:
        try:
            manifest = json.loads(text)
            if manifest["format"] != FORMAT:
                raise BadArchive("this backup was made by a newer version: install that version first")
            return cls(
                **{**manifest, "migrations": tuple(manifest["migrations"]), "missing": tuple(manifest["missing"])}
            )
        except (ValueError, KeyError, TypeError):
            raise BadArchive("the manifest of this file cannot be read") from None

    def written(self) -> bytes:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(target: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Written beside the target and renamed when all of it is on the disk."""
    part = target.with_name(target.name + ".part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w") as tar:
                _add(tar, MANIFEST, manifest.written())
                for name, path in members.items():
                    tar.add(path, name, filter=_plain)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)


def unpack(source: Path, into: Path) -> Manifest:
    """Copy every member into a folder, checked against the manifest. Raises BadArchive."""
    try:
        with tarfile.open(source, "r:") as tar:
            manifest = Manifest.read(_manifest(tar))
            while (member := tar.next()) is not None:
                if member.name not in manifest.files or not member.isreg() or not MEMBER.fullmatch(member.name):
                    raise BadArchive(f"{source.name} holds {member.name!r}, which does not belong there")
                _copy(tar.extractfile(member), into / member.name)
    except (tarfile.TarError, EOFError):
        raise BadArchive(f"{source.name} is cut short or is no backup") from None
    except OSError as error:
        raise BadArchive(f"{source} cannot be unpacked: {error.strerror}") from None
    for name, expected in manifest.files.items():
        if not (into / name).is_file() or digest(into / name) != expected:
            raise BadArchive(f"{source.name} is damaged: {name} is not what the manifest says")
    return manifest


def sync_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _manifest(tar: tarfile.TarFile) -> bytes:
    first = tar.next()
    content = tar.extractfile(first) if first and first.name == MANIFEST and first.isreg() else None
    if content is None:
        raise BadArchive(f"{Path(str(tar.name)).name} is no backup of the portal")
    return content.read(LARGEST_MANIFEST)


def _copy(content: IO[bytes] | None, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        if content:
            shutil.copyfileobj(content, out, 1024 * 1024)
        out.flush()
        os.fsync(out.fileno())


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    tar.addfile(entry, io.BytesIO(content))


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of this machine's accounts."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry
