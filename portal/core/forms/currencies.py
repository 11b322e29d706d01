"""Currencies to choose from, by the name people know them by."""

from __future__ import annotations

from typing import Any

from babel.numbers import get_currency_name
from flask_babel import get_locale
from wtforms.fields.choices import SelectChoice

from portal.core.forms.rows import RowChoice
from portal.core.rules.money import CURRENCIES, currencies_of


def currencies() -> list[SelectChoice]:
    """In the language of the reader, with the letters that stand beside amounts elsewhere."""
    return [SelectChoice(code, currency_name(code)) for code in CURRENCIES]


def currency_name(code: str) -> str:
    return f"{get_currency_name(code, locale=get_locale() or 'en')} {code}"


class CurrencyField(RowChoice):
    """By its letters, or by its name."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, choices=currencies, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        """The letters are known at once: prices of the same form are read in this currency."""
        super().process_formdata(valuelist)
        values = self.meant()
        if len(values) == 1:
            self.data = values[0]

    def meant(self) -> list[str]:
        """Also by what stands beside amounts: RMB, 美元, €. A sign of several means the usual one."""
        offered = {choice.value for choice in self.offered}
        return super().meant() or [code for code in currencies_of(self.typed)[:1] if code in offered]
