"""`python3 run.py` on a machine with nothing but Python: a copy of it beside a tiny project, and no network."""

from __future__ import annotations

import ast
import base64
import ensurepip
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

RUN = Path(__file__).parent.parent.parent / "run.py"
CLI = "import sys\nimport atom\nprint('portal', atom.NAME, *sys.argv[1:])\n"
# Runs run.py with modules hidden, as on a Debian without python3-venv.
START = "sys.argv[0] = 'run.py'; runpy.run_path('run.py', run_name='__main__')"
HIDING = "import runpy, sys; sys.modules.update(dict.fromkeys({names!r})); " + START
OLD = "import runpy, sys; sys.version_info = (3, 10, 4); " + START


def wheel(folder: Path, name: str = "atom", version: str = "1.0") -> str:
    """A wheel of one module; answers its SHA-256."""
    folder.mkdir(exist_ok=True)
    info = f"{name}-{version}.dist-info"
    members = {
        f"{name}.py": f"NAME = '{name} {version}'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        record = ""
        for member, text in members.items():
            archive.writestr(member, text)
            seal = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
            record += f"{member},sha256={seal},{len(text)}\n"
        archive.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def bundled_pip() -> Path | None:
    folders = [Path(ensurepip.__file__).parent / "_bundled", Path("/usr/share/python-wheels")]
    return next((path for folder in folders for path in sorted(folder.glob("pip-*.whl"))), None)


@pytest.fixture
def project(tmp_path):
    return lay_out(tmp_path)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A project that was started once, and how that went: with ensurepip, which alone takes half of all the time."""
    folder = lay_out(tmp_path_factory.mktemp("made"))
    return folder, run(folder, "serve", "--demo")


@pytest.fixture
def started(first, tmp_path):
    """A copy of it; that it may be moved is part of the promise."""
    folder, _done = first
    return Path(shutil.copytree(folder.parent, tmp_path / "moved", symlinks=True)) / folder.name


@pytest.fixture
def system_pip(first, tmp_path):
    """The settings of a Python without ensurepip whose system brings pip: none has to be unpacked and compiled."""
    (tmp_path / "system").mkdir()
    [pip] = (first[0] / ".venv").glob("lib/python3*/site-packages/pip")
    (tmp_path / "system" / "pip").symlink_to(pip)
    return {"without": ("ensurepip",), "PYTHONPATH": str(tmp_path / "system")}


def lay_out(parent: Path) -> Path:
    folder = parent / "a project"
    (folder / "portal").mkdir(parents=True)
    shutil.copy(RUN, folder)
    (folder / "portal" / "__init__.py").touch()
    (folder / "portal" / "ops").mkdir()
    (folder / "portal" / "ops" / "cli.py").write_text(CLI)
    lock(folder, wheel(parent / "wheels"))
    return folder


def lock(project: Path, seal: str, name: str = "atom==1.0") -> None:
    (project / "requirements.lock").write_text(f"{name} \\\n    --hash=sha256:{seal}\n")


def run(project: Path, *words: str, without: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess[str]:
    """No uv on the PATH, no index to ask: what is not in the wheel folder is not to be had."""
    start = ["-c", HIDING.format(names=without)] if without else ["run.py"]
    bare = {"PATH": "/usr/bin:/bin", "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "HOME": str(project)}
    bare["PORTAL_WHEELHOUSE"] = str(project.parent / "wheels")
    command = [base_python(), *start, *words]
    return subprocess.run(
        command, cwd=project, env={**bare, **env}, capture_output=True, text=True, check=False, timeout=120
    )


def base_python() -> str:
    return os.path.realpath(sys.executable)


def test_the_first_start_sets_up_from_the_wheel_folder_and_the_second_does_nothing(first):
    project, done = first
    assert (done.returncode, done.stdout) == (0, "portal atom 1.0 serve --demo\n"), done.stderr
    assert "Setting up" in done.stderr
    second = run(project, "serve", PORTAL_WHEELHOUSE="/nowhere")
    assert (second.returncode, second.stdout, second.stderr) == (0, "portal atom 1.0 serve\n", "")
    command = project / ".venv" / "bin" / "portal"
    link = project.parent / "link"
    link.symlink_to(command)
    answer = subprocess.run([link, "check"], cwd="/", capture_output=True, text=True, check=False)
    assert answer.stdout == "portal atom 1.0 check\n"


def test_it_works_without_ensurepip_when_the_wheel_folder_brings_pip(project):
    pip = bundled_pip()
    if pip is None:
        pytest.skip("this Python ships no pip wheel to try it with")
    shutil.copy(pip, project.parent / "wheels")
    done = run(project, "check", without=("ensurepip", "pip"))
    assert done.stdout == "portal atom 1.0 check\n", done.stderr


def test_it_works_without_ensurepip_when_the_system_brings_pip(project, system_pip):
    done = run(project, "check", **system_pip)
    assert done.stdout == "portal atom 1.0 check\n", done.stderr


def test_without_any_pip_it_names_the_package_and_leaves_nothing(project):
    done = run(project, "check", without=("ensurepip", "pip"))
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("This Python comes without pip: install the package python3-venv")
    assert not (project / ".venv").exists()


def test_a_package_that_is_not_the_locked_one_is_refused_and_nothing_is_left(project, system_pip):
    lock(project, "0" * 64)
    done = run(project, "check", **system_pip)
    assert done.returncode == 2
    assert "could not be installed" in done.stderr.splitlines()[-1]
    assert not (project / ".venv").exists()


def test_an_interrupted_set_up_starts_over(started, system_pip):
    (started / ".venv" / "portal.stamp").write_text("building\n")
    shutil.rmtree(next((started / ".venv" / "lib").glob("python3*/site-packages/atom-1.0.dist-info")))
    done = run(started, "check", **system_pip)
    assert done.stdout == "portal atom 1.0 check\n"
    assert "building" not in (started / ".venv" / "portal.stamp").read_text()


def test_a_changed_lock_is_installed_at_the_next_start(started):
    lock(started, wheel(started.parent / "wheels", version="2.0"), "atom==2.0")
    assert run(started, "check").stdout == "portal atom 2.0 check\n"


def test_postgresql_brings_its_driver_only_where_it_is_used(started):
    seal = wheel(started.parent / "wheels", "driver")
    (started / "requirements-postgres.lock").write_text(f"driver==1.0 --hash=sha256:{seal}\n")
    assert not list((started / ".venv").rglob("driver.py"))
    run(started, "check", PORTAL_DATABASE_URL="postgresql://portal@db/portal")
    assert list((started / ".venv").rglob("driver.py"))


def test_a_move_to_postgresql_brings_its_driver(started):
    seal = wheel(started.parent / "wheels", "driver")
    (started / "requirements-postgres.lock").write_text(f"driver==1.0 --hash=sha256:{seal}\n")
    run(started, "move-to", "postgresql://portal@db/portal")
    assert list((started / ".venv").rglob("driver.py"))


@pytest.mark.parametrize(
    ("url", "name"), [("redis://queue", "redis"), ("postgresql://portal@queue/portal", "postgres")]
)
def test_a_shared_queue_brings_its_driver_too(started, url, name):
    seal = wheel(started.parent / "wheels", "driver")
    (started / f"requirements-{name}.lock").write_text(f"driver==1.0 --hash=sha256:{seal}\n")
    run(started, "check", PORTAL_JOBS_URL=url)
    assert list((started / ".venv").rglob("driver.py"))


def test_it_says_what_it_can_do_and_sets_nothing_up_for_that(project):
    for words, status in (((), 2), (("--help",), 0)):
        done = run(project, *words)
        assert done.returncode == status
        assert "python3 run.py serve" in done.stdout
    assert not (project / ".venv").exists()


def test_an_old_python_gets_as_far_as_the_line_about_its_age(project):
    ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))
    old = next((path for name in ("3.6", "3.7", "3.8", "3.9", "3.10") if (path := shutil.which(f"python{name}"))), None)
    done = subprocess.run([base_python(), "-c", OLD, "serve"], cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "Python 3.11 or newer is needed; this is 3.10.\n")
    if old and subprocess.run([old, "--version"], capture_output=True, check=False).returncode == 0:
        done = subprocess.run([old, "run.py", "serve"], cwd=project, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1


def test_the_locks_name_no_address_and_seal_every_package():
    for path in RUN.parent.glob("requirements*.lock"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert "#" not in text
        entries = text.replace("\\\n", " ").splitlines()
        assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
