"""Files people send: judged by their content, images re-encoded, kept under random names outside every static route."""

from __future__ import annotations

import hashlib
import io
import os
import secrets
import threading
import zipfile
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _
from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.core.models.attachments import Attachment
from portal.core.models.change import change
from portal.core.models.record import Record, Stamp, table_name
from portal.core.rules.text import clean

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED, MOST_MEMBERS = 50 * 1024 * 1024, 200
LARGEST_EDGE, SMALL_EDGE = 2400, 240  # pixels
IMAGE_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MOST_DECODED = 16_000_000  # pixels
# Of a large JPEG only a part is decoded; the decoder of WebP holds a picture five times over.
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": MOST_DECODED, "WEBP": 6_000_000}
Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
# What is made of a mode whose values cannot be averaged as they are: indices, and colours beside their opacity.
MIXED = {"P": "RGB", "1": "L", "LA": "La", "RGBA": "RGBa"}
LIGHT = {"method": 0, "alpha_quality": 50}  # of WebP: opacity kept exactly takes 120 MB and a quarter of a minute
_one_picture = threading.Lock()  # a large one takes 150 MB while it is read
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MACROS = "_VBA_PROJECT".encode("utf-16-le")  # as a file before XLSX names where it keeps them
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    XLSX: (".xlsx",),
    XLS: (".xls",),
    ODS: (".ods",),
}
ACCEPT = "image/png,image/jpeg,image/webp,application/pdf,.xlsx"


class BadFile(Exception):
    """Why a file is refused: empty, large, kind, broken."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def refusal(bad: BadFile) -> str:
    """Why a file was refused, and what to send instead."""
    words = {
        "empty": _("The file is empty."),
        "large": _("The file is too large: at most 10 MB; PNG at most 16 megapixels, JPEG 64, WebP 6."),
        "kind": _("Only pictures (PNG, JPEG, WebP), PDF and XLSX without macros are kept."),
        "broken": _("The file is damaged. Save it again and send it once more."),
    }
    return words[bad.reason]


@dataclass(frozen=True)
class JudgedFile:
    """A file that may be kept, as it will be stored."""

    name: str
    media_type: str
    content: bytes


def judged(upload: FileStorage) -> JudgedFile:
    """Check a file by its content. Raises BadFile."""
    content, media_type = checked(upload.stream.read(LARGEST_FILE + 1))
    return JudgedFile(shown_name(upload.filename or "", media_type), media_type, content)


def keep(file: JudgedFile, owner: Record, stamp: Stamp, slot: str = "") -> Attachment:
    """Store a file and record it as belonging to `owner`."""
    return keep_in(Path(current_app.config["UPLOAD_DIR"]), file, owner, stamp, slot)


def keep_in(folder: Path, file: JudgedFile, owner: Record, stamp: Stamp, slot: str = "") -> Attachment:
    """The same where no application runs."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = secrets.token_hex(16)
    written = write(folder / stored, file.content)
    try:
        with change(stamp) as log:
            log.when_undone.append(lambda: written.unlink(missing_ok=True))
            row = Attachment.create(
                object_type=table_name(type(owner)),
                object_id=owner.id,
                slot=slot,
                name=file.name,
                stored=stored,
                media_type=file.media_type,
                size=len(file.content),
                sha256=hashlib.sha256(file.content).hexdigest(),
                by=stamp.user_id,
                at=stamp.at,
            )
            log("file.add", owner, after={"name": row.name, "sha256": row.sha256})
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return row


def small_picture(stored: str) -> Path:
    """A kept picture as small as a page shows it: made when it is first asked for, and kept in the cache.

    Raises FileNotFoundError.
    """
    small = Path(current_app.config["CACHE_DIR"]) / "small" / f"{stored}.webp"
    if not small.is_file():
        kept = Path(current_app.config["UPLOAD_DIR"]) / stored
        with _one_picture, Image.open(kept, formats=tuple(IMAGE_TYPES)) as picture:
            picture.thumbnail((SMALL_EDGE, SMALL_EDGE))
            out = io.BytesIO()
            picture.save(out, "WEBP", quality=70)
        small.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = small.with_name(secrets.token_hex(8))
        os.replace(write(unfinished, out.getvalue()), small)  # two at once make the same picture
    return small


