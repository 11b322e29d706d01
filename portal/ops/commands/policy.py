"""The policy table as the program enforces it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.app import create_app
from portal.config import Config
from portal.web import access


def routes(_config: Config, chosen: argparse.Namespace) -> int:
    with TemporaryDirectory() as folder:  # the policy is the program's: no instance is needed, and none is made
        rows = list(access.table(create_app(Config(instance=Path(folder)))))
    if chosen.json:
        print(json.dumps(rows, indent=2))
    else:
        print("\n".join(map(access.line, rows)))
    return 0
