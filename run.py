"""Set up what the portal needs, then start it. Needs nothing but Python.

  python3 run.py serve [--demo] [--language zh|en] [--host HOST] [--port PORT] [--instance DIR]
  python3 run.py test [quick] [pytest arguments]
  python3 run.py bench
  python3 run.py COMMAND ...   any other command of the portal: backup, user, check, ...

PORTAL_WHEELHOUSE names a folder of wheels to install from where there is no network.
"""

# The syntax stays that of Python 3.6, so that an old Python gets as far as the line about its age.

import glob
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

NEEDED = (3, 11)
WINDOWS = os.name == "nt"
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
BIN = os.path.join(VENV, "Scripts" if WINDOWS else "bin")
PYTHON = os.path.join(BIN, "python.exe" if WINDOWS else "python")
STAMP = os.path.join(VENV, "portal.stamp")
BUILDING = "building\n"


def main(arguments):
    if sys.version_info < NEEDED:
        stop("Python {}.{} or newer is needed; this is {}.{}.".format(*(NEEDED + sys.version_info[:2])))
    if not arguments or arguments[0] in ("-h", "--help"):
        sys.stdout.write(__doc__)
        return 0 if arguments else 2
    command, rest = arguments[0], arguments[1:]
    prepare(wanted_lists(command, rest))
    if command == "test":
        return become(["-m", "tests"] + rest, folder=ROOT)
    if command == "bench":
        return become(["-m", "benchmarks"] + rest, folder=ROOT)
    return become(["-P", "-m", "portal.ops.cli"] + arguments)


def stop(line):
    sys.stderr.write(line + "\n")
    sys.exit(2)


def wanted_lists(command, rest):
    lists = ["requirements.lock"]
    queue = os.environ.get("PORTAL_JOBS_URL", "")
    addresses = [os.environ.get("PORTAL_DATABASE_URL", ""), queue] + rest
    if any(address.startswith("postgresql:") for address in addresses):
        lists.append("requirements-postgres.lock")
    if queue.startswith("redis"):
        lists.append("requirements-redis.lock")
    if command in ("test", "bench"):
        lists.append("requirements-test.lock")
    return lists


def become(arguments, folder=None):
    """Hand over to the Python of .venv."""
    os.environ.setdefault("PYTHONUTF8", "1")
    if folder:
        os.chdir(folder)
    if WINDOWS:
        return subprocess.call([PYTHON] + arguments)
    sys.stdout.flush()
    os.execv(PYTHON, [PYTHON] + arguments)


def prepare(lists):
    """Install what is missing. The stamp is written last, so an interrupted set-up starts over."""
    wanted = {name: digest(name) for name in lists}
    if ready(wanted):
        return
    with only_one():
        if ready(wanted):
            return
        sys.stderr.write("Setting up .venv (once; a minute or two) ...\n")
        existed = os.path.isdir(VENV)
        try:
            build(wanted)
        except BaseException:
            if not existed:
                shutil.rmtree(VENV, ignore_errors=True)
            raise


def digest(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def ready(wanted):
    stamp = read_stamp()
    return stamp.get("python") == interpreter() and all(stamp.get(name) == wanted[name] for name in wanted)


def interpreter():
    """What .venv runs on: another file after the system's Python was replaced."""
    return os.path.realpath(PYTHON) if os.path.exists(PYTHON) else "missing"


def read_stamp():
    if not os.path.isfile(STAMP):
        return {}
    with open(STAMP, encoding="utf-8") as file:
        return dict(line.rstrip("\n").partition("=")[::2] for line in file)


def write_stamp(text):
    with open(STAMP, "w", encoding="utf-8") as file:
        file.write(text)


class only_one:
    """Two starts at once: the second waits for the first. Locks this very file, so nothing is left behind."""

    def __enter__(self):
        self.file = open(os.path.abspath(__file__), "rb")
        if not WINDOWS:
            import fcntl

            fcntl.flock(self.file, fcntl.LOCK_EX)

    def __exit__(self, *error):
        self.file.close()


def build(wanted):
    done = read_stamp()
    if interpreter() == "missing" or done.get("python") not in (None, interpreter()) or "building" in done:
        make_venv()
        done = {}
    write_stamp(BUILDING)
    uv = shutil.which("uv")
    pip = [uv, "pip", "install", "--python", PYTHON] if uv else find_pip()
    for name in sorted(wanted):
        if done.get(name) != wanted[name]:
            install(pip, name)
    add_project()
    done.update(wanted, python=interpreter())
    write_stamp("".join("{}={}\n".format(name, done[name]) for name in sorted(done)))


def make_venv():
    if os.path.isdir(VENV):
        shutil.rmtree(VENV)
    uv = shutil.which("uv")
    if uv:
        command = [uv, "venv", "--quiet", "--python", sys.executable, VENV]
    else:
        command = [sys.executable, "-m", "venv", VENV] + ([] if find_spec("ensurepip") else ["--without-pip"])
    run(command, "The folder .venv could not be made.")


def find_pip():
    """Of .venv itself, of the wheel folder, or of the system, in this order."""
    if subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return [PYTHON, "-m", "pip", "install"]
    wheels = glob.glob(os.path.join(os.environ.get("PORTAL_WHEELHOUSE") or os.devnull, "pip-*.whl"))
    if wheels:
        return [PYTHON, os.path.join(max(wheels), "pip"), "install"]
    if find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", PYTHON, "install"]
    stop("This Python comes without pip: install the package python3-venv, or put a pip wheel into PORTAL_WHEELHOUSE.")


def install(pip, name):
    # A lock names every package, so nothing is left to resolve (and old pips trip over extras under hashes).
    command = pip + ["--quiet", "--require-hashes", "--no-deps", "-r", os.path.join(ROOT, name)]
    wheelhouse = os.environ.get("PORTAL_WHEELHOUSE")
    if wheelhouse:
        command += ["--no-index", "--find-links", wheelhouse]
    run(command, "The packages of {} could not be installed; the reason is above.".format(name))


def run(command, failure):
    if subprocess.call(command, env=dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1")) != 0:
        stop(failure)


def add_project():
    """Make the project importable and give it its command; both hold when the folder is moved."""
    packages = glob.glob(os.path.join(VENV, "Lib" if WINDOWS else "lib/python3*", "site-packages"))[0]
    with open(os.path.join(packages, "portal.pth"), "w", encoding="utf-8") as file:
        file.write(os.path.relpath(ROOT, packages) + "\n")
    if WINDOWS:
        name, text = "portal.cmd", '@"%~dp0python.exe" -P -m portal.ops.cli %*\r\n'
    else:
        name, text = "portal", '#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" -P -m portal.ops.cli "$@"\n'
    with open(os.path.join(BIN, name), "w", encoding="utf-8", newline="") as file:
        file.write(text)
    os.chmod(os.path.join(BIN, name), 0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
