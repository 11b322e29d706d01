"""What two everyday requests cost the demo team: one measurement saved, two suppliers printed side by side.

CPU of the process, and its ratio to that of a page that shows nothing, which a busy or a slow machine does not change.
"""

from __future__ import annotations

import cProfile
import pstats
import re
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from benchmarks.desk import Desk, desk
from portal import demo
from portal.samples.models.samples import Batch

RUNS = 40
PLAIN = "/suppliers/999999"  # nothing is there: session, access and the frame of a page
GOALS = {"measurement saved, ratio": 2.5, "comparison printed, ratio": 5.5}


def measure() -> dict[str, float]:
    with desk() as buyer:
        at = datetime.now(UTC)
        world = demo.load(at.date(), at, Path(mkdtemp()))
        acts = {"measurement saved": saving(buyer, world), "comparison printed": printing(buyer, world)}
        plain = spent(lambda: buyer.get(PLAIN))
        figures = {f"{name}, ms of work": spent(act) for name, act in acts.items()}
        ratios = {f"{name}, ratio": figures[f"{name}, ms of work"] / plain for name in acts}
        return figures | ratios | {f"{name}, calls": calls(act) for name, act in acts.items()}


def saving(buyer: Desk, world: Any) -> Callable[[], None]:
    sample = world.samples["qinghe/shirt"].id
    batch = Batch.select().where(Batch.sample == sample).order_by(Batch.id).get().id
    cell, headers = f"/samples/{sample}/batches/{batch}/PH01", {"HX-Request": "true"}
    seen = 0

    def save() -> None:
        nonlocal seen
        form = {"v-critical": "0", "v-major": str(seen % 2), "v-minor": "1", "seen": str(seen)}
        answer = buyer.client.post(cell, data=form, headers=headers | {"X-CSRFToken": buyer.token})
        seen = int(re.findall(r'name="seen" value="(\d+)"', answer.text)[0])

    return save


def printing(buyer: Desk, world: Any) -> Callable[[], None]:
    sellers = "".join(f"&supplier={world.suppliers[name].id}" for name in ("tuochuan", "wanli"))
    page = f"/comparisons/print?product={world.products['charger'].id}&quantity=600{sellers}"

    def show() -> None:
        assert buyer.get(page).status_code == 200

    return show


def spent(act: Callable[[], Any]) -> float:
    """Milliseconds of CPU, the median of some; the first ones fill what is kept."""
    runs = []
    for _number in range(RUNS):
        begun = time.process_time()
        act()
        runs.append((time.process_time() - begun) * 1000)
    return statistics.median(runs)


def calls(act: Callable[[], Any]) -> float:
    profile = cProfile.Profile()
    profile.runcall(act)
    return float(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]
