"""The command `portal`, run as people run it. What stands in the way is one line and status 2."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def environment(folder, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return {**kept, "PORTAL_INSTANCE": str(folder), "PYTHONUTF8": "1", **more}


def portal(folder, *words, **more):
    command = [sys.executable, "-P", "-m", "portal.ops.cli", *words]
    return subprocess.run(
        command, cwd="/", env=environment(folder, PYTHONPATH=str(ROOT), **more), capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip


def refused(done):
    assert done.returncode == 2, done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("portal: ")
    return lines[0]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """An instance that was made once; tests that change it make their own."""
    folder = tmp_path_factory.mktemp("cli") / "instance"
    assert portal(folder, "init").returncode == 0
    return folder


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(folder, port, *words, **more):
    """A portal that serves; yields the process once it answers, and what it printed so far."""
    command = [sys.executable, "-P", "-m", "portal.ops.cli", "serve", "--port", str(port), *words]
    env = environment(folder, PYTHONPATH=str(ROOT), PYTHONUNBUFFERED="1", **more)
    process = subprocess.Popen(command, cwd="/", env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        until(lambda: status(f"http://127.0.0.1:{port}/healthz") == 200 or process.poll() is not None)
        assert process.poll() is None, process.communicate()
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def until(done):
    for _number in range(600):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain for a minute")


def status(url, host=None):
    try:
        return urllib.request.urlopen(urllib.request.Request(url, headers={"Host": host} if host else {})).status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def signed_in(address, username, password):
    """Whether the sign-in page lets this person through to the first page."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(f"{address}/login") as page:
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())[1]
    sent = {"csrf_token": token, "username": username, "password": password}
    with browser.open(f"{address}/login", urllib.parse.urlencode(sent).encode()) as page:
        return page.url == f"{address}/"


def test_a_first_start_prints_the_address_and_a_link_that_opens_the_set_up(tmp_path, port):
    with serving(tmp_path / "instance", port) as process:
        lines = [process.stdout.readline().strip() for _number in range(4)]
        assert lines[1] == f"http://127.0.0.1:{port}"
        assert lines[3].startswith(f"http://127.0.0.1:{port}/setup/")
        assert status(lines[3]) == 200
        assert status(f"http://127.0.0.1:{port}/login", host="evil.example") == 400
    assert process.returncode == 0


def test_the_demo_has_its_own_folder_and_prints_three_sign_ins(prepared, port):
    with serving(prepared, port, "--demo", PORTAL_DEMO_PASSWORD="shown to everybody") as process:
        printed = "".join(process.stdout.readline() for _number in range(6))
        for name in ("admin", "buyer", "viewer"):
            assert f"{name:7} shown to everybody" in printed
            assert signed_in(f"http://127.0.0.1:{port}", name, "shown to everybody")
    assert prepared.with_name("instance-demo").is_dir()
    assert "admin" not in portal(prepared, "user", "list").stdout


def test_demo_rows_never_enter_a_real_instance(tmp_path):
    portal(tmp_path, "demo")
    real = tmp_path.with_name(f"{tmp_path.name}-demo")
    (real / "demo_password").unlink()
    line = refused(portal(tmp_path, "demo", "--instance", str(real)))
    assert "holds a real team" in line


def test_the_demo_speaks_english_where_asked_in_a_folder_of_its_own_and_stays_in_its_language(tmp_path):
    assert portal(tmp_path, "demo", "--language", "en").returncode == 0
    english = tmp_path.with_name(f"{tmp_path.name}-demo-en")
    assert "Laura Bennett" in portal(english, "user", "list").stdout
    line = refused(portal(tmp_path, "demo", "--instance", str(english)))
    assert "in another language" in line
    assert portal(tmp_path, "demo", "--language", "en", "--instance", str(english)).returncode == 0


