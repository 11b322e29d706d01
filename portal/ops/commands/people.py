"""Accounts from the command line: for the day when nobody can sign in."""

from __future__ import annotations

import argparse

from portal.accounts import throttle
from portal.accounts.models import INVITATION, RESET, LastAdmin, people
from portal.config import Config
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink, User
from portal.handover.models.leaving import disable
from portal.ops import server
from portal.ops.commands.opened import current
from portal.ops.refusal import Refusal
from portal.web.clock import now


class NoSuchAccount(Refusal):
    pass


class MustStay(Refusal):
    pass


def add_user(config: Config, chosen: argparse.Namespace) -> int:
    with current(config):
        token = AccessLink.issue("invite", INVITATION, Stamp(None, now()), name=chosen.name, role=chosen.role)
    print(f"{chosen.name} joins with this link (it works once, for 72 hours):")
    print(f"  {server.urls(config)[0]}/invitations/{token}")
    return 0


def list_users(config: Config, _chosen: argparse.Namespace) -> int:
    with current(config):
        lines = people()
    for line in lines:
        state = f"disabled {line.disabled:%Y-%m-%d}" if line.disabled else f"{line.sessions} sessions"
        print(f"{line.username:24} {line.role:8} {state:20} {line.name}")
    return 0


def reset_user(config: Config, chosen: argparse.Namespace) -> int:
    with current(config):
        user = account(chosen.username)
        token = AccessLink.issue("reset", RESET, Stamp(None, now()), user=user)
    print(f"{user.name} chooses a new password with this link (it works once, for 60 minutes):")
    print(f"  {server.urls(config)[0]}/resets/{token}")
    return 0


def disable_user(config: Config, chosen: argparse.Namespace) -> int:
    with current(config):
        user, heir = account(chosen.username), account(chosen.heir)
        if user.id == heir.id:
            raise NoSuchAccount("--heir must be somebody else")
        try:
            disable(user, heir, user.version, Stamp(None, now()))
        except LastAdmin:
            raise MustStay(f"{user.username} is the last administrator") from None
    print(f"{user.name} can no longer sign in; what was theirs and open is {heir.name}'s.")
    return 0


def account(username: str) -> User:
    user: User | None = User.get_or_none((User.username == throttle.folded(username)) & User.disabled_at.is_null())
    if user is None:
        raise NoSuchAccount(f"no active account is called {username}: see `portal user list`")
    return user
