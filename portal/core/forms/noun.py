"""The fields of a noun: stated once, for the form of a new one, of one on file, and of a row of a spreadsheet."""

from __future__ import annotations

from typing import Any, ClassVar

from wtforms.fields.core import UnboundField


class NounFields:
    """`elsewhere`: fields that are kept in rows of their own, not in a column of the noun."""

    elsewhere: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def fields(cls) -> tuple[str, ...]:
        """What people fill in, in the order of the form."""
        noun = next(base for base in cls.__mro__ if NounFields in base.__bases__)
        return tuple(name for name, field in vars(noun).items() if isinstance(field, UnboundField))

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        return tuple(name for name in cls.fields() if name not in cls.elsewhere)

    def offer(self, **choices: Any) -> Any:
        """What can be chosen, by field."""
        for name, options in choices.items():
            self[name].choices = options  # type: ignore[index]
        return self

    @property
    def about(self) -> dict[str, Any]:
        """What was typed, by column."""
        return {name: self[name].data for name in self.columns()}  # type: ignore[index]