def write(path: Path, content: bytes) -> Path:
    """All of it, or no file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def checked(data: bytes) -> tuple[bytes, str]:
    if not data:
        raise BadFile("empty")
    if len(data) > LARGEST_FILE:
        raise BadFile("large")
    if data.startswith(b"%PDF-"):
        return data, "application/pdf"
    if data.startswith(ZIP):
        if archived(data) != "xlsx":
            raise BadFile("kind")
        return data, XLSX
    return image(data)


def archived(data: bytes) -> str:
    """Which kind of workbook an archive holds: xlsx or ods, without macros. Raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, ValueError):
        raise BadFile("broken") from None
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise BadFile("large")
    names = {member.filename.casefold() for member in members}
    kind = "xlsx" if "xl/workbook.xml" in names else "ods" if "meta-inf/manifest.xml" in names else ""
    if not kind or any((name.endswith(".bin") and "vba" in name) or name.startswith("basic/") for name in names):
        raise BadFile("kind")
    return kind


def image(data: bytes) -> tuple[bytes, str]:
    """Decoded and encoded again: what was not picture (EXIF, GPS, a script in a comment) does not survive."""
    with _one_picture:
        picture, kind = decoded(data)
        picture.thumbnail((LARGEST_EDGE, LARGEST_EDGE))
        picture = plain(picture)
        picture.info.clear()
        out = io.BytesIO()
        picture.save(out, kind, quality=85, **(LIGHT if picture.mode == "RGBA" else {}))
    return out.getvalue(), IMAGE_TYPES[kind]


def decoded(data: bytes) -> tuple[Image.Image, str]:
    """The pixels, of which no more than a few copies of a large picture are ever held. Raises BadFile."""
    try:
        with Image.open(io.BytesIO(data), formats=tuple(IMAGE_TYPES)) as probe:
            kind = probe.format or ""
            whole = "progressive" in probe.info  # the decoder holds all of it besides
            if probe.width * probe.height > (MOST_DECODED if whole else MOST_PIXELS[kind]):
                raise BadFile("large")
            if kind == "JPEG":
                draft(probe, MOST_DECODED // 3 if whole else MOST_DECODED)
            if probe.width * probe.height > MOST_DECODED:
                raise BadFile("large")
            if probe.mode == "P" and "transparency" in probe.info:
                return probe.convert("RGBA").convert("RGBa"), kind
            if probe.mode == "I;16":
                # Greys of 16 bits: a conversion alone makes white of all but the darkest.
                return probe.point(lambda grey: grey / 256).convert("L"), kind
            if probe.mode in MIXED:
                return probe.convert(MIXED[probe.mode]), kind
            probe.load()
            return probe, kind
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise BadFile("kind") from None


def draft(probe: Image.Image, most: int) -> None:
    """Let the decoder of JPEG leave out a half, or more, of what is too much in each direction."""
    for part in (1, 2, 4, 8):
        width, height = max(1, probe.width // part), max(1, probe.height // part)
        if width * height <= most:
            break
    probe.draft(None, (width, height))


def plain(picture: Image.Image) -> Image.Image:
    if picture.mode == "La":
        picture = picture.convert("LA")
    return picture.convert("RGBA" if picture.mode in ("LA", "PA", "RGBa") else "RGB")


def shown_name(name: str, media_type: str) -> str:
    """The file's own name without folders, ending as its content asks; it is data, never a path."""
    base = bare_name(name)
    endings = ENDINGS[media_type]
    stem, dot, ending = base.rpartition(".")
    if f"{dot}{ending}".casefold() in endings:
        return f"{stem[-190:] or 'file'}.{ending}"
    return f"{base[-190:] or 'file'}{endings[0]}"


def shown_table(name: str) -> str:
    """The same of a table, whatever it ends with."""
    return bare_name(name)[-200:] or "file"


def bare_name(name: str) -> str:
    base = clean(name).replace("\\", "/").rsplit("/", 1)[-1].replace("\n", " ")
    return "".join(c for c in base if c.isprintable()).strip()
