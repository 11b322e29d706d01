"""Ten thousand suppliers out of a spreadsheet: how long, how much memory, and whether they come back as they went.

In a process of its own, so that the memory is that of the import: `python -m benchmarks.imports`.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.desk import Desk, desk

ROWS = 10_000
GOALS = {"import, s": 10.0, "import memory, MB": 200.0, "rows that came back otherwise": 0.0}
HEADINGS = "名称,公司全称,类型,货品,国家,所在地,成立年份,统一社会信用代码,网址,标签,备注"


def measure() -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.imports"]
    done = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def run() -> dict[str, float]:
    with desk() as buyer:
        buyer.get("/imports")  # whatever is loaded once
        before, begun, worked = memory(), time.perf_counter(), time.process_time()
        read, url = timed(lambda: sent(buyer, table()))
        write, _done = timed(lambda: carried_out(buyer, url))
        whole, work, used = time.perf_counter() - begun, time.process_time() - worked, memory() - before
        export, first = timed(lambda: buyer.get("/suppliers/export.csv").data)
        written, book = timed(lambda: buyer.get("/suppliers/export.xlsx").data)
        undo, _done = timed(lambda: buyer.post(f"{url}/undo", version="2"))
        assert len(buyer.get("/suppliers/export.csv").data.splitlines()) == 1, "nothing is left of what was undone"
        begun_book = work_of_all()
        read_book, url = timed(lambda: sent(buyer, book))
        work_book = work_of_all() - begun_book
        carried_out(buyer, url)
        second = buyer.get("/suppliers/export.csv").data
    return {
        "import read, s": read,
        "import written, s": write,
        "import, s": whole,
        "import, s of work": work,  # what a busy machine does not change
        "import undone, s": undo,
        "export, s": export,
        "workbook written, s": written,
        "workbook read, s": read_book,
        "workbook read, s of work": work_book,
        "import memory, MB": used,
        "rows that came back otherwise": differing(first, second),
    }


def table() -> bytes:
    rows = (
        f"拓川{n}电子,深圳市拓川{n}电子有限公司,工厂,实物,中国,广东深圳,2012年5月,91440300MA{n:05d},https://t{n}.example,"
        "快充、氮化镓,自有模具，月产两万"
        for n in range(ROWS)
    )
    return "\r\n".join([HEADINGS, *rows]).encode("gb18030")


def sent(buyer: Desk, content: bytes) -> str:
    """Send a file and look at what it would do: the address of the import."""
    url: str = buyer.post("/imports", file=(io.BytesIO(content), "s.csv")).location
    buyer.get(url)
    return url


def carried_out(buyer: Desk, url: str) -> None:
    page = buyer.get(url).text
    form = dict(re.findall(r'name="(version|expected)" type="hidden" value="([^"]*)"', page))
    buyer.post(f"{url}/apply", **form)
    while "HX-Redirect" not in buyer.get(f"{url}/progress", {"HX-Request": "true"}).headers:
        time.sleep(0.1)


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    found = act()
    return time.perf_counter() - begun, found


def work_of_all() -> float:
    """Seconds that this process and the ones it started were at work."""
    return sum(os.times()[:4])


def memory() -> float:
    """The most this process ever held, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def differing(first: bytes, second: bytes) -> int:
    was, now = first.splitlines(), second.splitlines()
    return len(set(was) ^ set(now)) + abs(len(was) - ROWS - 1)


if __name__ == "__main__":
    print(json.dumps(run()))
