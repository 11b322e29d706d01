"""The command `portal`. A mistake of the person or the machine is one line and exit status 2."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from portal.config import DEMO_LANGUAGES, Config
from portal.core.disk import is_full
from portal.ops.refusal import Refusal
from portal.version import VERSION

FULL = "the disk is full or cannot be written: make room on it, then try again"
Command = Callable[[Config, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    os.umask(0o077)
    chosen = parser().parse_args(arguments)
    try:
        config = settings(chosen)
        command: Command = getattr(import_module(f"portal.ops.commands.{chosen.file}"), chosen.command)
        return command(config, chosen)
    except Refusal as refusal:
        print(f"portal: {refusal}", file=sys.stderr)
        return 2
    except Exception as error:
        if not is_full(error):
            raise
        print(f"portal: {FULL}", file=sys.stderr)
        return 2


def settings(chosen: argparse.Namespace) -> Config:
    """The environment, with what was said on the command line written into it for the process that serves."""
    for name in ("instance", "host", "port"):
        if (value := getattr(chosen, name, None)) is not None:
            os.environ[f"PORTAL_{name.upper()}"] = str(value)
    if getattr(chosen, "demo", False):
        separate_demo(chosen)
    return Config.from_env(os.environ)


def separate_demo(chosen: argparse.Namespace) -> None:
    """The demo has a folder of its own beside the real one, and never the real PostgreSQL."""
    os.environ.pop("PORTAL_DATABASE_URL", None)
    if chosen.instance is None:
        real = Config.from_env(os.environ).instance
        own = "demo" if chosen.language == DEMO_LANGUAGES[0] else f"demo-{chosen.language}"
        os.environ["PORTAL_INSTANCE"] = str(real.with_name(f"{real.name}-{own}"))
    chosen.file, chosen.command = "trial", "serve" if chosen.command == "serve" else "load"


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="portal", description="Sourcing Desk: find, check, compare and review suppliers."
    )
    top.add_argument("--version", action="version", version=VERSION)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    serve = add(commands, "serve", "start", "migrate, then serve the portal")
    serve.add_argument("--host", help="address to listen on (0.0.0.0 opens it to the local network)")
    serve.add_argument("--port", help="port to listen on")
    serve.add_argument("--demo", action="store_true", help="with a demo team, in a folder of its own")

    add(commands, "worker", "start", "do the jobs of the portal, beside the server or on another machine")
    add(commands, "init", "start", "make the instance folder and the database, and print the set-up link")
    add(commands, "migrate", "start", "bring the database up to this program")
    trial = add(commands, "demo", "trial", "load the demo team into a folder of its own")
    trial.set_defaults(demo=True)
    for command in (serve, trial):
        command.add_argument("--language", choices=DEMO_LANGUAGES, default=DEMO_LANGUAGES[0], help="of the demo team")
    routes = add(commands, "routes", "policy", "print every route with its permission and roles")
    routes.add_argument("--json", action="store_true", help="as JSON")

    saved = add(commands, "backup", "upkeep", "write one file with the database and the uploads", "make_backup")
    saved.add_argument("folder", metavar="DIR", help="folder for the file")
    saved.add_argument(
        "--keep", type=int, default=0, metavar="N", help="then delete all but the newest N backups there"
    )
    brought = add(commands, "restore", "upkeep", "bring a backup back; what was there is kept", "restore_backup")
    brought.add_argument("backup", metavar="FILE", help="a file that `portal backup` wrote")

    moves = add(commands, "move-to", "upkeep", "copy the database to the other engine, and compare", "move_to")
    moves.add_argument(
        "target", metavar="URL", help="postgresql://... of an empty database, or sqlite for the file in the instance"
    )

    user = commands.add_parser("user", help="accounts").add_subparsers(required=True, metavar="COMMAND")
    joins = add(user, "add", "people", "print a link with which somebody joins", "add_user")
    joins.add_argument("name", metavar="NAME", help="the person's name")
    joins.add_argument("--role", choices=("viewer", "buyer", "admin"), default="buyer")
    add(user, "list", "people", "everybody there ever was", "list_users")
    forgot = add(user, "reset", "people", "print a link with which somebody chooses a new password", "reset_user")
    leaves = add(user, "disable", "people", "end somebody's access at once", "disable_user")
    for command in (forgot, leaves):
        command.add_argument("username", metavar="USERNAME", help="the name they sign in with")
    leaves.add_argument("--heir", required=True, metavar="USERNAME", help="who takes over what is theirs and open")

    add(commands, "check", "upkeep", "look whether this installation is sound")
    audit = commands.add_parser("audit", help="the audit trail").add_subparsers(required=True, metavar="COMMAND")
    add(audit, "verify", "upkeep", "follow the hash chain of all events", "verify_audit")
    add(commands, "tick", "upkeep", "do the periodic work (for cron or a timer)", "run_tick")
    return top


def add(commands: Any, name: str, file: str, about: str, function: str = "") -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    command.add_argument("--instance", metavar="DIR", help="folder of the database, the key and the uploads")
    command.set_defaults(file=file, command=function or name)
    return command


if __name__ == "__main__":
    sys.exit(main())
