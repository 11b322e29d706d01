"""The queue and the signs of life, wherever the queue stands."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from huey import crontab

from portal.jobs.engine import Engine, Job, Unreachable
from portal.jobs.pulse import SILENT, Pulse, last_sign, silent
from portal.jobs.shift import Shift
from tests.jobs.conftest import until
from tests.redis_server import redis_server

NOW = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)


def test_what_was_asked_for_is_done_in_its_order(made):
    done = []
    engine = made(Job("write", done.append))
    assert [engine.ask("write", number) for number in (1, 2, 3)] == [True] * 3
    assert engine.work_off() == 3
    assert done == [1, 2, 3]
    assert engine.work_off() == 0


def test_a_shift_does_it_in_another_thread_and_then_waits_for_more(made):
    done = []
    engine = made(Job("write", lambda number: done.append((number, threading.current_thread().name))))
    shift = Shift(engine, workers=1).begin()
    engine.ask("write", 1)
    until(lambda: done)
    engine.ask("write", 2)
    until(lambda: len(done) == 2)
    shift.end()
    assert done == [(1, "Worker-1"), (2, "Worker-1")]


def test_a_shift_that_ends_lets_the_work_under_way_finish_and_leaves_the_rest(made):
    begun, done = threading.Event(), []

    def work(number):
        begun.set()
        time.sleep(0.5)
        done.append(number)

    engine = made(Job("work", work))
    engine.ask("work", 1)
    engine.ask("work", 2)
    shift = Shift(engine, workers=1).begin()
    begun.wait(10)
    shift.end()
    assert done == [1]
    assert engine.work_off() == 1


def test_work_that_fails_does_not_take_the_shift_with_it(made):
    done = []

    def work(number):
        done.append(10 // number)

    engine = made(Job("divide", work))
    shift = Shift(engine, workers=1).begin()
    engine.ask("divide", 0)
    engine.ask("divide", 5)
    until(lambda: done)
    shift.end()
    assert done == [2]


def test_what_is_due_each_minute_is_done_as_soon_as_a_shift_begins(made):
    rounds = []
    shift = Shift(made(Job("minute", lambda: rounds.append(1), crontab()))).begin()
    until(lambda: rounds)
    shift.end()


def test_an_entry_that_was_not_made_with_the_key_of_the_portal_is_never_done(made):
    done = []
    ours, theirs = made(Job("write", done.append)), made(Job("write", done.append), key=b"another key")
    theirs.ask("write", 1)
    with pytest.raises(ValueError, match="mismatch"):
        ours.work_off()
    assert not done


def test_work_gives_signs_of_life_until_it_ends(made):
    engine = made()
    with Pulse(engine, "token") as pulse:
        begun = last_sign(engine, "token")
        pulse.tell(checked=200)
        pulse.tell(entered=500)
        assert last_sign(engine, "token").done == {"checked": 200, "entered": 500}
        until(lambda: last_sign(engine, "token").at > begun.at + 2)
        assert not silent(engine, "token", datetime.now(UTC) - timedelta(hours=1), datetime.now(UTC))
    assert last_sign(engine, "token") is None


def test_who_gave_no_sign_for_long_was_stopped(made):
    engine = made()
    assert not silent(engine, "token", NOW, NOW + timedelta(seconds=SILENT))
    assert silent(engine, "token", NOW, NOW + timedelta(seconds=SILENT + 1))


@pytest.fixture
def gone(tmp_path):
    """An engine whose Redis has gone away."""
    with redis_server(tmp_path) as url:
        app = Flask("portal")
        app.config.update(JOBS_URL=url, INSTANCE=tmp_path, SECRET_KEY=b"key")
        engine = Engine(app, [Job("write", print)])
        assert engine.ask("write", 1)
    return engine


def test_a_queue_that_does_not_answer_stops_nobody(gone):
    assert gone.ask("write", 2) is False
    with Pulse(gone, "token") as pulse:
        pulse.tell(checked=1)
    with pytest.raises(Unreachable):
        gone.reached()


def test_whose_queue_does_not_answer_is_not_thought_to_be_gone(gone):
    assert not silent(gone, "token", NOW, NOW + timedelta(days=1))
