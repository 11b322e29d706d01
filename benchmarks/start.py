"""Warm start to the first answer, memory after it, and how long SIGTERM takes."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5
GOALS = {"first answer, s": 1.5}


def measure() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        env = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PORTAL_INSTANCE": f"{folder}/instance",
            "PORTAL_PORT": str(free_port()),
        }
        once(env)  # the first start migrates; it is not a warm one
        runs = [once(env) for _number in range(RUNS)]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def once(env: dict[str, str]) -> dict[str, float]:
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "portal.ops.cli", "serve"],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{env['PORTAL_PORT']}/healthz", process)
    answered = time.perf_counter()
    memory = resident(process.pid)
    process.send_signal(signal.SIGTERM)
    process.wait()
    return {
        "first answer, s": answered - begun,
        "resident memory, MB": memory,
        "stop, s": time.perf_counter() - answered,
    }


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url):
                return
        except OSError:
            time.sleep(0.005)
    raise SystemExit("the portal did not start")


def resident(pid: int) -> float:
    """Of the process and its worker, shared pages counted once; 0 where the system does not tell."""
    pids = [pid, *map(int, children(pid))]
    rollups = [Path(f"/proc/{one}/smaps_rollup") for one in pids]
    lines = [line for path in rollups if path.exists() for line in path.read_text().splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def children(pid: int) -> list[str]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return path.read_text().split() if path.exists() else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
