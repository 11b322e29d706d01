"""The team's own settings, read once a request: name, time zone, currency, policy, weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import g

from portal import content
from portal.agreements.queries import Shelf
from portal.settings.models.settings import Setting
from portal.settings.rules.policy import Policy

POLICY = "policy."  # what the keys of the limits begin with
UNTIERED = "routine"
HOME_COUNTRY = "CN"

DEFAULTS: dict[str, Any] = {"team.name": "", "team.time_zone": "Asia/Shanghai", "team.currency": "CNY"}


@dataclass(frozen=True)
class Team:
    values: dict[str, Any]

    def get(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, DEFAULTS.get(key, default))

    @property
    def name(self) -> str:
        return str(self.get("team.name"))

    @property
    def time_zone(self) -> str:
        return str(self.get("team.time_zone"))

    @property
    def currency(self) -> str:
        return str(self.get("team.currency"))

    @property
    def country(self) -> str:
        return str(self.get("team.country", HOME_COUNTRY))

    @property
    def shelf(self) -> Shelf:
        """The agreements, read against the shipped clauses."""
        return Shelf(content.clauses(), self.country, int(self.policy.number("notice.renewal_days")))

    @property
    def policy(self) -> Policy:
        """The shipped limits and rhythms with what the team changed, kept under `policy.<key>`."""
        return policy_of(self.values)

    def review_months(self, tier: str) -> int:
        """How often a supplier of this tier is reviewed; without a tier as a routine one."""
        return self.policy.rhythm(tier if tier in self.policy.rhythms else UNTIERED).review_months


def policy_of(values: Mapping[str, Any]) -> Policy:
    """The shipped policy with these values of the team in it."""
    changed = {key: value for key, value in values.items() if key.startswith(POLICY) and value is not None}
    return content.policy().with_changes({key.removeprefix(POLICY): value for key, value in changed.items()})


def team() -> Team:
    if "team" not in g:
        g.team = Team(Setting.values())
    loaded: Team = g.team
    return loaded


def forget() -> None:
    """After a setting changed: the rest of the request sees the new value."""
    g.pop("team", None)
