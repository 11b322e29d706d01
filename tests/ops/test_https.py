"""The portal with a certificate of its own."""

from __future__ import annotations

import shutil
import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from portal.config import Config, ConfigError
from portal.ops import server
from portal.ops.commands import start
from tests.ops.raw import Server, served

HERE = Path(__file__).parent / "certificate"  # of localhost, for tests alone
SERVE = ["-m", "portal.ops.cli", "serve", "--port"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    key = tmp_path_factory.mktemp("key") / "key.pem"
    shutil.copyfile(HERE / "key.pem", key)
    key.chmod(0o600)
    return {"PORTAL_CERTIFICATE": str(HERE / "certificate.pem"), "PORTAL_CERTIFICATE_KEY": str(key)}


@pytest.fixture(scope="module")
def portal(settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    trust = ssl.create_default_context(cafile=HERE / "certificate.pem")
    with served(SERVE, tmp_path_factory.mktemp("portal"), trust=trust, **settings) as server:
        yield server


def test_pages_come_by_https_with_cookies_that_never_leave_it(portal: Server) -> None:
    assert b"<form" in portal.page()
    assert portal.trust is not None
    with portal.trust.wrap_socket(portal.sent(b""), server_hostname="127.0.0.1") as secured:
        secured.sendall(b"GET /login HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % portal.port)
        head = b"".join(iter(lambda: secured.recv(65536), b"")).partition(b"\r\n\r\n")[0].decode().lower()
    cookies = [line for line in head.splitlines() if line.startswith("set-cookie: ")]
    assert cookies
    assert all("; secure" in line and line.startswith("set-cookie: __host-") for line in cookies)
    assert "strict-transport-security" in head


def test_fifty_who_never_begin_to_speak_keep_nobody_waiting(portal: Server) -> None:
    with ExitStack() as silent:
        for _ in range(50):
            silent.enter_context(portal.sent(b""))
        assert portal.seconds_of_pages(20)[18] < 1


def test_a_certificate_alone_is_refused(settings: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="wanted together"):
        Config.from_env({"PORTAL_CERTIFICATE": settings["PORTAL_CERTIFICATE"]})


@pytest.mark.parametrize("wrong", ["open", "foreign", "broken"])
def test_a_key_that_others_can_read_or_that_does_not_fit_stops_the_start(
    wrong: str, settings: dict[str, str], tmp_path: Path
) -> None:
    key = tmp_path / "key.pem"
    key.write_bytes(b"no key" if wrong == "broken" else (HERE / "key.pem").read_bytes())
    if wrong == "foreign":
        key.write_bytes((HERE / "foreign.pem").read_bytes())
    key.chmod(0o644 if wrong == "open" else 0o600)
    config = Config.from_env({**settings, "PORTAL_CERTIFICATE_KEY": str(key)})
    with pytest.raises(server.ServerError, match="chmod 600" if wrong == "open" else "do not serve"):
        server.check_certificate(config)


@pytest.mark.parametrize(
    ("host", "https", "said"), [("0.0.0.0", False, True), ("192.0.2.1", False, True), ("0.0.0.0", True, False)]
)
def test_a_start_for_the_network_without_https_says_who_can_read_what(
    host: str, https: bool, said: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    start.announce(Config(host=host, https=https), [])
    printed = capsys.readouterr().out
    assert ("passwords" in printed and "everybody on the same network" in printed) == said


def test_a_start_for_this_machine_alone_says_nothing_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    start.announce(Config(), [])
    assert "network" not in capsys.readouterr().out
