"""The command `portal`. A mistake of the person or the machine is one line and exit status 2."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from portal.config import Config
from portal.refusals import Refusal
from portal.version import VERSION

Command = Callable[[Config, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    os.umask(0o077)
    chosen = parser().parse_args(arguments)
    try:
        config = settings(chosen)
        command: Command = getattr(import_module(f"portal.commands.{chosen.file}"), chosen.command)
        return command(config, chosen)
    except Refusal as refusal:
        print(f"portal: {refusal}", file=sys.stderr)
        return 2


def settings(chosen: argparse.Namespace) -> Config:
    """The environment, with what was said on the command line written into it for the process that serves."""
    for name in ("instance", "host", "port"):
        if (value := getattr(chosen, name, None)) is not None:
            os.environ[f"PORTAL_{name.upper()}"] = str(value)
    return Config.from_env(os.environ)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="portal", description="Sourcing Desk: find, check, compare and review suppliers."
    )
    top.add_argument("--version", action="version", version=VERSION)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    serve = add(commands, "serve", "start", "migrate, then serve the portal")
    serve.add_argument("--host", help="address to listen on (0.0.0.0 opens it to the local network)")
    serve.add_argument("--port", help="port to listen on")

    add(commands, "init", "start", "make the instance folder and the database, and print the set-up link")
    add(commands, "migrate", "start", "bring the database up to this program")
    routes = add(commands, "routes", "policy", "print every route with its permission and roles")
    routes.add_argument("--json", action="store_true", help="as JSON")
    return top


def add(commands: argparse._SubParsersAction, name: str, file: str, about: str) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    command: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about)
    command.add_argument("--instance", metavar="DIR", help="folder of the database, the key and the uploads")
    command.set_defaults(file=file, command=name)
    return command


if __name__ == "__main__":
    sys.exit(main())
