"""The demo team: in an instance of its own, never in a real one."""

from __future__ import annotations

import argparse
import os
import secrets
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from portal import demo
from portal.accounts import passwords
from portal.codes.keys import derived
from portal.config import DEMO_LANGUAGES, Config
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.ops import instance
from portal.ops.commands.opened import opened
from portal.ops.commands.start import announce, run, upgrade
from portal.ops.refusal import Refusal
from portal.web.clock import now

SHOWN = ("admin", "buyer", "viewer")
MARK, SPOKEN = "demo_password", "demo_language"
ZONE = ZoneInfo("Asia/Shanghai")


class NotADemo(Refusal):
    """The folder holds the rows of a real team."""


class OtherLanguage(Refusal):
    """The folder holds the demo team in the other language."""


def load(config: Config, chosen: argparse.Namespace) -> int:
    print("\n".join(prepared(config, chosen.language)))
    return 0


def serve(config: Config, chosen: argparse.Namespace) -> int:
    run(config, lambda: prepared(config, chosen.language), announce)
    return 0


def prepared(config: Config, language: str) -> list[str]:
    """Load the team at the first start; answers the lines with the sign-ins."""
    with opened(config, new=True) as opened_database:
        upgrade(config, opened_database)
        password = settled(config, language)
    return ["Sign in as one of:", *(f"  {name:7} {password}" for name in SHOWN)]


def settled(config: Config, language: str) -> str:
    mark, spoken = config.instance / MARK, config.instance / SPOKEN
    if not User.select().exists():
        at = now()
        password = config.demo_password or secrets.token_urlsafe(9)
        key = derived(instance.secret_key(config.instance))
        # The marks first: a start that is killed in between loads again, and is not taken for a real team.
        keep(mark, password)
        keep(spoken, language)
        demo.load(at.astimezone(ZONE).date(), at, config.instance / "uploads", password, key, language)
    elif not mark.exists():
        raise NotADemo(f"{config.instance} holds a real team: give the demo another folder with --instance")
    elif language != (spoken.read_text(encoding="utf-8").strip() if spoken.exists() else DEMO_LANGUAGES[0]):
        raise OtherLanguage(
            f"{config.instance} holds the demo in another language: give it another folder with --instance"
        )
    elif config.demo_password and config.demo_password != mark.read_text(encoding="utf-8").strip():
        change_passwords(config.demo_password, now())
        keep(mark, config.demo_password)
    return mark.read_text(encoding="utf-8").strip()


def change_passwords(password: str, at: datetime) -> None:
    hashed = passwords.hashed(password)
    for user in User.select():
        user.set_password(hashed, Stamp(None, at))


def keep(mark: Path, password: str) -> None:
    mark.unlink(missing_ok=True)
    with open(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
        out.write(password + "\n")
