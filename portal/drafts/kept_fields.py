"""Which of the fields that were sent are kept."""

from __future__ import annotations

from collections.abc import Iterable

from portal.core.forms.reopening import UNTYPED, is_secret
from portal.core.rules.card_codes import has_code, may_be_code
from portal.drafts.rules import LARGEST, Fields


def without_secrets(sent: Iterable[tuple[str, str]], beside_codes: bool = False) -> Fields:
    """`beside_codes`: of a form about card codes, where a remark may hold one too."""
    plain = [(name, value) for name, value in sent if not is_secret(name, value)]
    return [(name, value) for name, value in plain if not (beside_codes and holds_code(name, value))]


def holds_code(name: str, value: str) -> bool:
    return name not in UNTYPED and (has_code(value) or may_be_code(value))


def worth_keeping(fields: Fields) -> bool:
    """Whether somebody typed or chose something, and it is not too much."""
    typed = any(value.strip() and name not in UNTYPED for name, value in fields)
    return typed and sum(len(name) + len(value) for name, value in fields) <= LARGEST
