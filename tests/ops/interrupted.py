"""A command in a real process, which gets a signal at a point: when a function of the program is entered or left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from portal.config import Config

ROOT = Path(__file__).parent.parent.parent
INTERRUPT, KILL, TERMINATE = 2, 9, 15
NEVER = "never:call"
SCRIPT = """
import os, sys
point, event, number, *words = sys.argv[1:]
folder, name = point.split(".")
def look(frame, what, _about):
    if what == event and frame.f_code.co_name == name and folder in frame.f_code.co_filename:
        sys.setprofile(None)
        os.kill(os.getpid(), int(number))
from portal.ops.cli import main
if name != "never":
    sys.setprofile(look)
sys.exit(main(words))
"""


def interrupted(config: Config, point: str, number: int, *words: str) -> subprocess.CompletedProcess[str]:
    """`point` is like `keep:call` or `secrets.token_bytes:return`; without a folder it is one of `portal/ops`."""
    name, _colon, event = point.partition(":")
    settings = {"PORTAL_INSTANCE": str(config.instance), "PORTAL_DATABASE_URL": config.database_url}
    where = name if "." in name else f"portal/ops.{name}"
    command = [sys.executable, "-c", SCRIPT, where, event, str(number), *words]
    return subprocess.run(
        command, cwd="/", env={**os.environ, **settings, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
