"""The field that chooses one row of many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation
from wtforms.widgets import Select, TextInput

from portal.core.rules.text import folded, whole

MANY = 200  # choices; more make a page heavy, and nobody scrolls through them


def key_of(text: str, named: Callable[[], Iterable[tuple[int, str]]]) -> int | None:
    """The id that an address gives, or that of the only row of this name."""
    if (key := whole(text)) is not None:
        return key
    keys = [key for key, name in named() if folded(name) == folded(text)]
    return keys[0] if len(keys) == 1 else None


class ListOrLine:
    """A list to choose from; of very many a line for the name, completed while it is typed."""

    def __call__(self, field: Any, **attributes: Any) -> Markup:
        if field.listed:
            return Select()(field, **attributes)
        names = f"{attributes.get('id', field.id)}-names"
        asks = {"hx-get": field.names, "hx-trigger": "input changed delay:200ms", "hx-target": f"#{names}"}
        line = TextInput()(field, list=names, autocomplete="off", **asks, **attributes)
        return Markup('{}<datalist id="{}"></datalist>').format(line, names)


class RowChoice(SelectField):
    """A row by its id or, where there are very many, by its name. `names` is the address that completes one."""

    widget = ListOrLine()

    def __init__(self, label: Any, validators: Any = None, *, names: str, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        self.names = names

    @property
    def offered(self) -> list[SelectChoice]:
        return [choice for choice in self.choices or () if isinstance(choice, SelectChoice)]

    @property
    def listed(self) -> bool:
        return len(self.offered) <= MANY

    @property
    def typed(self) -> str:
        return str(self.raw_data[0]).strip() if self.raw_data else ""

    def _value(self) -> str:
        chosen = next(
            (str(choice.label) for choice in self.offered if self.data and choice.value == str(self.data)), ""
        )
        return chosen or self.typed

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None  # a name, perhaps: what it is called is known once the choices are

    def pre_validate(self, form: Any) -> None:
        if self.listed or not self.typed:
            super().pre_validate(form)
            return
        values = [choice.value for choice in self.offered if folded(str(choice.label)) == folded(self.typed)]
        if len(values) > 1:
            raise StopValidation(_l("Several bear this name. Begin on the page of the one you mean."))
        if values:
            self.data = self.coerce(values[0])
        elif self.data is None or str(self.data) not in [choice.value for choice in self.offered]:
            raise StopValidation(_l("Nothing here is called so. Type a part of the name and choose from the list."))
