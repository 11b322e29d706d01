"""Looking after an instance: backup, restore, check, the audit chain, periodic work."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from portal.app import create_app
from portal.config import Config
from portal.core.models.audit import AuditEvent, AuditHead
from portal.ops import backup, checks, instance, moving, restore, tick
from portal.ops.commands.opened import current, opened
from portal.web.clock import now


def make_backup(config: Config, chosen: argparse.Namespace) -> int:
    folder = Path(chosen.folder).absolute()
    with opened(config) as database:
        made = backup.make(config, database, folder, now())
    print(f"{made.path} ({made.path.stat().st_size:,} bytes, {sum(made.manifest.rows.values()):,} rows)")
    for name in made.manifest.missing:
        print(f"portal: {name} is in the database but not on the disk", file=sys.stderr)
    for path in backup.prune(folder, chosen.keep):
        print(f"deleted {path}")
    return 1 if made.manifest.missing else 0


def restore_backup(config: Config, chosen: argparse.Namespace) -> int:
    done = restore.restore(config, Path(chosen.backup).absolute(), now())
    rows = sum(done.manifest.rows.values())
    print(f"Restored {rows:,} rows as of {done.manifest.made_at}. Everybody signs in again.")
    print("Invitations, password links and links for testers from before have ended: make new ones.")
    if done.kept:
        print(f"What was there before is kept: {done.kept}")
    return 0


def move_to(config: Config, chosen: argparse.Namespace) -> int:
    moved = moving.move(config, chosen.target)
    print(f"Moved {moved.rows:,} rows of {moved.tables} tables: every one is the same, counted and compared.")
    print(f"The audit trail holds: {moved.events:,} events, unbroken. Uploads stay in {config.instance / 'uploads'}.")
    if chosen.target == moving.SQLITE:
        print("Start the portal without PORTAL_DATABASE_URL from now on. The old database was not touched.")
    else:
        print("Start the portal with PORTAL_DATABASE_URL set to that address from now on.")
        print(f"The old database was not touched: keep {config.instance / moving.FILE} until the new one has a backup.")
    return 0


def check(config: Config, _chosen: argparse.Namespace) -> int:
    if not config.instance.is_dir():
        instance.present(config.instance)
    findings = list(checks.run(config, now()))
    for finding in findings:
        print(f"{finding.level:5} {finding.name}: {finding.text}")
    bad = sum(finding.level == "FAIL" for finding in findings)
    warned = sum(finding.level == "warn" for finding in findings)
    print(f"{len(findings)} checks, {warned} warnings, {bad} failures")
    return 1 if bad else 0


def verify_audit(config: Config, _chosen: argparse.Namespace) -> int:
    with current(config):
        fault = AuditEvent.first_fault()
        head = AuditHead.get()
    if fault is None:
        print(f"{head.count} events, unbroken; the last one is {head.hash}")
        return 0
    print("the last events are missing" if fault == 0 else f"event {fault} does not follow from the one before it")
    return 1


def run_tick(config: Config, _chosen: argparse.Namespace) -> int:
    with current(config) as database, create_app(config).app_context():
        for name, count in tick.run(config, database, now()).items():
            print(f"{name}: {count}")
    return 0
