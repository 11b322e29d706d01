"""While the disk takes nothing more, every page says so; administrators are told at home when little room is left."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from time import monotonic

from flask import Flask, Response, current_app, g, request
from flask_babel import gettext as _
from flask_login import current_user

from portal.core.disk import MB, is_low
from portal.web.headers import SAFE

REMEMBERED = 60.0  # seconds after a write that was refused; a database may have a disk of its own
LEAST = 64 * 1024  # bytes: less holds no change at all


class Disk:
    """That of the instance folder, and what a write met last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.refused_at: float | None = None

    def note(self, refused: bool) -> None:
        self.refused_at = monotonic() if refused else None

    @property
    def full(self) -> bool:
        recent = self.refused_at is not None and monotonic() - self.refused_at < REMEMBERED
        return recent or read_only(self.folder) or shutil.disk_usage(self.folder).free < LEAST

    @property
    def megabytes_left(self) -> int | None:
        """None while there is enough room."""
        usage = shutil.disk_usage(self.folder)
        return usage.free // MB if is_low(usage.free, usage.total) else None


def read_only(folder: Path) -> bool:
    return os.name == "posix" and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def disk() -> Disk:
    at_work: Disk = current_app.extensions["disk"]
    return at_work


def disk_notice() -> list[str]:
    """What stands above a page while nothing can be saved: nothing where its title says so already."""
    if "full_page" in g or not disk().full:
        return []
    if "unsaved" not in g:
        return [_("Pages can be read, but nothing can be saved. Tell whoever runs the server.")]
    files = [_("Choose the files again.")] if any(file.filename for file in request.files.values()) else []
    kept = _("Nothing was saved. What you typed is still here: send it again when there is room.")
    return [kept, *files, _("Tell whoever runs the server.")]


def disk_warning() -> str:
    """For administrators, at home."""
    left = disk().megabytes_left
    if left is None or not current_user.may("settings"):
        return ""
    return _(
        "The disk of the portal is nearly full: %(left)s MB are left. Make room before nothing can be saved.", left=left
    )


def written(response: Response) -> Response:
    """A write that was answered as usual met room."""
    if request.method not in SAFE and response.status_code < 400:
        disk().note(refused=False)
    return response


def init_app(app: Flask) -> None:
    app.extensions["disk"] = Disk(app.config["INSTANCE"])
    app.after_request(written)
    app.jinja_env.globals.update(disk_notice=disk_notice, disk_warning=disk_warning)
