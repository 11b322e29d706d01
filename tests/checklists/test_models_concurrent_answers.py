"""Eight clients answer one item twenty-five times each, on a database that keeps what they write.

Nobody is told that an answer was saved and then loses it unnoticed, nobody is told that the database is busy.
"""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

from portal.checklists.models.answers import Answer, AnswerEvent
from portal.checklists.models.runs import Run
from portal.core.models.audit import AuditEvent
from portal.core.models.record import db
from portal.core.models.users import User
from portal.core.rules.stages import Stage
from tests.cast import stamp, weak_hash
from tests.products.makers import make_business

CLIENTS, TIMES = 8, 25
CODE = "S09"  # a text, answered by people


class Client:
    """A person at a desk: reads the item, answers it, reads on when a colleague was faster."""

    def __init__(self, app: Any, user: User, run: Run) -> None:
        self.browser, self.name, self.url = app.test_client(), user.username, f"/runs/{run.id}/items/{CODE}"
        self.browser.become(user)
        self.statuses: Counter[int] = Counter()
        self.saved: list[str] = []

    def work(self, begin: threading.Barrier) -> None:
        begin.wait()
        seen = 0
        for turn in range(TIMES):
            text = f"{self.name} {turn}"
            answer = self.browser.htmx(self.url, data={"seen": f"{CODE}.{seen}", "value": text})
            self.statuses[answer.status_code] += 1
            if answer.status_code == 200:
                self.saved.append(text)
                seen = revision(answer.text, "seen")
            else:
                assert text in answer.text, "what was typed is gone"
                seen = revision(answer.text, "over")
        db.close()


def revision(html: str, name: str) -> int:
    return int(html.split(f'name="{name}" value="{CODE}.')[1].split('"')[0])


def test_no_answer_is_lost_and_nobody_meets_a_busy_database(committed):
    users = [User.add(f"client{n}", f"Client {n}", "buyer", weak_hash("x"), None, stamp()) for n in range(CLIENTS)]
    run = Run.start(make_business(), Stage.startup, stamp())
    clients = [Client(committed, user, run) for user in users]
    begin = threading.Barrier(CLIENTS)
    threads = [threading.Thread(target=client.work, args=(begin,)) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    statuses = sum((client.statuses for client in clients), Counter())
    assert set(statuses) <= {200, 409}
    assert sum(statuses.values()) == CLIENTS * TIMES
    events = list(AnswerEvent.select().where(AnswerEvent.run == run).order_by(AnswerEvent.id))
    assert sorted(event.after["value"] for event in events) == sorted(text for c in clients for text in c.saved)
    assert [event.revision for event in events] == list(range(1, statuses[200] + 1))
    assert Answer.get(Answer.run == run).revision == statuses[200]
    assert Run.get_by_id(run.id).rev == statuses[200]
    assert AuditEvent.first_fault() is None
