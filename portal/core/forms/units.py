"""Fields for figures with their unit beside them, as people write them: "200件", "两周", "¥21.5/件", "三成"."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import StopValidation

from portal.core.forms.base import Amount, Count, Share
from portal.core.rules.money import amount_alone, currencies_of
from portal.core.rules.spellings import each, lead_days, least_quantity
from portal.core.rules.spellings import share as share_of
from portal.core.rules.text import plain_number


def figure_of(text: str) -> str:
    """The figure alone, of a field that holds no money; with the sign of a currency it comes back to be refused."""
    return text if currencies_of(text) else plain_number(text)


class Pieces(Count):
    """A number of pieces: "200件", "100件起", "1千"; of a range nobody knows which end is meant."""

    refused = _l("Enter a number of pieces, for example 200, 200 pcs or 1,000.")

    def plain(self, text: str) -> str:
        spelling = least_quantity(text)
        return spelling.text if spelling and not spelling.guess else figure_of(text)


class Days(Count):
    """Calendar days: "15天", "两周", "2 weeks"; of a span the longer end, five working days are seven."""

    refused = _l("Enter days, for example 15, 15 days, 2 weeks or 7-10 days.")

    def plain(self, text: str) -> str:
        spelling = lead_days(text)
        return spelling.text if spelling else figure_of(text)


class DayFigure(Amount):
    """The same among figures that may have parts."""

    refused = Days.refused
    plain = Days.plain


class PriceField(Amount):
    """An amount of money: "21.5元", "¥21.5/件". `currency`: of the field itself, where its form asks none."""

    refused = _l("Enter an amount, for example 21.5, ¥21.5 or 21.5 CNY.")

    def __init__(self, label: Any, currency: str = "", **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.currency = currency

    def plain(self, text: str) -> str:
        return amount_alone(each(text))

    @property
    def written(self) -> str:
        """What was typed; empty where nothing was."""
        return str(self.raw_data[0]).strip() if self.raw_data else ""

    def means(self, currency: str) -> bool:
        """Whether the sign beside the amount, if there is one, can be that of this currency."""
        signs = currencies_of(each(self.written))
        return not signs or currency in signs

    def pre_validate(self, form: Any) -> None:
        if self.currency and not self.means(self.currency):
            raise StopValidation(_l("This is kept in %(currency)s. Enter the amount in it.", currency=self.currency))


class Part(Share):
    """A part of the whole: "30%", "30", "三成"."""

    refused = _l("Enter a percentage, for example 30 or 30%.")

    def plain(self, text: str) -> str:
        spelling = share_of(text)
        return spelling.text if spelling and not spelling.guess else figure_of(text)


class LargePart(Part):
    """A part hardly ever below one percent: of "0.3" nobody knows whether 0.3 % or 30 % is meant, so it is asked."""

    def plain(self, text: str) -> str:
        spelling = share_of(text)
        if spelling and spelling.guess:
            alone = f"{plain_number(text)}%"
            asked = _l("Is it %(alone)s or %(part)s? Write the percent sign too.", alone=alone, part=spelling.text)
            raise ValueError(str(asked))
        return super().plain(text)

    def _value(self) -> str:
        """A part so small that it would be asked for stands with its sign."""
        text = super()._value()
        return f"{text}%" if not self.raw_data and self.data and self.data <= Decimal("0.01") else text


class CurrencyAsked:
    """A form with prices and their currency: a sign beside a price that says another one is asked, never guessed."""

    def validate_currency(self, field: Any) -> None:
        for price in prices_in(self):
            if not price.means(field.data):
                raise StopValidation(
                    _l(
                        "“%(text)s” is another currency than the one chosen here. Change one of the two.",
                        text=price.written,
                    )
                )


def prices_in(fields: Any) -> list[PriceField]:
    """Every price of a form, also those in its rows and in forms within it."""
    prices = []
    for field in fields:
        if isinstance(field, PriceField):
            prices.append(field)
        elif hasattr(field, "entries"):
            prices += prices_in(field.entries)
        elif hasattr(field, "form"):
            prices += prices_in(field.form)
    return prices
