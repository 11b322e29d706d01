"""Whose turn it is to write: threads and processes one after the other, in the order they came."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import peewee
import pytest

from portal.database import open_database
from portal.ops import turn
from portal.ops.turn import Turn

HOLD = "import sys, time; from pathlib import Path; from portal.ops.turn import Turn; Turn(Path(sys.argv[1])).take(); "


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(turn, "PATIENCE", 0.2)


@pytest.fixture
def sqlite(tmp_path):
    database = open_database("", tmp_path)
    database.connect()
    database.execute_sql("CREATE TABLE t (a INTEGER)")
    yield database
    database.close_all()


def taken(where: Turn) -> bool:
    """Whether somebody else has the turn."""
    seen: list[bool] = []

    def try_it() -> None:
        try:
            where.take()
        except peewee.OperationalError:
            seen.append(True)
        else:
            where.give()
            seen.append(False)

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    return seen[0]


def test_threads_write_in_the_order_they_came(tmp_path):
    line, order = Turn(tmp_path), []

    def write(number: int) -> None:
        line.take()
        order.append(number)
        line.give()

    line.take()
    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for came, thread in enumerate(threads, 1):
        thread.start()
        while len(line.queue.waiting) < came:
            time.sleep(0.001)
    line.give()
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_another_process_waits_too_and_its_death_gives_the_turn_back(tmp_path, impatient):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD + "print(1, flush=True); time.sleep(60)", str(tmp_path)], stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout and other.stdout.readline()
        assert taken(Turn(tmp_path))
        other.kill()
    assert not taken(Turn(tmp_path))


def test_who_waits_too_long_is_told_as_sqlite_tells_it_and_stands_in_nobodys_way(tmp_path, impatient):
    line, beside = Turn(tmp_path), Turn(tmp_path)  # two lines of one folder are two processes
    line.take()
    with pytest.raises(peewee.OperationalError, match="database is locked"):
        beside.take()
    assert taken(line)
    line.give()
    assert not taken(line) and not taken(beside)


def test_a_process_that_has_just_written_does_not_overtake_one_that_waits(tmp_path):
    line, beside, order = Turn(tmp_path), Turn(tmp_path), []

    def wait() -> None:
        beside.take()
        order.append("beside")
        beside.give()

    line.take()
    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.1)
    line.give()
    line.take()
    order.append("line")
    line.give()
    thread.join()
    assert order == ["beside", "line"]


@pytest.mark.parametrize("how", ["commits", "fails", "rolls back", "cannot begin", "cannot commit"])
def test_a_transaction_gives_its_turn_back_however_it_ends(sqlite, impatient, how):
    try:
        if how == "cannot begin":
            sqlite.begin("NONSENSE")
        with sqlite.atomic() as transaction:
            with sqlite.atomic():
                sqlite.execute_sql("INSERT INTO t VALUES (1)")
            assert taken(sqlite.turn)
            if how == "fails":
                raise ValueError
            if how == "rolls back":
                transaction.rollback()
            if how == "cannot commit":
                sqlite.execute_sql("PRAGMA defer_foreign_keys = 1")
                sqlite.execute_sql("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
                sqlite.execute_sql("CREATE TABLE child (id INTEGER REFERENCES parent)")
                sqlite.execute_sql("INSERT INTO child VALUES (7)")
    except (ValueError, peewee.DatabaseError):
        assert how in ("fails", "cannot begin", "cannot commit")
    else:
        assert how in ("commits", "rolls back")
    assert not sqlite.in_transaction() and not taken(sqlite.turn)


@pytest.mark.parametrize("name", [turn.NEXT, turn.WRITER])
def test_where_the_files_cannot_be_had_threads_still_write_one_after_the_other(sqlite, tmp_path, impatient, name):
    (tmp_path / name).mkdir()  # to open it fails, as where another account made the file
    for _write in range(2):
        with sqlite.atomic():
            sqlite.execute_sql("INSERT INTO t VALUES (1)")
            assert taken(sqlite.turn)
    assert not taken(sqlite.turn)


def test_a_write_by_itself_waits_for_its_turn_too(sqlite, tmp_path, impatient):
    rows, beside = peewee.Table("t", ("a",)).bind(sqlite), Turn(tmp_path)
    rows.insert(a=1).execute()
    beside.take()
    for write in (rows.insert(a=2), rows.update(a=2), rows.delete()):
        with pytest.raises(peewee.OperationalError, match="database is locked"):
            write.execute()
    beside.give()
    assert list(rows.update(a=3).returning(rows.a).execute()) == [{"a": 3}]
    assert rows.delete().execute() == 1


def test_reading_waits_for_nobody(sqlite, tmp_path, impatient):
    beside = Turn(tmp_path)
    beside.take()
    assert sqlite.execute_sql("SELECT count(*) FROM t").fetchone() == (0,)
    beside.give()
