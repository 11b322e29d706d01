"""Nobody who sends slowly, or takes an answer slowly, holds a worker: the server as it ships, before an echo."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from portal.ops.front import pace
from portal.ops.front.front import Front
from tests.ops import echoing
from tests.ops.raw import Server, heard, served

CLOSE = "Connection: close\r\n"


@pytest.fixture(scope="module")
def echo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(["-m", "tests.ops.echoing"], tmp_path_factory.mktemp("echo"), "/") as server:
        yield server


def received(connection: socket.socket) -> dict[str, Any]:
    """What the application got."""
    answer: dict[str, Any] = json.loads(heard(connection).rpartition(b"\r\n\r\n")[2])
    return answer


def memory(server: Server) -> int:
    """The most its worker has taken, in kilobytes."""
    pid = server.process.pid
    worker = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0]
    peak = [line for line in Path(f"/proc/{worker}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(peak[0].split()[1])


def test_a_body_has_ten_seconds_to_begin_then_ten_kilobytes_a_second_and_two_minutes_in_all() -> None:
    in_all = pace.seconds_in_all(10 * 1024 * 1024)
    assert pace.seconds_until(0, in_all) == 10
    assert pace.seconds_until(1024 * 1024, in_all) == 10 + 1024 / 10
    assert pace.seconds_until(9 * 1024 * 1024, in_all) == 120
    assert pace.seconds_in_all(100 * 1024 * 1024) == 1200


def test_one_address_and_all_together_have_so_many_places_and_they_come_back() -> None:
    places = pace.Places()
    for _ in range(pace.PLACES_OF_AN_ADDRESS):
        places.take("192.0.2.1")
    assert places.refusal("192.0.2.1") == 429
    assert places.refusal("192.0.2.2") == 0
    places.leave("192.0.2.1")
    assert places.refusal("192.0.2.1") == 0
    for number in range(pace.PLACES):
        places.take(f"198.51.100.{number}")
    assert places.refusal("192.0.2.2") == 503


def test_the_address_is_the_one_the_outermost_trusted_proxy_saw() -> None:
    scope = {
        "client": ("10.0.0.1", 1),
        "headers": [(b"x-forwarded-for", b"1.1.1.1, 2.2.2.2"), (b"x-forwarded-for", b"3.3.3.3")],
    }
    of = {hops: Front(echoing.application, 1, 1, hops).client(scope) for hops in range(5)}
    assert of == {0: "10.0.0.1", 1: "3.3.3.3", 2: "2.2.2.2", 3: "1.1.1.1", 4: "10.0.0.1"}


def test_parts_of_a_body_arrive_as_one(echo: Server) -> None:
    got = received(echo.post("Transfer-Encoding: chunked\r\n" + CLOSE, b"3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"))
    assert (got["length"], got["CONTENT_LENGTH"]) == (7, "7")
    assert got["sha"] == hashlib.sha256(b"abcdefg").hexdigest()
    assert "HTTP_TRANSFER_ENCODING" not in got


def test_what_is_too_large_is_read_to_its_end_so_that_the_answer_is_read_too(echo: Server) -> None:
    part = b"x" * 0x100000
    declared = echo.post(f"Content-Length: {11 * len(part)}\r\n" + CLOSE)
    in_parts = echo.post("Transfer-Encoding: chunked\r\n" + CLOSE)
    for _ in range(11):
        declared.sendall(part)
        in_parts.sendall(b"100000\r\n" + part + b"\r\n")
    in_parts.sendall(b"0\r\n\r\n")
    for connection in (declared, in_parts):
        got = received(connection)
        assert got["portal.refused"] == 413
        assert int(got["CONTENT_LENGTH"]) > echoing.LARGEST
        assert got["length"] == 0


def test_what_never_ends_is_refused_at_four_times_the_limit(echo: Server) -> None:
    endless = echo.post("Transfer-Encoding: chunked\r\n" + CLOSE)
    part = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    with pytest.raises(OSError):
        for _ in range(200):
            endless.sendall(part)
    endless.close()


def test_who_asks_first_is_told_to_send_and_when_it_is_too_much_is_not(echo: Server) -> None:
    expecting = "Expect: 100-continue\r\n" + CLOSE
    connection = echo.post("Content-Length: 3\r\n" + expecting)
    assert connection.recv(1024).startswith(b"HTTP/1.1 100 ")
    connection.sendall(b"abc")
    assert received(connection)["length"] == 3
    assert received(echo.post("Content-Length: 11000000\r\n" + expecting))["portal.refused"] == 413


def test_old_and_hasty_clients_are_answered(echo: Server) -> None:
    old = echo.sent(b"POST /old HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc")
    assert received(old)["SERVER_PROTOCOL"] == "HTTP/1.0"
    first = b"POST /first HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
    second = first.replace(b"/first", b"/second").replace(b"Host", b"Connection: close\r\nHost")
    answers = heard(echo.sent(first + second))
    assert 0 < answers.find(b'"/first"') < answers.find(b'"/second"')


def test_addresses_and_headers_arrive_as_they_were_sent(echo: Server) -> None:
    head = "GET /%E4%B8%AD%2Fx?q=%E4%B8%AD HTTP/1.1\r\nHost: x\r\nX-One: 1\r\nX-One: 2\r\nX_Forwarded_For: 9\r\n"
    got = received(echo.sent((head + "Cookie: a=1\r\nCookie: b=2\r\n" + CLOSE + "\r\n").encode()))
    assert got["PATH_INFO"].encode("latin-1").decode() == "/中/x"
    assert (got["QUERY_STRING"], got["HTTP_X_ONE"], got["HTTP_COOKIE"]) == ("q=%E4%B8%AD", "1,2", "a=1; b=2")
    assert "HTTP_X_FORWARDED_FOR" not in got
    assert got["REMOTE_ADDR"] == "127.0.0.1"


def test_large_bodies_at_the_same_time_do_not_fill_the_memory(echo: Server) -> None:
    body = os.urandom(1024) * 9 * 1024
    before = memory(echo)

    def send(_number: int) -> str:
        connection = echo.post(f"Content-Length: {len(body)}\r\n" + CLOSE)
        connection.sendall(body)
        return str(received(connection)["sha"])

    with ThreadPoolExecutor(8) as crowd:
        assert set(crowd.map(send, range(8))) == {hashlib.sha256(body).hexdigest()}
    assert memory(echo) - before < 40_000  # the echo holds one of them; eight would be 74,000


def test_who_does_not_take_a_long_answer_holds_no_worker(echo: Server) -> None:
    request = b"GET /long HTTP/1.1\r\nHost: x\r\n" + CLOSE.encode() + b"\r\n"
    with echo.sent(request):
        assert json.loads(echo.page("/", seconds=5))["PATH_INFO"] == "/"
        assert len(heard(echo.sent(request))) >= echoing.LONG


def test_a_kept_file_is_sent_whole(echo: Server) -> None:
    assert echo.page("/file") == Path(echoing.__file__).read_bytes()


def test_a_stop_answers_what_is_under_way_and_waits_for_no_silent_body(tmp_path: Path) -> None:
    with served(["-m", "tests.ops.echoing"], tmp_path, "/") as echo, ThreadPoolExecutor(1) as other:
        silent = echo.post("Content-Length: 10\r\n")
        slow = other.submit(echo.page, "/slow")
        time.sleep(0.5)
        echo.process.send_signal(signal.SIGTERM)
        assert json.loads(slow.result(timeout=10))["PATH_INFO"] == "/slow"
        assert received(silent)["portal.refused"] == 503
        assert echo.process.wait(timeout=8) == 0
