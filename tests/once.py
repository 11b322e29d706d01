"""What a test run makes once, by whichever of its processes asks first; it ends with the run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from portal.ops.lock import driver

RUN = "PORTAL_TEST_RUN"
LONGEST = 600  # seconds that the others wait for what one of them makes
# Its input ends with the run, however that ends: killed, interrupted or done. Then nothing of the run is left behind.
KEEPER = """
import os, pathlib, shutil, signal, sys, time

sys.stdin.read()
run = pathlib.Path(sys.argv[1])
for file in run.glob("*/data/postmaster.pid"):
    try:
        server = int(file.read_text().split()[0])
        os.kill(server, signal.SIGQUIT)
        while True:
            time.sleep(0.05)
            os.kill(server, 0)
    except ProcessLookupError:
        pass
shutil.rmtree(run, ignore_errors=True)
"""


def begin() -> Callable[[], None]:
    """A folder for this run and the processes it starts; the answer ends it."""
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
    folder.chmod(0o711)  # the user of the database server passes through
    os.environ[RUN] = str(folder)
    keep = [sys.executable, "-I", "-S", "-c", KEEPER, str(folder)]
    keeper = subprocess.Popen(keep, stdin=subprocess.PIPE, start_new_session=True)

    def end() -> None:
        keeper.communicate()

    return end


def once(name: str, make: Callable[[Path], None]) -> Path:
    """The folder of this name, filled by `make` the first time that anybody in this run asks for it."""
    run = Path(os.environ[RUN])
    folder, made = run / name, run / f"{name}.made"
    # Held by SQLite: it works on every system, and a crash frees it.
    with closing(driver.connect(str(run / f"{name}.lock"), timeout=LONGEST, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            made.touch()
    return folder
