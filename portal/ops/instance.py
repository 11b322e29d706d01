"""The folder that holds everything of one team: database, secret key, uploads, backups. Only its owner may look in."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from portal.ops.refusal import Refusal

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "fuse.sshfs", "fuse.glusterfs"}
)
MOUNTS = Path("/proc/mounts")
KEY = "secret_key"
KEY_BYTES = 32


class InstanceError(Refusal):
    """The folder cannot be used."""


def prepare(folder: Path, mounts: Path = MOUNTS) -> Path:
    """Make the folder (0700) and its key at the first start; afterwards only look whether both are safe."""
    if (kind := network_kind(folder, mounts)) is not None:
        raise InstanceError(
            f"{folder} is on a network file system ({kind}), where databases get damaged: choose a local folder"
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise InstanceError(f"the folder {folder} cannot be made: {error.strerror}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise InstanceError(f"the folder {folder} cannot be written")
    if open_to_others(folder):
        raise InstanceError(f"the folder {folder} can be read by others: chmod 700 {folder}")
    secret_key(folder)
    return folder


def present(folder: Path) -> None:
    """Raises InstanceError where no portal was ever started."""
    if not (folder / KEY).exists():
        raise InstanceError(f"there is no portal in {folder}: run `portal init` first")


def secret_key(folder: Path) -> bytes:
    path = folder / KEY
    if not path.exists():
        try:
            _make_key(path)
        except OSError as error:
            raise InstanceError(f"the folder {folder} cannot be written: {error.strerror}") from None
    return _existing(path)


def _make_key(path: Path) -> None:
    """There at once and whole: a start that is killed leaves none, and of two starts at once one makes it."""
    part = path.with_name(f".{KEY}-{secrets.token_hex(8)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        put_key(part, path)
    finally:
        part.unlink(missing_ok=True)


def put_key(part: Path, path: Path) -> None:
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        part.replace(path)


def _existing(path: Path) -> bytes:
    if open_to_others(path):
        raise InstanceError(f"the secret key can be read by others: chmod 600 {path}, or delete it to end all sessions")
    try:
        key = path.read_bytes()
    except OSError as error:
        raise InstanceError(f"the secret key {path} cannot be read: {error.strerror}") from None
    if len(key) < KEY_BYTES:
        raise InstanceError(f"the secret key {path} is cut short: delete it, which ends all sessions")
    return key


def open_to_others(path: Path) -> bool:
    """On Windows the account's own folder decides, and modes say nothing."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def network_kind(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """The network file system a folder is or would be on, if it is one."""
    if not mounts.exists():
        return None
    lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    kind = mounted_kind(folder.resolve(), (line.split()[1:3] for line in lines))
    return kind if kind in NETWORK else None


def mounted_kind(folder: Path, mounts: Iterable[list[str]]) -> str:
    """The file system of the longest mount point above the folder; a later mount hides an earlier one."""
    best, best_kind = -1, ""
    for point, kind in mounts:
        path = Path(point.replace("\\040", " "))
        if folder.is_relative_to(path) and len(path.parts) >= best:
            best, best_kind = len(path.parts), kind
    return best_kind
