"""The portal as it is started by default, and people who send nothing, or slowly."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from select import select

import pytest

from tests.ops.raw import Server, heard, served

SERVE = ["-m", "portal.ops.cli", "serve", "--port"]
CLOSE = "Connection: close\r\n"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(SERVE, tmp_path_factory.mktemp("portal")) as server:
        yield server


def test_fifty_who_send_nothing_keep_nobody_waiting(portal: Server) -> None:
    with ExitStack() as silent:
        for connection in portal.silent(4):
            silent.enter_context(connection)
        portal.page(seconds=5)
        for connection in portal.silent(46):
            silent.enter_context(connection)
        assert portal.seconds_of_pages(20)[18] < 1  # of twenty, all but one


def test_fifty_who_never_end_their_headers_keep_nobody_waiting(portal: Server) -> None:
    with ExitStack() as slow:
        for _ in range(50):
            slow.enter_context(portal.sent(b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow:"))
        assert portal.seconds_of_pages(20)[18] < 1


def test_four_slow_uploads_keep_nobody_waiting_and_arrive(portal: Server) -> None:
    """60 KB a second, each, for three seconds."""
    with ThreadPoolExecutor(4) as people:

        def upload(_number: int) -> bytes:
            connection = portal.post(f"Content-Length: {180 * 1024}\r\n" + CLOSE)
            for _ in range(30):
                connection.sendall(b"a" * 6 * 1024)
                time.sleep(0.1)
            return heard(connection)

        uploads = [people.submit(upload, number) for number in range(4)]
        time.sleep(0.5)
        assert portal.seconds_of_pages(20)[18] < 1
        assert not any(each.done() for each in uploads)
        # Without a form token it is refused, once all of it is here.
        assert {each.result(timeout=20)[:12] for each in uploads} == {b"HTTP/1.1 400"}


def test_who_sends_nothing_or_drop_by_drop_is_told_so_in_words_after_ten_seconds(portal: Server) -> None:
    begun = time.monotonic()
    english = portal.post("Content-Length: 10\r\nAccept-Language: en\r\n")
    chinese = portal.post("Content-Length: 10\r\nAccept-Language: zh-CN\r\n")
    dripping = portal.post("Content-Length: 99\r\nAccept-Language: en\r\n")
    while not select([dripping], [], [], 0.3)[0] and time.monotonic() - begun < 30:
        dripping.sendall(b"a")
    assert 9 < time.monotonic() - begun < 30
    for connection, words in ((dripping, "took too long"), (english, "took too long"), (chinese, "时间太久")):
        answer = heard(connection).decode()
        assert answer.startswith("HTTP/1.1 408 ")
        assert words in answer


def test_an_address_with_too_many_slow_bodies_is_told_so_and_others_still_sign_in(portal: Server) -> None:
    with ExitStack() as silent:
        connections = [silent.enter_context(connection) for connection in portal.silent(20)]
        select(connections, [], [], 20)
        # What arrives at once takes no place: this form is read, and lacks its token.
        assert heard(portal.post("Content-Length: 3\r\n" + CLOSE, b"a=1")).startswith(b"HTTP/1.1 400 ")
        answers = Counter(heard(connection)[:12] for connection in connections)
        assert answers == {b"HTTP/1.1 429": 4, b"HTTP/1.1 408": 16}


def test_what_is_too_large_is_refused_in_words_before_it_is_sent(portal: Server) -> None:
    answer = heard(portal.post("Content-Length: 99000000\r\nAccept-Language: en\r\n" + CLOSE)).decode()
    assert answer.startswith("HTTP/1.1 413 ")
    assert "too large" in answer
