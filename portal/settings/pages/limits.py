"""The limits and rhythms of a team as their page shows them: one form, in groups that fold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flask import g, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.core.rules.stages import Stage
from portal.settings.models.settings import history, values_at, versions
from portal.settings.pages.setting_words import CHOICES, figure, title, typed, unit, value_text
from portal.settings.rules.policy import Policy
from portal.settings.rules.settings import SettingType, TeamSetting
from portal.settings.rules.typed_policy import SEEN, SentPolicy, Unreadable, field_name
from portal.settings.team import POLICY, policy_of, team
from portal.web.filters import listed, local_text
from portal.web.words import WORDS, pairs, word


class LimitField(NamedTuple):
    """A field of a limit: its only one, or the one of a stage; `shipped` where it differs from the value in force."""

    name: str
    value: str
    label: str
    sign: str  # of a currency, in front
    unit: str
    shipped: str
    fault: str
    choices: list[tuple[str, str]] | None


class LimitRow(NamedTuple):
    """A limit or rhythm with its reason; `reset` is the way back where the team changed it."""

    key: str
    title: str
    reason: str
    fields: list[LimitField]
    editable: bool
    reset: str
    resets: bool  # the way back was chosen on the page that came back
    pending: bool  # it was typed anew there, and is not saved


class LimitGroup(NamedTuple):
    key: str
    rows: list[LimitRow]
    open: bool

    @property
    def changed(self) -> str:
        number = sum(bool(row.reset) for row in self.rows)
        return ngettext("%(num)d changed", "%(num)d changed", number) if number else ""

    @property
    def size(self) -> str:
        return ngettext("%(num)d standard", "%(num)d standards", len(self.rows))


@dataclass(frozen=True)
class PolicyAnswer:
    """A page that came back: what was sent, what is wrong with it, and the changes colleagues made meanwhile."""

    sent: SentPolicy = field(default_factory=SentPolicy)
    faults: Mapping[str, str] = field(default_factory=dict)
    meanwhile: list[str] = field(default_factory=list)


def codes() -> dict[str, Collection[str]]:
    return {key: WORDS[kind].keys() for key, kind in CHOICES.items()}


def seen_versions(sent: SentPolicy, policy: Policy) -> dict[str, int]:
    return {POLICY + key: sent.seen(key) for key in policy.adjustable}


def policy_seen(seen: Mapping[str, int]) -> Policy:
    """The limits a person was looking at."""
    return policy_of(values_at(seen))


def unreadable(faults: Mapping[str, Unreadable], sent: SentPolicy) -> PolicyAnswer:
    """Everything typed stays, and each fault stands at its field."""
    return PolicyAnswer(sent, {name: fault_text(fault) for name, fault in faults.items()})


def fault_text(fault: Unreadable) -> str:
    if fault.most is not None:
        return _("Enter %(most)s or less.", most=fault.most)
    return _("Enter a number in digits, with at most six decimals, for example 100.")


def overtaken(sent: SentPolicy, seen: Mapping[str, int]) -> PolicyAnswer:
    """What was typed stands beside what colleagues saved meanwhile; what was not touched says what is in force."""
    policy, now = team().policy, versions(POLICY)
    touched = sent.touched(policy_seen(seen), codes())
    late = [key for key in policy.adjustable if now.get(POLICY + key, 0) != seen[POLICY + key]]
    faults = {
        name: changed_meanwhile(policy.adjustable[key], value)
        for key in late
        for stage, value in policy.values(key).items()
        if (name := field_name(key, stage)) in touched
    }
    return PolicyAnswer(SentPolicy(touched | in_force(now)), faults, meanwhile(late))


def in_force(now: Mapping[str, int]) -> dict[str, str]:
    return {SEEN + key.removeprefix(POLICY): str(version) for key, version in now.items()}


def changed_meanwhile(setting: TeamSetting, value: Any) -> str:
    return _(
        "A colleague changed this meanwhile. It now says: %(value)s. Save again to keep what you typed.",
        value=figure(setting, value),
    )


def meanwhile(keys: Collection[str]) -> list[str]:
    """What colleagues saved, one sentence each."""
    latest = [line for line in history(*(POLICY + key for key in keys), limit=500) if line.version == line.current]
    return [
        _(
            "%(setting)s: %(before)s → %(after)s (%(person)s)",
            setting=title(line.key, {}),
            before=value_text(line.key, line.before),
            after=value_text(line.key, line.value),
            person=line.by or _("the program"),
        )
        for line in latest
    ]


def limits_page(answer: PolicyAnswer, opened: Collection[str], only: bool) -> dict[str, Any]:
    policy, now = team().policy, versions(POLICY)
    rows: dict[str, list[LimitRow]] = {}
    for setting in policy.adjustable.values():
        rows.setdefault(setting.key.split(".")[0], []).append(limit_row(setting, policy, answer))
    changed = sum(bool(row.reset) for group in rows.values() for row in group)
    if only:
        rows = {key: [row for row in group if row.reset or row.pending] for key, group in rows.items()}
    return {
        "groups": [limit_group(key, group, only or key in opened) for key, group in rows.items() if group],
        "seen": in_force(now) | {name: text for name, text in answer.sent.sent.items() if name.startswith(SEEN)},
        "ways": ways(len(policy.adjustable), changed, only),
        "meanwhile": answer.meanwhile,
        "wrong": "" if answer.meanwhile else wrong_text(len(answer.faults)),
        "focus": focus([field for group in rows.values() for row in group for field in row.fields]),
    }


def focus(fields: list[LimitField]) -> str:
    """The first field with a fault; no field below it then gets the focus of the page."""
    wrong = [field.name for field in fields if field.fault]
    return str(g.setdefault("focus", wrong[0])) if wrong else ""


def ways(number: int, changed: int, only: bool) -> list[tuple[str, str, bool]]:
    """All limits, those the team changed, and how they came to be."""
    return [
        (_("All %(number)s", number=number), url_for("policy.index"), not only),
        (_("Changed by the team %(number)s", number=changed), url_for("policy.index", only="changed"), only),
        (_("History"), url_for("policy.past"), False),
    ]


def wrong_text(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "Nothing is saved yet: one value cannot be read. Everything you typed is still in its field.",
        "Nothing is saved yet: %(num)d values cannot be read. Everything you typed is still in its field.",
        number,
    )


def limit_group(key: str, rows: list[LimitRow], opened: bool) -> LimitGroup:
    return LimitGroup(key, rows, opened or any(row.pending or row.resets for row in rows))


def limit_row(setting: TeamSetting, policy: Policy, answer: PolicyAnswer) -> LimitRow:
    fields = [limit_field(setting, stage, policy, answer) for stage in setting.places]
    in_force = [typed(setting, value) for value in policy.values(setting.key).values()]
    return LimitRow(
        key=setting.key,
        title=local_text(setting.title),
        reason=local_text(setting.reason),
        fields=fields,
        editable=setting.editable and current_user.may("settings"),
        reset=reset_text(setting) if policy.is_changed(setting.key) else "",
        resets=answer.sent.resets(setting.key),
        pending=[field.value for field in fields] != in_force,
    )


def limit_field(setting: TeamSetting, stage: Stage | None, policy: Policy, answer: PolicyAnswer) -> LimitField:
    name, value, shipped = field_name(setting.key, stage), policy.value(setting.key, stage), setting.shipped[stage]
    text, money = answer.sent.text(setting, stage), setting.type is SettingType.money
    return LimitField(
        name=name,
        value=typed(setting, value) if text is None else text,
        label=word(stage, "stage") if stage else "",
        sign=unit(setting) if money else "",
        unit="" if money else unit(setting),
        shipped="" if value == shipped else figure(setting, shipped),
        fault=answer.faults.get(name, ""),
        choices=pairs(CHOICES[setting.key]) if setting.key in CHOICES else None,
    )


def reset_text(setting: TeamSetting) -> str:
    values = [figure(setting, value) for value in setting.shipped.values()]
    return _("Back to the starting value %(value)s", value=" / ".join(values))


def groups_of(keys: Collection[str]) -> list[str]:
    """The groups these limits stand in, in the order of the page."""
    return list(dict.fromkeys(key.removeprefix(POLICY).split(".")[0] for key in keys))


def saved_text(keys: Collection[str]) -> str:
    if not keys:
        return _("Nothing was changed.")
    return _("Saved: %(settings)s", settings=listed(title(key, {}) for key in keys))