def test_a_taken_port_stops_the_start_before_anything_is_made(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = str(taken.getsockname()[1])
        assert f"port {number} is taken" in refused(portal(tmp_path / "instance", "serve", "--port", number))
    assert not (tmp_path / "instance").exists()


def test_an_address_of_another_machine_stops_the_start(tmp_path, port):
    line = refused(portal(tmp_path / "instance", "serve", "--host", "192.0.2.77", "--port", str(port)))
    assert "192.0.2.77" in line
    assert not (tmp_path / "instance").exists()


def test_a_folder_that_cannot_be_made_stops_the_start(tmp_path):
    (tmp_path / "file").touch()
    assert "cannot be made" in refused(portal(tmp_path / "file", "init"))
    assert "cannot be made" in refused(portal("/proc/portal", "init"))


def test_a_key_others_can_read_stops_the_start(tmp_path):
    portal(tmp_path / "instance", "init")
    (tmp_path / "instance" / "secret_key").chmod(0o644)
    assert "chmod 600" in refused(portal(tmp_path / "instance", "init"))


def test_a_database_newer_than_the_program_stops_the_start(tmp_path):
    from portal.ops.lock import driver

    portal(tmp_path / "instance", "init")
    database = driver.connect(str(tmp_path / "instance" / "portal.db"))
    database.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_from_the_future', '2030-01-01')")
    database.commit()
    database.close()
    assert "newer than this program" in refused(portal(tmp_path / "instance", "init"))


def test_a_database_that_is_none_stops_the_start(tmp_path):
    portal(tmp_path / "instance", "init")
    (tmp_path / "instance" / "portal.db").write_bytes(b"ruined" * 1000)
    refused(portal(tmp_path / "instance", "init"))


def test_a_database_server_that_does_not_answer_stops_the_start(tmp_path, port):
    url = f"postgresql://portal:sesame@127.0.0.1:{port}/portal"
    line = refused(portal(tmp_path / "instance", "init", PORTAL_DATABASE_URL=url))
    assert "sesame" not in line


def test_a_bad_setting_stops_the_start(tmp_path):
    assert "PORTAL_PORT" in refused(portal(tmp_path / "instance", "serve", "--port", "http"))


@pytest.mark.parametrize("words", [("check",), ("backup", "."), ("migrate",), ("tick",), ("user", "list")])
def test_a_command_for_an_instance_that_is_not_there_makes_none(tmp_path, words):
    done = portal(tmp_path / "instance", *words)
    if words == ("migrate",):
        assert done.returncode == 0
        return
    assert done.returncode in (1, 2)
    assert not (tmp_path / "instance").exists()


def test_a_set_up_link_printed_before_stops_working(tmp_path):
    from portal.ops.lock import driver

    portal(tmp_path / "instance", "init")
    portal(tmp_path / "instance", "init")
    database = driver.connect(str(tmp_path / "instance" / "portal.db"))
    query = "SELECT revoked_at IS NULL FROM access_link WHERE kind = 'setup' ORDER BY id"
    assert database.execute(query).fetchall() == [(0,), (1,)]
    database.close()


def test_routes_are_printed_with_their_permission_and_need_no_instance(tmp_path):
    rows = json.loads(portal(tmp_path / "instance", "routes", "--json").stdout)
    assert {"method", "rule", "permission", "roles"} <= set(rows[0])
    assert not (tmp_path / "instance").exists()


def test_backup_check_audit_and_tick_work_on_a_fresh_instance(prepared, tmp_path):
    made = portal(prepared, "backup", str(tmp_path))
    assert (made.returncode, made.stderr) == (0, "")
    assert list(tmp_path.glob("portal-*.tar"))
    assert "unbroken" in portal(prepared, "audit", "verify").stdout
    assert portal(prepared, "tick").returncode == 0
    done = portal(prepared, "check")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].endswith("checks, 0 warnings, 0 failures")
    assert int(done.stdout.splitlines()[-1].split()[0]) >= 20


def test_a_restore_is_refused_while_the_portal_serves(tmp_path, port):
    folder = tmp_path / "instance"
    portal(folder, "init")
    portal(folder, "backup", str(tmp_path))
    [saved] = tmp_path.glob("portal-*.tar")
    with serving(folder, port):
        assert "stop the portal first" in refused(portal(folder, "restore", str(saved)))
    assert portal(folder, "restore", str(saved)).returncode == 0


def test_accounts_are_invited_listed_reset_and_disabled(tmp_path):
    folder = tmp_path / "instance"
    portal(folder, "demo")
    demo = folder.with_name("instance-demo")
    assert "/invitations/" in portal(demo, "user", "add", "Ren Fei", "--role", "viewer").stdout
    assert "/resets/" in portal(demo, "user", "reset", "BUYER").stdout
    assert "no active account" in refused(portal(demo, "user", "reset", "nobody"))
    assert "last administrator" in refused(portal(demo, "user", "disable", "admin", "--heir", "buyer"))
    assert portal(demo, "user", "disable", "buyer", "--heir", "omar").returncode == 0
    assert "disabled" in portal(demo, "user", "list").stdout
