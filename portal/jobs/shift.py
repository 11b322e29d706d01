"""A shift: threads of this process do what the queue holds, until the main thread ends."""

from __future__ import annotations

import logging
import threading
from typing import Any, Self

import huey.consumer

from portal.jobs.engine import Engine
from portal.web import logs

SECONDS_TO_FINISH = 8  # for work under way, within the ten seconds that every request in flight is given
HANDS = 2  # so that one long job does not hold up the minute round


class Consumer(huey.consumer.Consumer):
    def _set_signal_handlers(self) -> None:
        """Signals belong to the program around it."""


class Shift:
    def __init__(self, engine: Engine, **about: Any) -> None:
        pace = dict(workers=HANDS, max_delay=1.0, scheduler_interval=5, shutdown_timeout=SECONDS_TO_FINISH)
        self.consumer = Consumer(engine.queue, **{**pace, **about})
        # Not a daemon: Python waits for it before a process ends, and then it waits for the work.
        self.watch = threading.Thread(target=self.look_after, name="jobs")

    def begin(self) -> Self:
        complaints = logging.getLogger("huey")
        complaints.handlers, complaints.propagate = list(logs.log.handlers), False
        complaints.setLevel(logging.WARNING)
        self.consumer.start()
        self.watch.start()
        return self

    def look_after(self) -> None:
        """A thread that died is replaced; when the main thread has ended, so does the shift."""
        while not self.consumer.stop_flag.is_set():
            threading.main_thread().join(1)
            if not threading.main_thread().is_alive():
                self.consumer.stop(graceful=True)
            elif not self.consumer.stop_flag.is_set():
                self.consumer.check_worker_health()

    def end(self) -> None:
        """Take nothing more, and let what is under way finish."""
        self.consumer.stop(graceful=True)
        self.watch.join()
