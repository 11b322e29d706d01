"""People write the clauses of one agreement at the same time: none is lost, none is saved over unseen."""

from __future__ import annotations

import threading

import pytest

from portal.agreements.models import Agreement, ClausesTaken
from portal.core.models.record import db
from tests.agreements.makers import make_agreement, marks
from tests.cast import Cast, stamp
from tests.suppliers.makers import make_supplier

TURNS = 10
KEYS = ("claim_days", "fix_hours", "return_days", "late_penalty")


class Writer:
    """Writes a clause of its own and one that everybody wants; looks again where a colleague was faster."""

    def __init__(self, user, agreement: int, key: str) -> None:
        self.user, self.agreement, self.key = user, agreement, key
        self.saved: list[str] = []

    def work(self, begin: threading.Barrier) -> None:
        begin.wait()
        for turn in range(TURNS):
            self.write(self.key, str(turn))
            self.write("tolerance", f"{self.key} {turn}")
        db.close()

    def write(self, key: str, text: str) -> None:
        row = Agreement.get_by_id(self.agreement)
        seen = marks(row.clauses)
        try:
            row.write(seen, stamp(self.user), {key: {"value": text}})
            self.saved += [text] if key == "tolerance" else []
        except ClausesTaken as taken:
            assert key == "tolerance"
            assert taken.keys == ("tolerance",)


@pytest.mark.usefixtures("committed")
def test_clauses_written_at_once_are_all_kept_and_no_two_people_save_over_each_other():
    cast = Cast.arrive()
    agreement = make_agreement(make_supplier(), clauses={}, signed_on=None)
    writers = [Writer(cast.mei, agreement.id, key) for key in KEYS]
    begin = threading.Barrier(len(writers))
    threads = [threading.Thread(target=writer.work, args=(begin,)) for writer in writers]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    clauses = Agreement.get_by_id(agreement.id).clauses
    assert {key: clauses[key]["value"] for key in KEYS} == dict.fromkeys(KEYS, str(TURNS - 1))
    assert clauses["tolerance"]["value"] in [text for writer in writers for text in writer.saved]
